"""The language of what is said (语言): ``/language``, English or 中文 in private; in a group the command alone."""

from __future__ import annotations

from handlers.heard import Answer, Answers, Button, Heard
from handlers.reading.languages import language_in
from handlers.wording import languages as wording
from ledger.acts.languages import ChooseLanguage, choose_language
from ledger.languages import Language
from storage.books import OpenBooks


async def on_language(books: OpenBooks, heard: Heard) -> Answers:
    """Choose for oneself, in a group for the group; without a language, offer both."""
    named = heard.args.get("language")
    wanted = Language(named) if named else language_in(heard.text)
    if wanted is None:
        keys = (
            Button(label=label, act="language", args={"language": one.value}) for one, label in wording.NAMES.items()
        )
        return (Answer(text=wording.which(), buttons=(tuple(keys),), edit=heard.tapped),)
    chat = None if heard.place.private else heard.place.chat
    request = ChooseLanguage(person=heard.person.id, sent_at=heard.sent_at, language=wanted, chat=chat)
    await choose_language(books, request)
    text = wording.chosen() if chat is None else wording.chosen_for_group()
    return (Answer(text=text, edit=heard.tapped),)
