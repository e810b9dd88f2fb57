"""Sentences of information (政务信息): submitted, adopted, void, and the counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from handlers.english.voice import bare_title, called, days_named, entitled, escape, headline, many
from handlers.english.voice import listed as in_a_row
from handlers.wording.voice import Voice
from ledger import information_refusals as r
from ledger.information import Information
from ledger.refusals import Refusal
from reports.information import InformationCount, InformationCounts
from reports.splitting import split

VOID, LIST = "Void", "List"


def submitted(voice: Voice, one: Information) -> str:
    """Confirm what was submitted, and say how its adoption is told."""
    to = f" to {escape(one.to)}" if one.to else ""
    unit = called(voice.roster.unit(one.unit).name)
    return (
        f"{one.number} registered: {unit} submitted “{bare_title(one.title)}”{to}. "
        f"A coordinator registers its adoption, for example: {one.number} 被省政府办公厅采用."
    )


def adopted(voice: Voice, one: Information, names: Sequence[str]) -> str:
    """Confirm the adoptions."""
    unit, by = called(voice.roster.unit(one.unit).name), in_a_row(map(called, names))
    times = many(len(one.adoptions), "time")
    return f"{one.number} “{headline(one.title)}” of {unit} adopted by {by}, registered ({times} in all)."


def withdrawn(one: Information) -> str:
    """Confirm that it is void."""
    return f"{one.number} “{headline(one.title)}” is void and not counted; the number is not used again."


def standing(voice: Voice, one: Information) -> str:
    """Return the piece as it stands."""
    lines = [f"<b>{one.number}</b> “{entitled(one.title)}”"]
    lines.append(f"Submitted: {called(voice.roster.unit(one.unit).name)}, {voice.moment(one.at)}")
    lines += [f"To: {escape(one.to)}"] if one.to else []
    lines += [f"Adopted by: {escape(each.adopter)} (registered {voice.moment(each.at)})" for each in one.adoptions]
    lines += ["Void"] if one.withdrawn_at is not None else []
    return "\n".join(lines)


def why(number: str) -> str:
    """Ask why it is void."""
    return f"Please reply with the reason for voiding {number}."


def no_unit() -> str:
    """Say that no unit is named and the person has none."""
    return "No office is named; nothing is registered yet. For example: 综合一科报送信息《关于…的报告》."


def not_known(title: str) -> str:
    """Say that nothing of that title stands in the register."""
    name = headline(title)
    return f"There is no information “{name}”. Please check the title, or register it: 综合一科报送信息《{name}》."


def several(title: str, numbers: Sequence[str]) -> str:
    """Ask which of several pieces of one title was adopted."""
    first = f"{numbers[0]} 被省政府办公厅采用"
    return f"There are several “{headline(title)}”: {in_a_row(numbers)}. Please write the number, e.g.: {first}."


def what_next(number: str) -> str:
    """Say which words a reply about a piece may hold."""
    return f"Not understood for {number}; nothing was registered. Reply: 被省政府办公厅采用, 作废 (with the reason)."


def told(found: InformationCounts, *, whose: str, first: date, last: date) -> tuple[str, ...]:
    """Return the counts of a period in parts of a message: the whole, each unit, each centre."""
    heading = f"<b>Information</b> | {called(whose)} | {days_named(first, last)}"
    if not found.units:
        return (f"{heading}\nNothing was submitted or adopted. To register: 报送信息《关于…的报告》.",)
    blocks = [f"submitted {len(found.whole.submitted)}, adopted {len(found.whole.adopted)}", _rows(found.units)]
    blocks += [f"<b>By centre</b>\n{_rows(found.centres)}"] if found.centres else []
    return split(heading, blocks)


def _rows(rows: Sequence[InformationCount]) -> str:
    return "\n".join(f"{called(one.name)}: submitted {len(one.submitted)}, adopted {len(one.adopted)}" for one in rows)


def listed(voice: Voice, known: Sequence[Information]) -> tuple[str, ...]:
    """Return the pieces, one a line, each with its unit and by whom it was adopted."""
    lines = [_line(voice, one) for one in known]
    blocks = ["\n".join(lines[start : start + 10]) for start in range(0, len(lines), 10)]
    return split(f"<b>Information {len(known)}</b>", blocks)


def _line(voice: Voice, one: Information) -> str:
    by = in_a_row(escape(each.adopter) for each in one.adoptions)
    facts = f"{called(voice.roster.unit(one.unit).name)} | submitted {voice.brief(one.at)}"
    return f"{one.number} “{headline(one.title)}” | {facts}" + (f" | adopted by {by}" if by else "")


SENTENCES: Mapping[type[Refusal], Callable[[Voice, Any], str]] = {
    r.KnownInformation: lambda _voice, said: (
        f"This is registered as {said.number} already. If it was adopted, write: {said.number} 被省政府办公厅采用."
    ),
    r.AdoptedAlready: lambda _voice, said: (
        f"The adoption of {said.number} by {escape(said.adopter)} is registered already."
    ),
    r.OwnInformation: lambda _voice, said: (
        f"{said.number} is your own office's; a coordinator of another office registers its adoption."
    ),
    r.InformationVoid: lambda _voice, said: f"{said.number} is void. If it is to count, please register it anew.",
}
