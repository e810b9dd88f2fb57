"""Names that stand side by side: 综合科张三 is one person, 海勃湾区教育局 and 财政局预算科 are no office of this roster (归属)."""  # noqa: E501

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from handlers.reading.late import Late
from handlers.reading.names import Entry, Mention, NameIndex

_HIGHER = Late(r"(?:自治区|国家|内蒙古|全国|中央|[省旗县])$")
_SECTION = Late(
    r"(?!市|各|全|本|的|在|把|将|到|从|请|按|要|让|由|对|与|和|及|会同|牵头|负责|抽查|检查|督查|整改|联合|协调|完善)[\u4e00-\u9fff]{1,5}(?:支队|大队|中队|分局|科(?!室|长|技|学|目|研)|股(?!份|东)|所(?!有|属|在|需|以)|服务中心|执法队|监测站|管理站)"
)


def not_ours(plain: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the names that are only part of an office which the roster does not hold."""
    found = [one for pair in pairwise(mentions) if _is_district_office(*pair) for one in pair]
    found += [one for one in mentions if _is_unit(one) and _is_part(plain, one, mentions)]
    return tuple(dict.fromkeys(found))


def joined(index: NameIndex, plain: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the names with 综合科张三 as one person; confirmed where he is said to be of an office that is not his."""
    found: list[Mention] = []
    for one in _bracketed(index, plain, [_with_government(plain, mention) for mention in mentions]):
        if found and one.entry.group and found[-1].end == one.start and not found[-1].entry.group:
            found[-1] = replace(found[-1], end=one.end)  # 海勃湾、乌达、海南三个区
            continue
        owner = found[-1] if found and _OF.fullmatch(plain, found[-1].end, one.start) else None
        if owner is None or not _holds(owner, one) or (owner.end < one.start and not one.entry.person):
            found.append(one)
            continue
        guessed = one.guessed or (one.entry.person and not index.works_in(one.entry.who, owner.entry.who))
        found[-1] = replace(one, start=owner.start, guessed=guessed, entry=_theirs(index, owner, one.entry))
    return tuple(found)


def _bracketed(index: NameIndex, plain: str, mentions: Sequence[Mention]) -> list[Mention]:
    """综合科（张三）, 督查室（李四、王海南）: who stands in brackets behind his office is meant."""
    found: list[Mention] = []
    for one in mentions:
        owner = found[-1] if found else None
        if owner and _is_unit(owner) and one.entry.person and plain[owner.end : one.start].strip() == "(":
            end = _closing(plain, mentions, one)
            if end:
                guessed = one.guessed or not index.works_in(one.entry.who, owner.entry.who)
                found[-1] = replace(one, start=owner.start, end=end or one.end, guessed=guessed)
                continue
        found.append(one)
    return found


def _closing(plain: str, mentions: Sequence[Mention], first: Mention) -> int:
    """Return where the first name's span ends, with the bracket behind it; 0 where other words stand in it."""
    inside = _IN_BRACKETS.match(plain, first.end)
    people = [one for one in mentions if inside and first.start <= one.start < inside.end() and one.entry.person]
    if inside is None:
        return 0
    rest = blank_out(plain, people, first.start, inside.end())
    if not _ONLY_NAMES.fullmatch(rest):
        return 0
    return inside.end() if len(people) == 1 else first.end


_IN_BRACKETS = Late(r"[^()\n]{0,40}\)")
_ONLY_NAMES = Late(r"[\s、,和及/]*(?:同志)?\)")


def blank_out(plain: str, names: Sequence[Mention], start: int, end: int) -> str:
    """Return what stands between the names of a span."""
    pieces, at = [], start
    for one in names:
        pieces.append(plain[at : one.start])
        at = one.end
    return "".join((*pieces, plain[at:end]))


def _theirs(index: NameIndex, owner: Mention, entry: Entry) -> Entry:
    """Of two people of the same name, keep the one who works there."""
    theirs = tuple(who for who in entry.who if index.works_in((who,), owner.entry.who))
    return replace(entry, who=theirs) if theirs else entry


def _with_government(plain: str, one: Mention) -> Mention:
    """乌达区人民政府 is 乌达区."""
    found = _GOVERNMENT.match(plain, one.end) if one.entry.name.endswith(("区", "旗", "县", "政府")) else None
    return replace(one, end=found.end()) if found else one


_GOVERNMENT = Late(r"(?:人民政府|政府)(?!办|性|采购|网|工作|部门|债|投资|购买)")
_OF = Late("的?")


def _holds(owner: Mention, one: Mention) -> bool:
    """Tell whether the first name says where the second belongs: 综合科张三, 市政府办公室综合科."""
    return _is_unit(owner) and (one.entry.person or (_is_unit(one) and owner.entry.name.endswith("办公室")))


def _is_district_office(one: Mention, other: Mention) -> bool:
    """海勃湾区教育局 is neither of the two."""
    side_by_side = one.end == other.start and _is_unit(one) and _is_unit(other)
    return side_by_side and _is_district(one) and not _is_district(other)


def _is_district(one: Mention) -> bool:
    return one.entry.name.endswith(("区", "旗", "县"))


def _is_part(plain: str, one: Mention, mentions: Sequence[Mention]) -> bool:
    if _HIGHER.search(plain, max(0, one.start - 4), one.start):
        return True
    section = _SECTION.match(plain, one.end)
    return section is not None and not any(one.end <= other.start < section.end() for other in mentions)


def _is_unit(one: Mention) -> bool:
    return not one.entry.person and not one.entry.group
