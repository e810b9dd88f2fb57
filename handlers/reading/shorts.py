"""Units said without their last syllable (城管, 水务, 公安): read only where a doer stands, and then confirmed (简称)."""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from handlers.reading.calls import CALL, DUTY
from handlers.reading.late import Late
from handlers.reading.masks import NAME, TIME
from handlers.reading.names import Mention
from handlers.reading.verbs import STRONG, STRONG_VERB

_JOINT = Late(r"(?:等|的?同志)?\s?(?:[、,/和与及跟]|以及|还有)?\s?@?")
_LEFT = Late(
    rf"(?:^|[,。;!?\n:{NAME}{TIME})\]]|[①-⑩⑴-⑽]|\d[.、)]|(?<![\u4e00-\u9fff])、)\s?"
    r"(?:那个|这个|嗯|呃|就是|还有|另外|然后|同时|特急|加急|急件|(?:谁|责任单位|责任人)[::])?\s?$"
)
_BY = Late(
    rf"(?:{CALL}|会同|联合|牵头(?:组织|协调|召集)|商|交给?|(?:牵头|责任|承办|主办|配合|协办)(?:单位|部门)?[::])\s?$"
)
_COUNT = r"(?:等)?(?:这)?(?:[一二两三四五六七八九十\d]{1,2}|你|各)?(?:个|家)?(?:单位|部门|家)?"
_SPOKEN = r"(?:的?(?:同志|朋友|各位)|的?(?:听着|听好|听清)(?:了|啦)?|那边|这边|那里|这块|方面|啊|呀|哈|你们?|您)?"
_RIGHT = Late(
    rf"{_COUNT}{_SPOKEN}\s?(?:$|[,。;!\n):@]|{TIME}|{NAME}|{DUTY}|别|不要|都|均|各|分别|要|须|应|得|请|务必|必须|抓紧|尽快|马上|立即|赶紧|再|把|将|"
    r"最[迟晚]|不[晚迟]于|会同|商|联合|予以|积极|给(?:我|个)|报(?:我|来|上来|一下)|来|你们?俩?|的?同志|啊|呀)"
)
_RIGHT_OF_CALL = Late(rf"{_RIGHT.pattern}|\s?(?:{STRONG_VERB})")
_LIKE_A_VERB_MAY = Late(rf"{_COUNT}{_SPOKEN}\s?(?:$|[,。;!\n):]|{NAME}|{DUTY}|会同|商|联合)")


def out_of_place(bones: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the short names that stand where no doer stands: 公安机关, 教育工作, 统计数据 are plain words."""
    return tuple(one for run in _runs(bones, mentions) if not _is_in_place(bones, run) for one in run if one.short)


def _runs(bones: str, mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Yield the names that stand together, where a short one is among them."""
    openings = [0] + [
        at for at in range(1, len(mentions)) if not _JOINT.fullmatch(bones, mentions[at - 1].end, mentions[at].start)
    ]
    for start, end in zip(openings, [*openings[1:], len(mentions)], strict=True):
        run = list(mentions[start:end])
        if any(one.short for one in run):
            yield run


def _is_in_place(bones: str, run: Sequence[Mention]) -> bool:
    start, end = run[0].start, run[-1].end
    head = bones[max(0, start - 10) : start]
    if any(
        other.short and _is_verb(other) and one.end == other.start and one.entry.person for one, other in pairwise(run)
    ):
        return False  # 请李四统计信访量
    if _BY.search(head):
        return bool(_RIGHT_OF_CALL.match(bones, end))
    right = _LIKE_A_VERB_MAY if any(one.short and _is_verb(one) for one in run) else _RIGHT
    return bool(_LEFT.search(head)) and bool(right.match(bones, end))


def _is_verb(one: Mention) -> bool:
    """Tell whether the short name is also what people do: 统计, 审计, 宣传."""
    return bool(STRONG.fullmatch(one.entry.name[: one.end - one.start]))
