"""Groups (工作群): added, bound to a unit, given their reports, moved, left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from handlers.heard import Answer, Answers, Button, Heard
from handlers.speaking import leave_chat, rows_of
from handlers.wording import binding as wording
from handlers.wording import commands, terms
from ledger.people import Role, UnitId, UnitKind
from ledger.permissions import scopes
from ledger.refusals import NotAllowed
from ledger.transitions import Act
from storage.books import OpenBooks

KINDS = ("dispatch", "daily", "weekly")
_UNITS_SHOWN = 80  # The platform takes 100 buttons.


def alert(books: OpenBooks, chat: int, title: str) -> Answers:
    """Tell every administrator in private about a group that nobody bound."""
    args = {"chat": chat, "title": title}
    buttons = (
        Button(label=terms.BIND_HERE, act="chat.units", args=args),
        Button(label=terms.LEAVE_GROUP, act="chat.leave", args=args),
    )
    text = wording.group_alert(title, chat)
    return tuple(
        Answer(text=text, to=one.id, buttons=(buttons,), reply=False) for one in books.roster.holders(Role.ADMIN)
    )


async def on_bind(books: OpenBooks, heard: Heard) -> Answers:
    """``/bind`` in a group by an administrator, or the alert's button: choose the unit."""
    _check(heard)
    if heard.place.private and "chat" not in heard.args:
        return (Answer(text=commands.only_in_group()),)
    args = {"chat": heard.args.get("chat", heard.place.chat), "title": heard.args.get("title", heard.place.title)}
    labels: list[tuple[str, int | None]] = [(terms.WHOLE_HOUSE, None)]
    offices = [unit for unit in books.roster.units if unit.kind in {UnitKind.OFFICE, UnitKind.CENTRE}]
    others = [unit for unit in books.roster.units if unit not in offices]
    labels += [(unit.name, unit.id) for unit in [*offices, *others][:_UNITS_SHOWN]]
    buttons = (Button(label=name, act="chat.reports", args=args | {"unit": unit}) for name, unit in labels)
    text = wording.choose_unit(str(args["title"]))
    return (Answer(text=text, buttons=rows_of(buttons, 3), lapses=True, edit=True),)


async def on_reports(books: OpenBooks, heard: Heard) -> Answers:
    """Show the reports as they would be, once the unit is chosen or a report was switched."""
    _check(heard)
    chosen = tuple(heard.args.get("reports", KINDS))
    text = wording.choose_reports(str(heard.args["title"]), _unit_name(books, heard.args["unit"]))
    toggles = tuple(
        Button(
            label=wording.report_toggle(kind, chosen=kind in chosen),
            act="chat.reports",
            args=_with_reports(heard.args, _toggled(chosen, kind)),
        )
        for kind in KINDS
    )
    done = Button(label=terms.DONE, act="chat.done", args=_with_reports(heard.args, chosen))
    return (Answer(text=text, buttons=(*rows_of(toggles, 3), (done,)), lapses=True, edit=True),)


def _toggled(chosen: tuple[str, ...], kind: str) -> tuple[str, ...]:
    wanted = set(chosen) ^ {kind}
    return tuple(one for one in KINDS if one in wanted)


def _with_reports(args: Mapping[str, Any], reports: Iterable[str]) -> dict[str, Any]:
    return dict(args) | {"reports": list(reports)}


async def on_done(books: OpenBooks, heard: Heard) -> Answers:
    """Bind the group: unit and reports are chosen."""
    _check(heard)
    chat, unit = int(heard.args["chat"]), heard.args["unit"]
    reports = tuple(str(kind) for kind in heard.args["reports"])
    bound = UnitId(unit) if unit is not None else None
    await books.directory.bind_chat(chat, unit=bound, reports=reports, by=heard.person.id, now=books.now)
    text = wording.group_bound(str(heard.args["title"]), _unit_name(books, unit), reports)
    answer = Answer(text=text, edit=True)
    return (answer,) if heard.place.chat == chat else (answer, Answer(text=text, chat=chat, reply=False))


async def on_leave_group(books: OpenBooks, heard: Heard) -> Answers:
    """Have the bot leave a group that nobody bound."""
    _check(heard)
    chat = int(heard.args["chat"])
    known = await books.directory.chat(chat)
    if known is not None and known.bound_at is not None:
        return (Answer(text=wording.already_bound(_unit_name(books, known.unit)), edit=True),)
    await books.directory.drop_chat(chat, reason="asked", now=books.now)
    await leave_chat(books, chat)
    return (Answer(text=wording.group_left(str(heard.args["title"])), edit=True),)


def _check(heard: Heard) -> None:
    if not scopes(heard.person, Act.BIND_CHAT):
        raise NotAllowed(Act.BIND_CHAT)


def _unit_name(books: OpenBooks, unit: int | None) -> str:
    return wording.unit_name(books.roster.unit(UnitId(unit)).name if unit is not None else None)
