"""What evidence shows (佐证种类), by its caption, its name and its form; which category (类别) words name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from handlers.reading.key import Key, needs
from handlers.reading.late import Late
from handlers.reading.masks import TIME
from handlers.reading.normalise import normalise
from handlers.reading.numbers import without_numbers
from handlers.reading.said import blank
from handlers.reading.time_words import find_times
from ledger.entries import Evidence
from ledger.evidence import EvidenceKind
from ledger.hours import OfficeHours

_KINDS = tuple(EvidenceKind)
_NOT_YET = r"(?<![未没缺补待无])(?<!没有)(?<!尚未)(?<!还没)"
_STAMPED = Late(rf"{_NOT_YET}(?:盖(?:了)?(?:公)?章|加盖|签章|用印|公章|红头|印章)")
_ACCEPTANCE = Late(rf"{_NOT_YET}(?:竣工|完工|现场)?验收(?:单|表|报告|意见|记录|书|证明|合格)")
_FIGURE = Late(r"\d|[一二三四五六七八九十百千两]+(?:万|亿|个|件|户|人|家|项|处|公里|米|吨|元|次|份|栋|辆|亩)")
_PICTURE = Late(r"\.(?:jpe?g|png|heic|webp|bmp)$", re.IGNORECASE)
_PAPER = Late(r"\.(?:pdf|ofd|docx?|wps|xlsx?|tiff?)$", re.IGNORECASE)
_ALONE = Late(
    r"[\s,:]*(?:请?[把将]?(?:改|更改|变更|调整)?(?:归类|类别|分类)[\s:]*(?:为|是|到|改为|改成|调整为)?[\s:]*(?P<after>[\u4e00-\u9fff]{1,10}?)类?"
    r"|(?:属于?|列入|归[入为到]|改[为成归])(?P<into>[\u4e00-\u9fff]{1,10}?)类|(?P<before>[\u4e00-\u9fff]{1,10}?)类事项)[\s。.]*"
)


def kinds_in(
    words: str, files: Iterable[Evidence], hours: OfficeHours, *, asked: Collection[EvidenceKind] = ()
) -> tuple[EvidenceKind, ...]:
    """Return the kinds of evidence that the files and the words beside them are.

    A picture of a stamped document or of an acceptance form, where words or name say so, is no photo of the place.
    Where one kind of paper was ``asked`` for, a file of that form that comes without words is taken for it.
    """
    plain, found = normalise(words), set()
    papers = {kind for kind in asked if kind is not EvidenceKind.NUMBER} if asked else ()
    wanted = next(iter(papers)) if len(papers) == 1 else None
    for file in files:
        found |= set(_kinds_of(file, plain)) or _taken_for(file, plain, wanted)
    if _tells_a_figure(plain, hours):
        found.add(EvidenceKind.NUMBER)
    return tuple([kind for kind in _KINDS if kind in found])


def _kinds_of(file: Evidence, words: str) -> Iterator[EvidenceKind]:
    said = f"{words}\n{normalise(file.name)}"
    if not (_is_picture(file) or _PAPER.search(file.name)):
        return
    if _STAMPED.search(said):
        yield EvidenceKind.STAMPED
    if _ACCEPTANCE.search(said):
        yield EvidenceKind.ACCEPTANCE


def _taken_for(file: Evidence, words: str, wanted: EvidenceKind | None) -> set[EvidenceKind]:
    """Return what a file that is no paper by its words is: a picture is a photo, unless a paper alone was asked for."""
    paper = wanted in {EvidenceKind.STAMPED, EvidenceKind.ACCEPTANCE} and not words.strip()
    if paper and wanted is not None and (_is_picture(file) or _PAPER.search(file.name)):
        return {wanted}
    return {EvidenceKind.PHOTO} if _is_picture(file) else set()


def _is_picture(file: Evidence) -> bool:
    return file.kind == "photo" or _PICTURE.search(file.name) is not None


def _tells_a_figure(plain: str, hours: OfficeHours) -> bool:
    """Tell whether a figure stands in the words that is neither a task number nor a date."""
    masked = without_numbers(plain)
    if _FIGURE.search(masked) is None:
        return False
    times = find_times(masked, hours)
    return not times or _FIGURE.search(blank(masked, ((one.start, one.end) for one in times), TIME)) is not None


def category_in(words: str, names: Collection[str]) -> str:
    """Return the category that the words name (类别：民生, 属民生类); ``""`` where they name none of ``names``."""
    found = _naming(names).search(normalise(words)) if names else None
    return (found["after"] or found["before"]) if found else ""


def without_category(title: str, names: Collection[str]) -> str:
    """Return the title without the clause that names the category, where something else is left."""
    rest = _naming(names).sub("", title).strip(" ,，。;；、") if names else title
    return rest or title


@needs(Key("类", _ALONE))
def is_category(words: str) -> bool:
    """Tell whether the words, beside a number, do nothing but name a category, known or not."""
    return _ALONE.fullmatch(normalise(words)) is not None


def category_said(words: str) -> str:
    """Return the name that stands where a category is named, known or not."""
    found = _ALONE.fullmatch(normalise(words))
    return (found["after"] or found["before"] or found["into"]) if found else words.strip().removesuffix("类")


def _naming(names: Collection[str]) -> re.Pattern[str]:
    either = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(
        rf"[,，。;；\s（(]*(?:类别[\s:：]*(?:为|是)?[\s:：]*(?P<after>{either})类?|(?:属于?|列入|归[入为到]|作为)(?P<before>{either})类(?:事项|任务)?)[)）]?"
    )
