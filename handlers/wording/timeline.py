"""The course of a task (办理经过): each entry with when, who, what, and the way to the message behind it."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.paging import Page
from handlers.wording.spoken import spoken
from handlers.wording.views import entry
from handlers.wording.voice import Voice, called, headed
from ledger.entries import Recorded, Source
from ledger.tasks import Task

OPEN = "经过"
SUPERGROUP = -1_000_000_000_000  # Chats of supergroups are numbered below this; the rest is the link's own number.


@spoken
def page(voice: Voice, task: Task, shown: Page[Recorded], titles: Mapping[int, str], *, count: int) -> str:
    """Return one page of the task's entries; of several pages it says which."""
    which = f"，第{shown.n}/{shown.of}页" if shown.of > 1 else ""
    lines = [f"<b>{task.number} 办理经过</b>（共{count}条{which}）", headed(task.title)]
    return "\n".join([*lines, *(entry(voice, record, where=where(record.source, titles)) for record in shown.shown)])


@spoken
def where(source: Source, titles: Mapping[int, str]) -> str:
    """Return a link to the message in a supergroup; elsewhere there are none, and the chat is named."""
    if source.chat is None:
        return ""
    if source.chat > 0:
        return "（私信）"
    if source.chat < SUPERGROUP and source.message is not None:
        return f'（<a href="{message_link(source.chat, source.message)}">原消息</a>）'
    title = titles.get(source.chat, "")
    return f"（群消息：{called(title, 20)}）" if title else "（群消息）"


def message_link(chat: int, message: int) -> str:
    """Return the address of a message in a supergroup, which its members can open."""
    return f"https://t.me/c/{SUPERGROUP - chat}/{message}"
