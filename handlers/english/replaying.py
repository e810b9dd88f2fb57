"""A published report once more (重放): with what it was made, and what has changed since and why (差异)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handlers.english.terms import REPORT
from handlers.english.undoing import DONE
from handlers.english.views import entry
from handlers.english.voice import short
from handlers.wording.voice import Voice
from ledger.entries import Recorded, TaskEntry
from ledger.personal import masked
from reports.replay import Replay

CHANGES = "What changed"
_MOST = 30


def nothing(kind: str) -> str:
    """Say that nothing was published which the asker may read here."""
    return f"No published {REPORT[kind].lower()} that you may see. Please write the day, e.g.: 重放11月20日日报告."


def which_group(kind: str) -> str:
    """Ask which group's report is meant."""
    return f"The {REPORT[kind].lower()} went to several groups, please choose:"


def broken(head: str) -> str:
    """Say that the chain does not hold what was printed."""
    return (
        f"The ledger does not hold the check code {head[:12]} of the report. Please have the administrator verify it."
    )


def as_sent() -> str:
    """Return the heading of a text that can no longer be made anew, only shown."""
    return "<b>As published</b>"


def proof(voice: Voice, replay: Replay) -> str:
    """Return when it was published, from what, and whether it comes out the same today."""
    published = replay.published
    lines = [
        f"Above: as published, {voice.moment(published.cut_off)}.",
        f"Text check {published.hash[:12]} | ledger entry {replay.head.seq} | check code {published.head[:12]}",
        "Made anew from the ledger of that time, it is the same to the letter."
        if replay.is_same
        else _otherwise(replay),
    ]
    return "\n".join(lines)


def changes(voice: Voice, replay: Replay, links: Mapping[int, str]) -> str:
    """Return what differs today, and the late entries behind it."""
    kind, at = REPORT[replay.published.slot.report], voice.moment(replay.published.cut_off)
    lines = [f"<b>{kind}: what changed</b> | as of {at}"]
    if not replay.by_late_entries and not replay.otherwise:
        return "\n".join([*lines, "Made anew from today's ledger, it is the same to the letter."])
    if replay.by_late_entries:
        lines += ["<b>Changed by late entries</b> (- then, + now)", *_changed(replay.by_late_entries)]
        lines.append(f"<b>Entries that came after it was published: {len(replay.late)}</b>")
        lines += [_late(voice, one) + links[one.seq] for one in replay.late[:_MOST]]
        lines += [f"… {len(replay.late) - _MOST} more."] if len(replay.late) > _MOST else []
    if replay.otherwise:
        lines += [_otherwise(replay), *_changed(replay.otherwise)]
    return "\n".join(lines)


def _otherwise(replay: Replay) -> str:
    return (
        "Since then people, units, calendar or settings have changed, words were erased, or the program was upgraded: "
        f"{len(replay.otherwise)} lines differ."
    )


def _changed(found: Sequence[tuple[str, str]]) -> list[str]:
    lines = [f"{sign} {short(line, 80)}" for sign, line in found[:_MOST]]
    return [*lines, f"… {len(found) - _MOST} more lines."] if len(found) > _MOST else lines


def _late(voice: Voice, record: Recorded) -> str:
    said = record.entry
    if isinstance(said, TaskEntry):
        return f"{said.number} {masked(entry(voice, record, where=''))}"
    what = DONE[type(said).__name__]
    return f"{voice.house.hours.local(said.at):%m-%d %H:%M} {voice.person(said.by)}: {what}"
