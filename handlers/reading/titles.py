"""The title of a task: what is left of the sentence when names, limits and words of command are taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from handlers.reading.said import Said, blank
from handlers.reading.targets import Duty, Target

_GAP = "\ue003"
_CUE = (
    r"(?:烦请|恳请|请|由|麻烦|劳烦|辛苦|让|安排|责成|要求|通知|@|除了?|会同|联合|会商|转|交|限|于|在|务于|最迟|不晚于|截止时间|截至|截止|时限|"
    r"(?:牵头|主办|配合|协办|责任|承办|首办)(?:单位|部门|人)?[:：]?|完成时限|期限|[:：])"
)
_BRACKETED = r"[(（]\s?(?:同志)?(?:牵头|主办|首办|主责|配合|协助|协办|会办|负责|责任)(?:单位|部门|人)?\s?[)）]"
_ROLE = rf"{_BRACKETED}|(?:同志|来)?(?:具体)?(?:牵头|主办|首办|配合|协助|协办|会办|负责|盯紧|盯着|盯|落实一下|抓紧落实)(?=[\s,。;!，；！：、]|$|\ue003)|(?:以外|之外|外)(?=[,，)）\ue003])|各(?=报)|分别|前|内"  # noqa: E501
_DUTY = (
    r"(?:由|请)?(?:[\s、]|总|主要|具体|予以|要|做好|积极|密切|共同|全力|抓好|分别)*(?:牵头|主办|首办|配合|协助|协办|会办|负责|主责|责任|承办)+"
    r"(?:单位|部门|人|落实|办理)?(?:[、和与及](?:牵头|配合|负责))?"
)
_TIDY = (
    (re.compile(rf"{_CUE}?[{_GAP}\s]*{_GAP}(?:{_ROLE})?"), _GAP),
    (re.compile(r"@(?=\ue003)|\ue003@"), _GAP),
    (re.compile(rf"[\s,、。;!:，；！：{_GAP}]*{_GAP}[\s,、。;!:，；！：{_GAP}]*"), ","),
    (
        re.compile(
            r"^(?:[\s,。;:!、@，；：！]|请(?!示|假|款)|烦请|麻烦|务必|抓紧|尽快|把(?!关)|将(?!来)|再(?!次|生|就)|于|前|你们?|啊|那个|特急|加急|平急|紧急|事项[::]|(?:\(?\d{1,2}|[一二三四五六七八九十]{1,2})[.、)]|[①-⑩])+"
        ),
        "",
    ),
    (re.compile(r"[\s,;:、。@，；：]+$"), ""),
    (re.compile(r"[,，]{2,}"), ","),
    (re.compile(rf"[(（][\s,，、;；]*(?:{_DUTY})?[\s,，、;；]*[)）]"), ""),
    (re.compile(rf"(?:^|(?<=[,，;；]))(?:{_DUTY})[\s,，;；]+"), ""),
    (re.compile(rf"[\s,，;；](?:{_DUTY})$"), ""),
    (re.compile(r"(?<=[,，;；])(?:烦请|恳请|请|由)[,，;；]"), ""),
    (re.compile(r"[\s,，;；](?:并)?(?:烦请|恳请|请|由|同时|另外?|再)+$"), ""),
)
_FIELD = re.compile(
    r"(?:事项|任务|内容|工作内容|事由)[::]\s?(?P<title>[^\n;。]+?)(?=\s?(?:牵头|配合|时限|责任|完成|要求)(?:单位|部门|人|时限)?[::]|[\n;。]|$)"
)


def title_of(said: Said, start: int, end: int, targets: Iterable[Target], limits: Iterable[tuple[int, int]]) -> str:
    """Return the title within the span, in the writer's own characters."""
    field = _FIELD.search(said.plain, start, end)
    if field:
        return said.text[field.start("title") : field.end("title")].strip()
    spans = sorted([*((one.start, _duty_end(said, one)) for one in targets), *limits])
    inside = [(max(first, start), min(last, end)) for first, last in spans if first < end and last > start]
    left = blank(said.text, inside, _GAP)[start:end]
    for pattern, instead in _TIDY:
        left = pattern.sub(instead, left)
    return left.replace(",", "，").strip("，。；;,： ")


def _duty_end(said: Said, target: Target) -> int:
    """Return where the name ends together with the 配合 that makes it a supporter: no part of what is owed."""
    word = _SUPPORTS.match(said.bones, target.end) if target.duty is Duty.SUPPORT else None
    return word.end() if word else target.end


_SUPPORTS = re.compile(
    r"(?:等)?(?:单位|部门)?(?:要|均|都|予以|积极|做好|全力|共同|密切|分别|各自)*(?:配合|协助|协办|会办)"
)
