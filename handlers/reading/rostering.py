"""Words that change what the roster says, each the whole message: 新增人员 张三，综合科，科员; 设张三为督查员; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from handlers.reading.departing import is_head, people_called
from handlers.reading.facts import fact
from handlers.reading.key import Key, either_of, marks_of, needs
from handlers.reading.late import Late
from handlers.reading.reserved import is_reserved
from ledger.people import Person, Role, Roster, Unit

ROLES = {
    "科员": Role.STAFF,
    "工作人员": Role.STAFF,
    "科室负责人": Role.HEAD,
    "单位负责人": Role.HEAD,
    "负责人": Role.HEAD,
    "督查员": Role.COORDINATOR,
    "联络员": Role.COORDINATOR,
    "销号审核": Role.REVIEWER,
    "销号审核员": Role.REVIEWER,
    "审核员": Role.REVIEWER,
    "分管领导": Role.LEADER,
    "领导": Role.LEADER,
    "系统管理员": Role.ADMIN,
    "管理员": Role.ADMIN,
}
"""Every word for a role that people say."""

_ROLE = "|".join(sorted(ROLES, key=len, reverse=True))
_END = r"[。!\s]*"
_NAME = r"(?P<name>[^\s\d,，。;；:：、?!]{2,12}?)(?:同志)?"
_PLAIN_NAME = Late(r"[^\W\d_]{2,12}")
_PHONE = Late(r"(?:手机号?码?|电话|联系电话)?[:\s]*(?P<phone>(?:\+?86[-\s]?)?1[3-9]\d(?:[-\s]?\d{4}){2})")
_ALIAS = Late(r"(?:别名|简称|又名|也叫)[:\s]*(?P<alias>\S{1,12})")
_TITLE = Late(r"(?:职务|任)[:\s]*(?P<title>\S{1,12})")
_PARTS = Late(r"[,;\n]|(?<!\d)\s+|\s+(?!\d)")
_ADDS = Late(
    rf"(?:新增|增加|添加|录入)(?:一名|一位)?(?:工作)?(?:人员|同志)(?:[:,\s]+|(?=[^\s,。]{{2,4}},))(?P<rest>\S.*?){_END}",
    re.DOTALL,
)
_RENAMES = Late(
    rf"{_NAME}(?:的)?(?:姓名|名字)?(?:改名为?|更名为?|改名叫|(?<=[姓名]名|名字)(?:改为|更正为|应为))[:\s]*"
    rf"(?P<new>[^\s\d,。;:、?!]{{2,12}}){_END}"
)
_NAMES = Late(
    rf"(?P<first>给|为|取消|删除)?{_NAME}(?:的)?(?P<how>增加|添加|加|取消|删除|去掉)?(?:一个)?别名[:为\s]*(?P<alias>[^\s,。;:、?!]{{1,12}}){_END}"
)
_CALLS = Late(
    rf"{_NAME}(?:的)?(?:手机号?码?|电话|联系电话)(?:改为|更正为|改成|换成|调整为)\s*(?P<phone>[\d+\s-]{{11,18}}){_END}"
)
_GRANTS = Late(
    rf"(?:设|设置|明确|任命|增设|增加|让){_NAME}(?:为|担任|任|作为|做|当)(?P<role>{_ROLE})(?:[,\s]*分管(?P<fields>[^。;!?]+?))?{_END}"
)
_TAKES = Late(rf"(?:取消|撤销|免去|收回){_NAME}(?:的)?(?P<role>{_ROLE})(?:的)?(?:角色|权限|身份|职责)?{_END}")
_FIELD = Late(rf"{_NAME}(?:的)?(?:改为分管|分管(?:范围|单位)?(?:改为|调整为))[:\s]*(?P<fields>[^。;!?]+?){_END}")
_ALSO = _NAME.replace("<name>", "<also>")
_INVITES = Late(
    rf"(?:(?:请|帮我)?(?:邀请|(?:重新)?生成){_NAME}(?:的)?(?:(?:绑定|邀请)?链接)?|{_ALSO}的?(?:绑定|邀请)链接){_END}"
)
_LISTED = Late(r"[、,和及\s]+")


@fact()
class Addition:
    """Somebody new; ``unit`` is ``None`` where none was named, ``unclear`` are the words that mean nothing here."""

    name: str
    unit: Unit | None
    roles: frozenset[Role]
    fields: tuple[Unit, ...] = ()
    title: str = ""
    phone: str = ""
    aliases: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()


@fact()
class Correction:
    """Another name, an alias more or less (``drops``), or another phone number of somebody."""

    people: tuple[Person, ...]
    name: str | None = None
    alias: str = ""
    drops: bool = False
    phone: str | None = None


@fact()
class Granting:
    """A role that somebody gets, or does not have any more (``takes``), or another field (``role`` is ``None``)."""

    people: tuple[Person, ...]
    role: Role | None
    takes: bool = False
    fields: tuple[Unit, ...] | None = None
    unclear: tuple[str, ...] = ()


@fact()
class Invitation:
    """Somebody for whom a link is wanted."""

    people: tuple[Person, ...]


Change = Addition | Correction | Granting | Invitation


def roster_change(text: str, *, roster: Roster) -> Change | None:
    """Return what of the roster the message changes; nothing where it is about somebody else or something else."""
    said, marks = text.strip(), marks_of(text)
    return next((found for bit, read in _READERS if bit & marks and (found := read(said, roster)) is not None), None)


@needs(Key("增添录", _ADDS))
def _addition(said: str, roster: Roster) -> Addition | None:
    found = _ADDS.fullmatch(said)
    if found is None:
        return None
    parts = [part.strip() for part in _PARTS.split(found["rest"]) if part.strip()]
    name, rest = parts[0], parts[1:]
    unit: Unit | None = None
    roles: list[Role] = []
    aliases: list[str] = []
    fields: tuple[Unit, ...] = ()
    title = phone = ""
    unclear = [] if _PLAIN_NAME.fullmatch(name) else [name]
    for part in rest:
        if (called := _PHONE.fullmatch(part)) is not None:
            phone = digits(called["phone"])
        elif (alias := _ALIAS.fullmatch(part)) is not None:
            aliases.append(alias["alias"])
        elif part.startswith("分管") and (named := units_in(part.removeprefix("分管"), roster)):
            fields = named
        elif _roles_in(part):
            roles += _roles_in(part)
        elif unit is None and (one := unit_called(part, roster)) is not None:
            unit = one
        elif not title and unit is not None:
            post = _TITLE.fullmatch(part)
            title = post["title"] if post else part
        else:
            unclear.append(part)
    unclear += filter(is_reserved, (name, *aliases))
    if not roles:
        roles = [Role.HEAD if is_head(title) else Role.STAFF]
    return Addition(name, unit, frozenset(roles), fields, title, phone, tuple(aliases), tuple(unclear))


def _roles_in(part: str) -> list[Role]:
    words = [word for word in re.split(r"[、/和]", part) if word]
    return [ROLES[word] for word in words] if words and all(word in ROLES for word in words) else []


@needs(Key("名机话", _RENAMES, _NAMES, _CALLS))
def _correction(said: str, roster: Roster) -> Correction | None:
    if (found := _RENAMES.fullmatch(said)) is not None and (people := people_called(roster, found["name"])):
        return None if is_reserved(found["new"]) else Correction(people, name=found["new"])
    if (found := _NAMES.fullmatch(said)) is not None and (people := people_called(roster, found["name"])):
        drops = bool({found["first"], found["how"]} & {"取消", "删除", "去掉"})
        return (
            None if is_reserved(found["alias"]) and not drops else Correction(people, alias=found["alias"], drops=drops)
        )
    if (found := _CALLS.fullmatch(said)) is not None and (people := people_called(roster, found["name"])):
        called = _PHONE.fullmatch(found["phone"].strip())
        return Correction(people, phone=digits(called["phone"])) if called else None
    return None


@needs(Key("员负核领管", _GRANTS, _TAKES, _FIELD))
def _granting(said: str, roster: Roster) -> Granting | None:
    for pattern, takes in ((_GRANTS, False), (_TAKES, True), (_FIELD, False)):
        found = pattern.fullmatch(said)
        people = people_called(roster, found["name"]) if found else ()
        if found is None or not people:
            continue
        words = found.groupdict()
        named = words.get("fields")
        unclear = tuple(_unknown(named, roster)) if named else ()
        fields = units_in(named, roster) if named and not unclear else None
        role = ROLES[words["role"]] if words.get("role") else None
        return Granting(people, role, takes=takes, fields=fields, unclear=unclear)
    return None


@needs(Key("邀生链", _INVITES))
def _invitation(said: str, roster: Roster) -> Invitation | None:
    found = _INVITES.fullmatch(said)
    people = people_called(roster, found["name"] or found["also"]) if found else ()
    return Invitation(people) if people else None


_READERS = tuple((either_of(read), read) for read in (_addition, _invitation, _granting, _correction))
CHANGES = either_of(*(read for _, read in _READERS))
"""Marks of which one is there in words that change the roster."""


def units_in(words: str, roster: Roster) -> tuple[Unit, ...]:
    """Return the units that the words list, in order; those that the roster does not hold are left out."""
    named = (unit_called(word, roster) for word in _words(words))
    return tuple(dict.fromkeys(unit for unit in named if unit is not None))


def _unknown(words: str, roster: Roster) -> Iterator[str]:
    return (word for word in _words(words) if unit_called(word, roster) is None)


def _words(words: str) -> Iterable[str]:
    return (word for word in _LISTED.split(words.strip(":： ")) if word)


def unit_called(word: str, roster: Roster) -> Unit | None:
    """Return the one unit of that name or alias."""
    found = [unit for unit in roster.units if word in (unit.name, *unit.aliases)]
    return found[0] if len(found) == 1 else None


def digits(phone: str) -> str:
    """Return the number without spaces and dashes, and without the country's 86."""
    return "".join(sign for sign in phone if sign.isdigit())[-11:]
