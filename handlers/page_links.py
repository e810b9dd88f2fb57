"""领导看板: a leader asks in private, and gets a link that opens once and for a short time."""

from __future__ import annotations

from handlers.heard import Answer, Answers, Heard
from handlers.reading.page_links import ends_links
from handlers.wording import page_links as wording
from ledger.permissions import check_right
from ledger.transitions import Act
from storage.books import OpenBooks
from storage.delivery import ONE_TIME
from storage.page_links import PageLinks

ACT = Act.SEE_BOARD


async def on_board(books: OpenBooks, heard: Heard) -> Answers:
    """``/board``, 领导看板: a new link, which ends the earlier ones; 收回看板链接 ends them alone."""
    check_right(heard.person, ACT)
    if not heard.place.private:
        return (Answer(text=wording.ONLY_IN_PRIVATE),)
    links = PageLinks(books.connection, now=books.now)
    if ends_links(heard.said or heard.text):
        return (Answer(text=wording.ended(await links.end(heard.person.id))),)
    page = books.house.page
    if page is None:
        return (Answer(text=wording.OFF),)
    token = await links.make(heard.person.id, heard.user, life=page.life)
    return (Answer(text=wording.link(f"{page.url}/b/{token}", page.life), purpose=ONE_TIME),)
