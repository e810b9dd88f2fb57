"""Addressing: what is said in the language of whoever it reaches (语言); Chinese passes as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from handlers.english import terms as english
from handlers.heard import Answer, Button, Heard
from handlers.wording import terms
from handlers.wording.spoken import fixed_in_english
from ledger.languages import Language
from ledger.people import PersonId
from storage.books import OpenBooks

Rows = tuple[tuple[Button, ...], ...]


def addressed(books: OpenBooks, answer: Answer, chat: int, person: PersonId | None) -> Answer:
    """Return the answer in the language of the chat, or of the person behind a private one."""
    spoken = books.languages
    if spoken.all_chinese or spoken.of(chat, answer.to or person) is Language.CHINESE:
        return answer
    keyboard = tuple(tuple(map(fixed_in_english, row)) for row in answer.keyboard)
    rows = labelled(answer.buttons, Language.ENGLISH)
    paper = answer.paper and replace(answer.paper, name=fixed_in_english(answer.paper.name))
    return replace(answer, text=fixed_in_english(answer.text), buttons=rows, keyboard=keyboard, paper=paper)


def labelled(rows: Iterable[Iterable[Button]], language: Language) -> Rows:
    """Return the buttons with their labels in that language."""
    if language is Language.CHINESE:
        return tuple(map(tuple, rows))
    return tuple(tuple(replace(one, label=fixed_in_english(one.label)) for one in row) for row in rows)


def told_to(books: OpenBooks, text: str, person: PersonId | None) -> str:
    """Return a sentence, or the words of a toast, in the language of one person."""
    return in_words_of(text, books.languages.of_person(person))


async def told_there(books: OpenBooks, text: str, chat: int) -> str:
    """Return a sentence in the language of a chat where nobody in particular is spoken to."""
    if books.languages.all_chinese:
        return text
    person = await books.directory.person_of_user(chat) if chat > 0 else None
    return in_words_of(text, books.languages.of(chat, person.id if person is not None else None))


def in_words_of(text: str, language: Language) -> str:
    """Return a sentence in that language."""
    return fixed_in_english(text) if language is Language.ENGLISH else text


def language_here(books: OpenBooks, heard: Heard) -> Language:
    """Return the language of an answer in the chat where something was heard."""
    return books.languages.of(heard.place.chat, heard.person.id)


def report_name(kind: str, language: Language) -> str:
    """Return what a report is called."""
    return english.REPORT[kind] if language is Language.ENGLISH else terms.REPORT[kind]
