"""Groups (工作群): added, bound to a unit, given their reports, moved, left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from config.timetable import BOARD, GROUP_REPORTS
from handlers.heard import Answer, Answers, Button, Heard
from handlers.reading.binding import unit_meant, unit_named
from handlers.speaking import leave_chat, rows_of
from handlers.wording import binding as wording
from handlers.wording import commands, terms
from ledger.people import Role, Unit, UnitId, UnitKind
from ledger.permissions import check_right
from ledger.transitions import Act
from storage.books import OpenBooks

CHOICES = (*(kind.value for kind in GROUP_REPORTS), BOARD)
FIRST = ("dispatch", "daily", "weekly")
"""What a group gets unless somebody chooses otherwise; the board is not among them, for it needs the right to pin."""
_KINDS_OF_UNITS = (UnitKind.OFFICE, UnitKind.CENTRE, UnitKind.DEPARTMENT, UnitKind.DISTRICT)
_PAGE = 12  # Units under one card: more is a wall of buttons on a phone.


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
    """``/bind``, ``/bind 综合科`` or 本群绑定综合科 by an administrator, or the alert's button: unit, then reports."""
    check_right(heard.person, Act.BIND_CHAT)
    if heard.place.private and "chat" not in heard.args:
        return (Answer(text=commands.only_in_group()),)
    args = {"chat": heard.args.get("chat", heard.place.chat), "title": heard.args.get("title", heard.place.title)}
    words = unit_named(heard.text)
    named, unit = unit_meant(words, books.roster)
    if named:
        return await on_reports(books, replace(heard, args=args | {"unit": unit.id if unit else None}))
    if words:
        return (replace(_first_choice(books, args), text=wording.no_such_unit(words)),)
    kind = heard.args.get("kind")
    if kind is None or len(books.roster.units) <= _PAGE:
        return (_first_choice(books, args),)
    return (_page(books, args, UnitKind(kind), int(heard.args.get("page", 0))),)


def _first_choice(books: OpenBooks, args: Mapping[str, Any]) -> Answer:
    """Offer every unit of a small house, else the kinds of units."""
    few = len(books.roster.units) <= _PAGE
    units = _units(args, books.roster.units) if few else _kinds(books, args)
    return _choice(args, [_whole_house(args), *units])


def _choice(args: Mapping[str, Any], buttons: Iterable[Button], where: str = "") -> Answer:
    text = wording.choose_unit(str(args["title"]), where)
    return Answer(text=text, buttons=rows_of(buttons, 3), lapses=True, edit=True)


def _whole_house(args: Mapping[str, Any]) -> Button:
    return Button(label=terms.WHOLE_HOUSE, act="chat.reports", args=dict(args) | {"unit": None})


def _units(args: Mapping[str, Any], units: Iterable[Unit]) -> Iterable[Button]:
    return (Button(label=unit.name, act="chat.reports", args=dict(args) | {"unit": unit.id}) for unit in units)


def _kinds(books: OpenBooks, args: Mapping[str, Any]) -> Iterable[Button]:
    """Offer the kinds that the roster has, the smallest circle first."""
    for kind in _KINDS_OF_UNITS:
        if any(unit.kind is kind for unit in books.roster.units):
            yield Button(label=wording.UNIT_KIND[kind], act="chat.units", args=dict(args) | {"kind": kind.value})


def _page(books: OpenBooks, args: Mapping[str, Any], kind: UnitKind, page: int) -> Answer:
    """Show one page of the units of a kind, with the way on and the way back."""
    units = [unit for unit in books.roster.units if unit.kind is kind]
    pages = max(1, -(-len(units) // _PAGE))
    page = min(page, pages - 1)  # The roster may have shrunk since the card was shown.
    shown = units[page * _PAGE : (page + 1) * _PAGE]
    choice = _choice(args, _units(args, shown), wording.unit_page(kind, page + 1, pages))
    return replace(choice, buttons=(*choice.buttons, _ways(args, kind, page, pages)))


def _ways(args: Mapping[str, Any], kind: UnitKind, page: int, pages: int) -> tuple[Button, ...]:
    here = dict(args) | {"kind": kind.value}
    ways = [
        (wording.PAGE_BEFORE, here | {"page": page - 1}, page > 0),
        (wording.PAGE_AFTER, here | {"page": page + 1}, page + 1 < pages),
        (wording.OTHER_KIND, dict(args), True),
    ]
    return tuple(Button(label=label, act="chat.units", args=to) for label, to, possible in ways if possible)


async def on_reports(books: OpenBooks, heard: Heard) -> Answers:
    """Show the reports as they would be, once the unit is chosen or a report was switched."""
    check_right(heard.person, Act.BIND_CHAT)
    chosen = tuple(heard.args.get("reports", FIRST))
    text = wording.choose_reports(str(heard.args["title"]), _unit_name(books, heard.args["unit"]))
    toggles = tuple(
        Button(
            label=wording.report_toggle(kind, chosen=kind in chosen),
            act="chat.reports",
            args=_with_reports(heard.args, _toggled(chosen, kind)),
        )
        for kind in CHOICES
    )
    done = Button(label=terms.DONE, act="chat.done", args=_with_reports(heard.args, chosen))
    return (Answer(text=text, buttons=(*rows_of(toggles, 2), (done,)), lapses=True, edit=True),)


def _toggled(chosen: tuple[str, ...], kind: str) -> tuple[str, ...]:
    wanted = set(chosen) ^ {kind}
    return tuple(one for one in CHOICES if one in wanted)


def _with_reports(args: Mapping[str, Any], reports: Iterable[str]) -> dict[str, Any]:
    return dict(args) | {"reports": list(reports)}


async def on_done(books: OpenBooks, heard: Heard) -> Answers:
    """Bind the group: unit and reports are chosen."""
    check_right(heard.person, Act.BIND_CHAT)
    chat, unit = int(heard.args["chat"]), heard.args["unit"]
    reports = tuple(str(kind) for kind in heard.args["reports"])
    bound = UnitId(unit) if unit is not None else None
    known = await books.directory.chat(chat)
    await books.directory.bind_chat(chat, unit=bound, reports=reports, by=heard.person.id, now=books.now)
    name = _unit_name(books, unit)
    text, introduction = (
        wording.group_bound(str(heard.args["title"]), name, reports),
        wording.group_introduced(name, reports),
    )
    if known is not None and known.bound_at is not None:  # The group knows the bot; only the setting has changed.
        answer = Answer(text=text, edit=True)
        return (answer,) if heard.place.chat == chat else (answer, Answer(text=text, chat=chat, reply=False))
    if heard.place.chat == chat:
        return (Answer(text=introduction, edit=True),)
    return Answer(text=text, edit=True), Answer(text=introduction, chat=chat, reply=False)


async def on_leave_group(books: OpenBooks, heard: Heard) -> Answers:
    """Have the bot leave a group that nobody bound."""
    check_right(heard.person, Act.BIND_CHAT)
    chat = int(heard.args["chat"])
    known = await books.directory.chat(chat)
    if known is not None and known.bound_at is not None:
        return (Answer(text=wording.already_bound(_unit_name(books, known.unit)), edit=True),)
    await books.directory.drop_chat(chat, reason="asked", now=books.now)
    await leave_chat(books, chat)
    return (Answer(text=wording.group_left(str(heard.args["title"])), edit=True),)


def _unit_name(books: OpenBooks, unit: int | None) -> str:
    return wording.unit_name(books.roster.unit(UnitId(unit)).name if unit is not None else None)
