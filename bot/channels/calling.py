"""Calling: a row of the outbox goes to a webhook piece by piece, each once; a webhook gives no message ids back."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

import structlog

from bot.calls import Json
from bot.channels.address import Address, WrongAddress, address_at
from bot.channels.messengers import MESSENGERS
from bot.channels.platform import Body, Messenger, Signed
from bot.delivery.forms import in_html, is_rich
from bot.delivery.outcomes import Fate, Outcome
from bot.marking import marking
from bot.posting import Poster, as_json
from bot.sessions import failures
from bot.transport import surely_not_sent
from handlers.wording import channels as wording
from ledger.values import dataclass
from reports.markdown import markdown_of, pieces
from storage.channels import Channel, channel_of
from storage.delivery import POSTED
from storage.outbox import Outbound
from storage.store import Store

log = structlog.get_logger(__name__)

NOT_TAKEN = "not taken by the messenger"
"""Why a row is left out: a webhook takes no edits, no pins and no papers, and most take no pictures."""


@dataclass
class ChannelCalls:
    """Posts what a row says; ``hosts`` are servers of the settings beside the messengers' own."""

    store: Store
    poster: Poster
    real: Callable[[], datetime]
    hosts: Collection[str] = ()

    async def attempt(self, row: Outbound) -> Outcome:
        """Post the next piece of the row; ``MORE`` where others follow it."""
        channel = await self._channel(row.chat)
        if channel is None:
            return Outcome(Fate.REFUSED, wording.TAKEN_AWAY)
        messenger = MESSENGERS[channel.platform]
        bodies = await self._bodies(row, messenger)
        if not bodies:
            return Outcome(Fate.SKIPPED, NOT_TAKEN)
        at = int(row.payload.get(POSTED, 0))
        if at >= len(bodies):
            return Outcome(Fate.DONE)
        outcome = await self.post(channel, bodies[at])
        more = outcome.fate is Fate.DONE and at + 1 < len(bodies)
        return Outcome(Fate.MORE, pieces=at + 1) if more else outcome

    async def post(self, channel: Channel, body: Body) -> Outcome:
        """Post one message; what refuses it is said in words that tell an administrator what to do."""
        if word := marking(_words(body)):
            return Outcome(Fate.REFUSED, wording.marked(word))
        messenger = MESSENGERS[channel.platform]
        try:
            address = address_at(channel.address, messenger, hosts=self.hosts)
        except WrongAddress as wrong:
            return Outcome(Fate.REFUSED, wording.wrong_address(wrong.wrong))
        outcome = await self._over_the_wire(messenger, address, body)
        if outcome.fate is Fate.REFUSED:
            return Outcome(Fate.REFUSED, wording.refused(channel.platform, outcome.reason))
        return outcome

    async def _over_the_wire(self, messenger: Messenger, address: Address, body: Body) -> Outcome:
        call = Signed(address.url, body)
        if address.secret:
            call = messenger.signed(call, address.secret, self.real())
        try:
            answer = await self.poster.post(call.url, as_json(call.body))
        except failures() as error:
            fate = Fate.RETRY if surely_not_sent(error) else Fate.UNKNOWN
            return Outcome(fate, type(error).__name__)  # Its text may hold the URL.
        return messenger.outcome(answer.status, answer.said)

    async def _channel(self, chat: int) -> Channel | None:
        async with self.store.database.reading() as connection:
            return await channel_of(connection, chat)

    async def _bodies(self, row: Outbound, messenger: Messenger) -> tuple[Body, ...]:
        """Return the messages that the row becomes; none where the messenger takes nothing like it."""
        payload: Json = dict(row.payload)
        if is_rich(payload):
            _, payload = in_html(row.method, payload)
        if "photo" in payload:
            return await self._picture(payload, messenger)
        if row.method not in {"sendMessage", "sendRichMessage"}:
            return ()
        text = markdown_of(str(payload["text"]))
        return tuple(map(messenger.text, pieces(text, room=messenger.room, size=messenger.size)))

    async def _picture(self, payload: Json, messenger: Messenger) -> tuple[Body, ...]:
        kept = await self.store.papers.get(int(payload["photo"]["paper"]))
        if messenger.picture is None or kept is None or not messenger.takes(kept[1]):
            return ()
        return (messenger.picture(kept[1]),)


def _words(body: Any) -> str:
    """Return all that a body says, a line for each text."""
    if isinstance(body, dict):
        return "\n".join(_words(one) for name, one in body.items() if name != "base64")
    if isinstance(body, list):
        return "\n".join(map(_words, body))
    return str(body)
