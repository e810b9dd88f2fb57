"""Posting updates to webhooks: in order per chat (per person for taps), side by side across, retried until taken."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import aiohttp

from bot.sandbox.errors import Json
from bot.sandbox.updates import Pending
from bot.sandbox.values import Bot, Webhook
from bot.sandbox.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
ASK_AGAIN = 0.5


class WebhookPump:
    """Watches all bots that have a webhook; ``first_wait`` doubles up to ``longest_wait`` real seconds."""

    def __init__(self, world: World, *, first_wait: float = 0.2, longest_wait: float = 5.0) -> None:
        self.world = world
        self.first_wait = first_wait
        self.longest_wait = longest_wait
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
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as session:
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
        for update in list(bot.queue.pending):
            key = lane(update.body)
            if bot.webhook is None or len(taken) >= bot.webhook.max_connections:
                return
            if key not in taken:
                taken.add(key)
                yield update

    async def _deliver(self, session: aiohttp.ClientSession, bot: Bot, update: Pending) -> None:
        wait = self.first_wait
        while (hook := bot.webhook) and update in bot.queue.pending:
            problem = await _post(session, hook, update.body)
            if problem is None:
                bot.queue.drop(update)
                break
            hook.last_error_date, hook.last_error_message = self.world.moment(), problem
            await asyncio.sleep(wait)
            wait = min(wait * 2, self.longest_wait)
        asyncio.get_running_loop().call_soon(bot.queue.signal.ring)  # The lane is free once this task is done.


async def _post(session: aiohttp.ClientSession, hook: Webhook, body: Json) -> str | None:
    headers = {SECRET_HEADER: hook.secret_token} if hook.secret_token else {}
    try:
        async with session.post(hook.url, json=body, headers=headers, allow_redirects=False) as response:
            if 200 <= response.status < 300:
                return None
            return f"Wrong response from the webhook: {response.status} {response.reason}"
    except (TimeoutError, aiohttp.ClientError) as problem:
        return f"Connection failed: {type(problem).__name__}"


def lane(update: Json) -> Any:
    """Return what updates must keep their order by: the chat, or the person for taps."""
    if isinstance(tap := update.get("callback_query"), dict):
        return "user", _id(tap.get("from"))
    for value in update.values():
        if isinstance(value, dict) and "chat" in value:
            return "chat", _id(value["chat"])
    return "other", None


def _id(value: Any) -> Any:
    return str(value.get("id")) if isinstance(value, dict) else None
