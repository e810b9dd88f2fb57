"""Choosing a language (语言): everybody for themselves, for a group whoever may change when its reports go out."""

from __future__ import annotations

from ledger.acts.ports import Books
from ledger.acts.requests import Request
from ledger.acts.timetable import may_change_timetable
from ledger.entries import Recorded
from ledger.languages import Language, setting_of_chat, setting_of_person
from ledger.office_entries import SettingChanged
from ledger.refusals import NotAllowed
from ledger.transitions import Act
from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseLanguage(Request):
    """Speak to the person in that language, or (``chat``) to the group."""

    language: Language
    chat: int | None = None


async def choose_language(books: Books, request: ChooseLanguage) -> Recorded:
    """Record the choice; ``NotAllowed`` where somebody chooses for a group who may not."""
    if request.chat is None:
        name = setting_of_person(request.person)
    elif may_change_timetable(books, request.person):
        name = setting_of_chat(request.chat)
    else:
        raise NotAllowed(Act.SET_TIMETABLE)
    return await books.record(
        SettingChanged(by=request.person, at=request.sent_at, name=name, value=request.language.value)
    )
