"""Addressing: an answer in the language of whoever it reaches (语言); Chinese answers pass as they are."""

from __future__ import annotations

from dataclasses import replace

from handlers.heard import Answer
from handlers.wording.spoken import fixed_in_english
from ledger.languages import Language
from ledger.people import PersonId
from storage.books import OpenBooks


def addressed(books: OpenBooks, answer: Answer, chat: int, person: PersonId | None) -> Answer:
    """Return the answer in the language of the chat, or of the person behind a private one."""
    spoken = books.languages
    if spoken.all_chinese or spoken.of(chat, answer.to or person) is Language.CHINESE:
        return answer
    rows = tuple(tuple(replace(one, label=fixed_in_english(one.label)) for one in row) for row in answer.buttons)
    keyboard = tuple(tuple(map(fixed_in_english, row)) for row in answer.keyboard)
    return replace(answer, text=fixed_in_english(answer.text), buttons=rows, keyboard=keyboard)


def toast_in(books: OpenBooks, text: str, person: PersonId | None) -> str:
    """Return the words of a toast in the language of the one who tapped."""
    english = person is not None and person in books.languages.people
    return fixed_in_english(text) if english else text
