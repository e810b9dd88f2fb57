"""Short talk about oneself: /start, /help, /whoami, and what is not available yet."""

from __future__ import annotations

from handlers.commands import offered
from handlers.heard import Answer, Answers, Button, Heard
from handlers.reading.phrases import help_topic
from handlers.speaking import rows_of
from handlers.wording import commands as wording
from handlers.wording import helping, terms
from storage.books import OpenBooks

_TOPICS_IN_A_ROW = 5


async def on_start(_books: OpenBooks, heard: Heard) -> Answers:
    """Greet somebody who is bound already, with the reply keyboard."""
    return (Answer(text=wording.greeting(heard.person), keyboard=_keyboard(heard)),)


async def on_help(_books: OpenBooks, heard: Heard) -> Answers:
    """Return the start by role and place with a button for each topic, or the topic that was asked for."""
    names = offered(heard.person, private=heard.place.private)
    wanted = str(heard.args.get("topic") or help_topic(heard.text) or heard.text.strip())
    topic = helping.topic_called(wanted)
    if topic is not None:
        return (Answer(text=helping.on_topic(topic, heard.person), reply=False),)
    if wanted == helping.COMMANDS:
        return (Answer(text=helping.command_list(names), reply=False),)
    text = helping.start(heard.person, names, private=heard.place.private)
    if not heard.place.private:
        return (Answer(text=text),)
    topics = [*(topic.name for topic in helping.topics_for(heard.person, names)), helping.COMMANDS]
    labelled = (Button(label=helping.label(one), act="help", args={"topic": one}) for one in topics)
    buttons = rows_of(labelled, _TOPICS_IN_A_ROW)
    return (Answer(text=text, buttons=buttons),)


async def on_whoami(books: OpenBooks, heard: Heard) -> Answers:
    """Tell the person in private who the ledger takes them for."""
    unit = books.roster.unit(heard.person.unit).name if heard.person.unit is not None else ""
    fields = [books.roster.unit(one).name for one in heard.person.fields]
    answer = Answer(text=helping.who(heard.person, unit, fields), to=heard.person.id)
    return (answer,) if heard.place.private else (answer, Answer(text=wording.sent_in_private()))


def _keyboard(heard: Heard) -> tuple[tuple[str, ...], ...]:
    return terms.KEYBOARD if heard.place.private else ()
