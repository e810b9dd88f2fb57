"""Which reports ``taizhang report`` shows, and in which formats each can be had."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from bot.cli.failing import wrong_use

KINDS = (
    "dispatch、daily、weekly、monthly、quarterly、digest（领导摘要）、"
    "ranking（考评排名，未启用考评的为按期率；仅 png）、scores（本季度考评，或 --year 全年累计）、"
    "honours（年度评优）、circular（通报）、documents（未批文件和办文用时）、information（政务信息）、"
    "regulations（制度体系）、training（培训）、burden（减负）。"
)


class Kind(StrEnum):
    """The reports that there are."""

    DISPATCH = "dispatch"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    DIGEST = "digest"
    RANKING = "ranking"
    SCORES = "scores"
    HONOURS = "honours"
    CIRCULAR = "circular"
    DOCUMENTS = "documents"
    REGULATIONS = "regulations"
    TRAINING = "training"
    BURDEN = "burden"
    INFORMATION = "information"


class Format(StrEnum):
    """How a report is shown."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"
    PNG = "png"
    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"

    @property
    def is_file(self) -> bool:
        """Whether it is for a program, and goes into a file only."""
        return self not in {Format.TEXT, Format.HTML, Format.JSON}

    @property
    def is_message(self) -> bool:
        """Whether it is the message that a chat got: its words, or all of it to the byte."""
        return self in {Format.TEXT, Format.HTML}


_WORDS = frozenset({Format.TEXT, Format.HTML, Format.JSON})
FORMATS: Mapping[Kind, frozenset[Format]] = {
    Kind.RANKING: frozenset({Format.PNG}),
    Kind.DIGEST: _WORDS,
    Kind.SCORES: frozenset({Format.TEXT, Format.JSON}),
    Kind.HONOURS: frozenset({Format.TEXT, Format.JSON}),
    Kind.DOCUMENTS: _WORDS | {Format.XLSX},
    Kind.REGULATIONS: _WORDS | {Format.XLSX},
    Kind.TRAINING: _WORDS | {Format.XLSX},
    Kind.INFORMATION: _WORDS | {Format.XLSX},
    Kind.BURDEN: frozenset({Format.TEXT, Format.JSON}),
    Kind.CIRCULAR: _WORDS | {Format.DOCX, Format.PDF, Format.XLSX},
}
"""In which formats these reports can be had; all others in any."""

WHOLE = frozenset({Kind.DIGEST, Kind.CIRCULAR, Kind.BURDEN, Kind.HONOURS, Kind.REGULATIONS, Kind.TRAINING})
"""What cannot be had by unit (单位、中心、科室)."""


def whose(kind: Kind, unit: str, chat: int | None) -> dict[str, str]:
    """Return the unit as the argument of what makes the report; refuse where there are two, or none of the kind."""
    if not unit:
        return {}
    if chat is not None:
        raise wrong_use("--unit 与 --chat 只能写一个。")
    if kind in WHOLE:
        raise wrong_use(f"{kind.value} 不分单位，请去掉 --unit。")
    return {"unit": unit}


def check(kind: Kind, shape: Format, out: Path | None, *, diff: bool) -> None:
    """Refuse what cannot be had, with what can."""
    if shape not in FORMATS.get(kind, Format):
        usable = "、".join(one.value for one in Format if one in FORMATS[kind])
        raise wrong_use(f"{kind.value} 没有 {shape.value} 格式，可用 {usable}；请加 --format。")
    if shape.is_file and out is None:
        raise wrong_use(f"{shape.value} 格式须写入文件，请加 --out，例：--out 周总结.{shape.value}。")
    if diff and kind in FORMATS:
        raise wrong_use(f"--diff 不适用于 {kind.value}，可用于日调度、日报告和各类总结。")
