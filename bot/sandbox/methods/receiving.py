"""How a bot receives: getUpdates with its offsets and conflicts, and webhooks."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bot.sandbox.errors import Json, bad_request, conflict
from bot.sandbox.methods.call import Call, Method
from bot.sandbox.updates import UpdateQueue
from bot.sandbox.values import Webhook

LONGEST_POLL = 50
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ON = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
LOOPBACK = ("127.0.0.1", "localhost", "::1")


async def get_updates(call: Call) -> list[Json]:
    """Return what waits from ``offset`` on, after at most ``timeout`` seconds; an older poller gets a 409."""
    queue, offset = call.bot.queue, call.params.get("offset") or 0
    if call.bot.webhook:
        raise conflict(WEBHOOK_ON)
    _remember(call)
    limit = min(max(call.params.get("limit") or 100, 1), 100)
    timeout = min(max(call.params.get("timeout") or 0, 0), LONGEST_POLL)
    if call.world.brakes:
        limit, timeout = _same_again(queue, offset, limit, timeout)
    mine = queue.take_over(OTHER_POLLER)
    queue.confirm(offset)
    queue.expire()
    await queue.signal.until(lambda: bool(queue.pending) or queue.poller != mine, timeout)
    if queue.poller != mine:
        raise conflict(queue.conflict)
    return queue.batch(limit)


def _same_again(queue: UpdateQueue, offset: int, limit: int, timeout: int) -> tuple[int, int]:
    """Slow down a client that asks for the same offset again at once, as the official server does."""
    since, again = queue.monotonic() - queue.last_poll, offset == queue.last_offset
    queue.last_offset, queue.last_poll = offset, queue.monotonic()
    if not again:
        return limit, timeout
    return (1 if since < 0.5 else limit), (max(timeout, 3) if since < 3 else timeout)


def _remember(call: Call) -> None:
    allowed = call.params.get("allowed_updates")
    if allowed is not None:
        call.bot.queue.allowed = allowed or None


def set_webhook(call: Call) -> bool:
    """Post updates to a URL from now on; an empty URL ends that."""
    params = call.params
    if not params["url"]:
        return delete_webhook(call)
    hook = Webhook(_checked_url(params["url"]), params.get("secret_token"), params.get("max_connections") or 40)
    if hook.secret_token and not SECRET.fullmatch(hook.secret_token):
        raise bad_request("secret token contains unallowed characters")
    if not 1 <= hook.max_connections <= 100:
        raise bad_request("max_connections must be between 1 and 100")
    _remember(call)
    call.bot.webhook = hook
    _drop(call)
    call.bot.queue.take_over("terminated by setWebhook request")
    return True


def delete_webhook(call: Call) -> bool:
    """Go back to getUpdates."""
    call.bot.webhook = None
    _drop(call)
    call.bot.queue.signal.ring()
    return True


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
    """Only HTTPS, as on the platform; plain HTTP on the own machine, as the self-hosted server allows."""
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    return url


METHODS: dict[str, Method] = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": webhook_info,
}
