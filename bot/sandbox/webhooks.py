"""Posting updates to webhooks: in order per chat (per person for taps), side by side across, retried until taken.

What is not taken is posted again at once, then after 2, 4, 8 … 60 seconds, or after what the answer's ``Retry-After``
says, until the update has outlived its time. An answer may hold a method call, which is then made.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.sandbox import calls, wire
from bot.sandbox.errors import Json
from bot.sandbox.methods import Upload
from bot.sandbox.updates import Pending
from bot.sandbox.values import Bot, Webhook
from bot.sandbox.world import World

POSTED = "webhook"
"""What the journal calls a post, among the methods; its status is 0 where nobody answered."""
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
ASK_AGAIN = 0.5
LONGEST_WAIT = 60
LONGEST_RETRY_AFTER = 3600
LANES = {"callback_query": "from", "inline_query": "from", "my_chat_member": "chat", "chat_member": "new_chat_member"}


@dataclass(frozen=True)
class Outcome:
    """What came of one post: nothing amiss, or the problem; a call in the answer, or how long to wait."""

    problem: str | None = None
    status: int = 0
    retry_after: int = 0
    called: tuple[Json, dict[str, Upload]] | None = None


class WebhookPump:
    """Watches all bots that have a webhook; ``second`` is how long a second of waiting lasts."""

    def __init__(self, world: World, *, second: float = 1.0, patience: float = 60.0) -> None:
        self.world = world
        self.second = second
        self.patience = patience
        self._busy: dict[tuple[int, Any], asyncio.Task[None]] = {}
        self._watching: dict[int, asyncio.Task[None]] = {}

    def watch(self, bot: Bot) -> None:
        """Start posting for a bot that has set a webhook; posting ends with the webhook."""
        running = self._watching.get(bot.id)
        if bot.webhook and (running is None or running.done()):
            self._watching[bot.id] = asyncio.create_task(self._serve(bot))

    async def close(self) -> None:
        """Stop posting."""
        tasks = [*self._watching.values(), *self._busy.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, bot: Bot) -> None:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=self.patience)) as session:
            while bot.webhook:
                for update in self._free(bot):
                    key = bot.id, lane(update.body)
                    self._busy[key] = asyncio.create_task(self._deliver(session, bot, update))
                await bot.queue.signal.until(lambda: bot.webhook is None or any(self._free(bot)), ASK_AGAIN)
            await asyncio.gather(*(task for (owner, _), task in self._busy.items() if owner == bot.id))

    def _free(self, bot: Bot) -> Iterator[Pending]:
        """Yield the first waiting update of each lane that has none on its way."""
        bot.queue.expire()
        taken = {key for (owner, key), task in self._busy.items() if owner == bot.id and not task.done()}
        for update in bot.queue.pending:
            if bot.webhook is None or len(taken) >= bot.webhook.max_connections:
                return
            if (key := lane(update.body)) not in taken:
                taken.add(key)
                yield update

    async def _deliver(self, session: aiohttp.ClientSession, bot: Bot, update: Pending) -> None:
        queue, wait, fails = bot.queue, 1, 0
        while (hook := bot.webhook) and update in queue.pending:
            outcome = await self._post(session, hook, update.body)
            self._note(bot, update.body, outcome)
            if outcome.problem is None:
                queue.drop(update)
                await self._answered(bot, outcome)
                break
            hook.last_error_date, hook.last_error_message = self.world.moment(), outcome.problem
            wait = min(wait * 2, LONGEST_WAIT) if fails and not outcome.retry_after else wait
            pause = self.second * (outcome.retry_after or (wait if fails else 0))
            if self.world.monotonic() + pause > update.ends:
                queue.drop(update)
                break
            fails += 1
            await self.world.wait(_other(bot, hook), pause, bell=queue.signal)
        asyncio.get_running_loop().call_soon(queue.signal.ring)  # The lane is free once this task is done.

    async def _post(self, session: aiohttp.ClientSession, hook: Webhook, body: Json) -> Outcome:
        headers = {SECRET_HEADER: hook.secret_token} if hook.secret_token else {}
        try:
            async with session.post(hook.url, json=body, headers=headers, allow_redirects=False) as response:
                kind, content = response.headers.get("Content-Type", ""), await response.read()
        except TimeoutError:
            return Outcome("Read timeout expired")
        except aiohttp.ClientConnectorError as problem:
            return Outcome(os.strerror(problem.errno) if problem.errno else "Connection failed")
        except aiohttp.ClientError:
            return Outcome("Webhook connection closed")
        if 200 <= response.status < 300:
            return Outcome(status=response.status, called=await calls.out_of_answer(kind, content))
        words = f"Wrong response from the webhook: {response.status} {response.reason}"
        asked = response.headers.get("Retry-After", "")
        return Outcome(words, response.status, min(int(asked), LONGEST_RETRY_AFTER) if asked.isdecimal() else 0)

    def _note(self, bot: Bot, update: Json, outcome: Outcome) -> None:
        """Write the post into the journal, as a poll that fetched this update would stand there."""
        answer: Json = {"ok": outcome.problem is None, "result": [update]}
        if outcome.problem is not None:
            answer["description"] = outcome.problem
        moment = self.world.clock.now()
        self.world.journal.note(moment, bot.id, POSTED, {}, status=outcome.status, answer=answer, fault=None)

    async def _answered(self, bot: Bot, outcome: Outcome) -> None:
        if outcome.called is not None:
            await wire.perform(self.world, bot, *outcome.called)


def _other(bot: Bot, hook: Webhook) -> Callable[[], bool]:
    return lambda: bot.webhook is not hook


def lane(update: Json) -> Any:
    """Return what updates must keep their order by: the chat, the person for taps; members have lanes of their own."""
    for kind, value in update.items():
        if kind in LANES and isinstance(value, dict):
            return kind, _id(value.get(LANES[kind]))
        if isinstance(value, dict) and "chat" in value:
            return "reactions" if "reaction" in kind else "chat", _id(value["chat"])
    return "other", None


def _id(value: Any) -> Any:
    if not isinstance(value, dict):
        return None
    return _id(value["user"]) if "user" in value else str(value.get("id"))
