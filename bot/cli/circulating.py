"""``taizhang report circular``: what was published in a group on a day, else what a draft would say of the week."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from bot.cli.failing import Failed
from bot.cli.printing import note
from ledger.values import dataclass

if TYPE_CHECKING:
    from ledger.circulars import Circular
    from ledger.slots import Published
    from reports.papers import Paper
    from storage.books import OpenBooks

NOTHING = "{}至{}没有可列入通报的事项，请用 --on 换一个日期。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One circular, with the moment of its paper; ``published`` where it is out, ``left`` what a draft leaves out."""

    one: Circular
    at: datetime
    texts: Sequence[str]
    paper: Paper
    published: Published | None = None
    left: int = 0

    @property
    def text(self) -> str:
        """What the group read, or would read: Telegram HTML."""
        return "\n\n".join(self.texts)

    def as_data(self) -> dict[str, Any]:
        """Return the circular as JSON values; each count is the length of its list."""
        from ledger.circulars import Tone

        one = self.one
        parts = {tone.value: one.of_tone(tone) for tone in Tone}
        return {
            "kind": "circular",
            "number": one.number or None,
            "title": one.title,
            "stage": one.stage.value if self.published else None,
            "period": {"first": one.first.isoformat(), "last": one.last.isoformat()},
            "as_of": one.as_of.isoformat(),
            "left_out": self.left,
            "sections": {
                key: {
                    "count": len(points),
                    "tasks": [point.task for point in points],
                    "sentences": [point.text for point in points],
                }
                for key, points in parts.items()
            },
        }


async def circulars_shown(books: OpenBooks, day: date | None, chat: int | None) -> tuple[Shown, ...]:
    """Return those that the chat was sent on that day, in their order; else the draft of the week up to then."""
    if day is not None and chat is not None and (out := await _published(books, day, chat)):
        return out
    return (await _drafted(books, day),)


async def _published(books: OpenBooks, day: date, chat: int) -> tuple[Shown, ...]:
    from handlers.publishing import REPORT, paper_at
    from handlers.wording.voice import Voice
    from ledger.acts.circulars import all_circulars
    from ledger.slots import Slot

    found, voice, local = list[Shown](), Voice.of(books), books.house.hours.local
    for one in (await all_circulars(books)).values():
        at = one.published_at
        if at is None or local(at).date() != day:
            continue
        row = await books.slots.published_as(Slot(REPORT, chat, str(one.id)))
        if row is not None:
            paper = paper_at(voice, one, one.number, at)
            found.append(Shown(one=one, at=at, texts=(row.body,), paper=paper, published=row))
    return tuple(found)


async def _drafted(books: OpenBooks, day: date | None) -> Shown:
    """Return what a coordinator's draft of that week would say, of praise and of criticism; nothing is recorded."""
    from handlers.drafting import points_of
    from handlers.publishing import paper_at
    from handlers.reading.circulars import period_meant
    from handlers.wording import circulars as wording
    from handlers.wording.voice import Voice
    from ledger.circular_facts import findings
    from ledger.circulars import Circular, Tone

    hours, voice = books.house.hours, Voice.of(books)
    at = hours.local(books.now) if day is None else hours.end_of_business(day)
    span = period_meant("", at.date())
    last = min(span.last, at.date())
    facts = await books.facts(since=hours.at(span.first, time()), at=at)
    points, left = points_of(facts, findings(facts), tones=frozenset(Tone), offices={})
    if not points:
        raise Failed(NOTHING.format(span.first, last))
    one = Circular(
        id=0,
        version=1,
        title=wording.default_title(span.first, last),
        points=points,
        chats=(),
        first=span.first,
        last=last,
        as_of=at,
        authors=frozenset(),
    )
    if left:
        note(f"另有{left}件未列入草稿。")
    texts = wording.published(voice, one, "", at.date())
    return Shown(one=one, at=at, texts=texts, paper=paper_at(voice, one, "", at), left=left)


def as_json(shown: Sequence[Shown]) -> str:
    """Return one circular as an object, several of a day as a list of them."""
    data = [one.as_data() for one in shown]
    return json.dumps(data[0] if len(data) == 1 else data, ensure_ascii=False, indent=2)


def workbook(shown: Sequence[Shown]) -> bytes:
    """Return a row for each sentence: of which circular and part, the task behind it, the words."""
    from handlers.wording.circulars import PARTS
    from reports.sheets import xlsx_of

    rows = [[one.one.number, PARTS[point.tone], point.task, point.text] for one in shown for point in one.one.points]
    return xlsx_of(("文号", "类别", "编号", "内容"), rows)
