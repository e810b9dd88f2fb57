"""How a bot receives: getUpdates with its offsets and conflicts, and webhooks."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bot.sandbox import schema
from bot.sandbox.errors import ApiError, Json, bad_request, conflict, too_many
from bot.sandbox.methods.call import Call, Described, Method
from bot.sandbox.updates import UpdateQueue
from bot.sandbox.values import Webhook

LONGEST_POLL = 50
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ON = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
CONFLICT_PAUSE = 3.0  # The second 409 within this time comes after it.
SECRET = re.compile(r"[A-Za-z0-9_-]*")
SECRET_LIMIT = 256
MOST_CONNECTIONS = 100
PORTS = (443, 80, 88, 8443)
LOOPBACK = ("127.0.0.1", "localhost", "::1")


async def get_updates(call: Call) -> list[Json]:
    """Return what waits from ``offset`` on, after at most ``timeout`` seconds; a poller that waits ends an older one.

    A poll that finds something, or waits for nothing, ends nobody's: so the official server does.
    """
    queue, offset = call.bot.queue, call.params.get("offset") or 0
    if call.bot.webhook:
        raise await _conflict(call, WEBHOOK_ON)
    _remember(call)
    limit = min(max(call.params.get("limit") or 100, 1), 100)
    timeout = min(max(call.params.get("timeout") or 0, 0), LONGEST_POLL)
    if call.world.brakes:
        limit, timeout = _same_again(queue, offset, limit, timeout)
    queue.confirm(offset)
    queue.expire()
    if timeout and not queue.pending:
        mine = queue.take_over(OTHER_POLLER)
        await queue.signal.until(lambda: bool(queue.pending) or queue.poller != mine, timeout)
        if queue.poller != mine:
            raise await _conflict(call, queue.conflict)
    return queue.batch(limit)


def _same_again(queue: UpdateQueue, offset: int, limit: int, timeout: int) -> tuple[int, int]:
    """Slow down a client that asks for the same offset again at once, as the official server does."""
    since, again = queue.monotonic() - queue.last_poll, offset == queue.last_offset
    queue.last_offset, queue.last_poll = offset, queue.monotonic()
    if not again:
        return limit, timeout
    return (1 if since < 0.5 else limit), (max(timeout, 3) if since < 3 else timeout)


async def _conflict(call: Call, reason: str) -> ApiError:
    """Return the 409, at once or, as long as another one is fresh, after a pause."""
    queue, world = call.bot.queue, call.world
    if world.brakes and queue.monotonic() - queue.last_conflict < CONFLICT_PAUSE:
        await world.feed.signal.until(lambda: world.closed, CONFLICT_PAUSE)
    else:
        queue.last_conflict = queue.monotonic()
    return conflict(reason)


def _remember(call: Call) -> None:
    """Keep the kinds that the bot asks for; none that is known means the default ones."""
    asked = call.params.get("allowed_updates")
    if asked is not None:
        kinds = schema.table()["objects"]["Update"]
        call.bot.queue.allowed = [name for name in map(str.lower, asked) if name in kinds] or None


def set_webhook(call: Call) -> Described:
    """Post updates to a URL from now on; an empty URL ends that."""
    params, queue = call.params, call.bot.queue
    if not params["url"]:
        return delete_webhook(call)
    if call.world.brakes and queue.monotonic() - queue.last_hook < 1:
        raise too_many(1)
    queue.last_hook = queue.monotonic()
    connections = min(max(params.get("max_connections") or 40, 1), MOST_CONNECTIONS)
    hook = Webhook(_checked_url(params["url"]), _checked_secret(params.get("secret_token")), connections)
    _remember(call)
    _drop(call)
    queue.take_over("terminated by setWebhook request")
    if call.bot.webhook and call.bot.webhook.is_like(hook) and not params.get("drop_pending_updates"):
        return Described(result=True, description="Webhook is already set")
    call.bot.webhook = hook
    return Described(result=True, description="Webhook was set")


def delete_webhook(call: Call) -> Described:
    """Go back to getUpdates."""
    said = "Webhook was deleted" if call.bot.webhook else "Webhook is already deleted"
    call.bot.webhook = None
    _drop(call)
    call.bot.queue.signal.ring()
    return Described(result=True, description=said)


def webhook_info(call: Call) -> Json:
    """Return where updates go, how many wait and what went wrong last."""
    hook, queue = call.bot.webhook, call.bot.queue
    queue.expire()
    info: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": len(queue.pending)}
    if queue.allowed:
        info["allowed_updates"] = queue.allowed
    if hook is None:
        return info
    errors = {"last_error_date": hook.last_error_date, "last_error_message": hook.last_error_message}
    known = {name: value for name, value in errors.items() if value is not None}
    return {**info, "url": hook.url, "max_connections": hook.max_connections, "ip_address": "127.0.0.1", **known}


def _drop(call: Call) -> None:
    if call.params.get("drop_pending_updates"):
        call.bot.queue.pending.clear()


def _checked_url(url: str) -> str:
    """Only HTTPS on the platform's ports; anything on the own machine, as the self-hosted server allows."""
    parts = urlsplit(url)
    if parts.hostname in LOOPBACK and parts.scheme in ("http", "https"):
        return url
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    return url


def _checked_secret(secret: str | None) -> str | None:
    if len(secret or "") > SECRET_LIMIT:
        raise bad_request("secret token is too long")
    if not SECRET.fullmatch(secret or ""):
        raise bad_request("secret token contains unallowed characters")
    return secret


METHODS: dict[str, Method] = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": webhook_info,
}
