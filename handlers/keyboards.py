"""Keyboards: what stands under a message, and the stored acts that its buttons carry."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from handlers.heard import Button
from ledger.people import PersonId
from storage.actions import NewAction
from storage.books import OpenBooks

Markup = dict[str, Any]
"""The platform's ``reply_markup``."""


async def keyboard(
    books: OpenBooks, rows: Iterable[Iterable[Button]], chat: int, *, owner: PersonId | None = None
) -> Markup:
    """Store what the buttons stand for, and return the markup that carries them; ``owner`` may press them."""
    markup, actions = laid_out(rows, chat, owner=owner)
    await books.actions.store_all(actions)
    return markup


def laid_out(
    rows: Iterable[Iterable[Button]], chat: int, *, owner: PersonId | None = None, lapses_at: datetime | None = None
) -> tuple[Markup, tuple[NewAction, ...]]:
    """Return the markup, and what its buttons stand for, which is still to be stored; ``owner`` may press them."""
    cards: defaultdict[str, str] = defaultdict(lambda: secrets.token_urlsafe(12))
    acts = [[(button, _act(button, chat, owner, lapses_at, cards[button.item])) for button in row] for row in rows]
    keys = [[{"text": button.label, "callback_data": act.token} for button, act in row] for row in acts]
    return {"inline_keyboard": keys}, tuple(act for row in acts for _, act in row)


def _act(button: Button, chat: int, owner: PersonId | None, lapses_at: datetime | None, card: str) -> NewAction:
    return NewAction(
        act=button.act,
        task=button.task,
        args=button.args,
        person=None if button.anyone else owner,
        chat=chat,
        version=button.version,
        expires_at=lapses_at,
        group=card,
    )
