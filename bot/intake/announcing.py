"""Announcing: the platform is told whether it shall call us or we poll, and asked whether it still does.

Only its refusal stops the start.
"""

from __future__ import annotations

import asyncio
from typing import Any

import structlog
from telegram import Bot
from telegram.error import BadRequest, EndPointNotFound, TelegramError

from bot.calls import call
from bot.cli.alarms import webhook_refused
from bot.intake.extracting import KINDS
from bot.intake.rivals import Rivals
from bot.process import Loop
from bot.waiting import Waker
from config.channels import Webhook
from config.mistakes import WrongSetting

log = structlog.get_logger(__name__)

PAUSE = 5.0
"""Seconds between two tries."""
LOOK = 300.0
"""Seconds between two looks whether the platform still calls us; it keeps what waits for a day."""


async def announce(bot: Bot, settings: Webhook | None, stop: asyncio.Event, *, pause: float = PAUSE) -> None:
    """Tell the platform where to deliver; without a webhook, that we poll. What already waits there is kept."""
    waiting = Waker()
    while not stop.is_set():
        try:
            await (_listen(bot, settings) if settings is not None else without_webhook(bot))
        except TelegramError as error:  # Whatever it is, the bot has just been known.
            log.warning("platform_not_reached", kind=type(error).__name__)
            await waiting.wait(pause, stop=stop)
        else:
            return


async def _listen(bot: Bot, settings: Webhook) -> None:
    secret = settings.secret.get_secret_value()
    given = {"url": settings.url, "secret_token": secret, "allowed_updates": list(KINDS)}
    try:
        await call(bot, "setWebhook", given)
    except EndPointNotFound as error:
        raise WrongSetting("webhook.url", webhook_refused("")) from error
    except BadRequest as error:
        raise WrongSetting("webhook.url", webhook_refused(error.message)) from error


async def without_webhook(bot: Bot) -> None:
    """Tell the platform that we poll; what waits there is kept."""
    try:
        await call(bot, "deleteWebhook", {"drop_pending_updates": False})
    except (EndPointNotFound, BadRequest) as error:
        # A server without webhooks has none to delete; one that is left would show itself by a conflict.
        log.warning("webhook_not_deleted", kind=type(error).__name__)


def staying_announced(bot: Bot, settings: Webhook, rivals: Rivals, *, every: float = LOOK) -> Loop:
    """Return the loop that looks whether the platform still calls us, and says it anew where somebody changed that."""

    async def loop(stop: asyncio.Event) -> None:
        waiting = Waker()
        while not stop.is_set():
            await waiting.wait(every, stop=stop)
            try:
                await _look(bot, settings, rivals)
            except (TelegramError, WrongSetting) as error:
                log.warning("webhook_not_looked_at", kind=type(error).__name__)

    return loop


async def _look(bot: Bot, settings: Webhook, rivals: Rivals) -> None:
    info: dict[str, Any] = await call(bot, "getWebhookInfo", {})
    if info.get("url") != settings.url:
        log.warning("webhook_changed")
        await rivals.met(surely=True)
        await _listen(bot, settings)
