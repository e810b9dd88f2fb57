"""Taking secrets out of what is logged: bot tokens, passwords, numbers of people, in texts, events and records."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, MutableMapping
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from config.settings import Settings
from ledger.personal import NUMBER, narrow

HIDDEN = "***"

_TOKEN = re.compile(r"[0-9]{6,}(?::|%3[Aa])[A-Za-z0-9_-]{20,}")
_LANDLINE = re.compile(r"(?<![\d.])[(\uff08]?0[1-9]\d{1,2}(?:-|[)\uff09][ -]?|[ ])\d{7,8}(?!\d)")
_KEY = re.compile(r"(?i)((?:[?&](?:key|access_token|sign)=|/bot/v2/hook/))[A-Za-z0-9%+/=_.-]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
_MANY_LINES = frozenset({"exception", "stack"})

Event = MutableMapping[str, Any]


class Redaction:
    """Takes secrets out of texts, of structlog's events and of the standard library's records."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        known = {form for secret in secrets if secret for form in (secret, quote(secret, safe=""))}
        longest_first = sorted(known, key=len, reverse=True)
        self._secrets = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def __call__(self, text: str) -> str:
        """Return the text without secrets, bot tokens and whatever has the form of a person's or an office's number."""
        if self._secrets is not None:
            text = self._secrets.sub(HIDDEN, text)
        plain = _KEY.sub(rf"\1{HIDDEN}", _TOKEN.sub(HIDDEN, narrow(text)))
        return _LANDLINE.sub(HIDDEN, NUMBER.sub(HIDDEN, plain))

    def processor(self, _logger: Any, _method: str, event: Event) -> Event:
        """Clean an event of structlog's: each value, however deep; nothing said by people starts a new line."""
        for name in list(event):
            if not name.startswith("_"):  # Those are structlog's own and are not written.
                cleaned = self._clean(event[name])
                event[name] = cleaned if name in _MANY_LINES else _on_one_line(cleaned)
        return event

    def filter(self, record: logging.LogRecord) -> bool:
        """Clean a record of the standard library's and let it pass; a handler takes this object as its filter."""
        if not isinstance(record.msg, dict):  # A dict is an event of structlog's, cleaned by the processor.
            record.msg, record.args = self(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self(record.exc_text)
        return True

    def _clean(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {self._clean(name): self._clean(held) for name, held in value.items()}
        if isinstance(value, (list, tuple, set, frozenset)):
            return [self._clean(held) for held in value]
        if value is None or isinstance(value, (bool, float)):
            return value
        cleaned = self(str(value))
        return value if isinstance(value, int) and cleaned == str(value) else cleaned


def secrets_of(settings: Settings) -> tuple[str, ...]:
    """Return what the settings hold and no log may: token, secrets of webhook and feeds, database password."""
    token = settings.token.get_secret_value() if settings.token else ""
    webhook = settings.webhook.secret.get_secret_value() if settings.webhook else ""
    password = urlsplit(settings.database_url).password or ""
    feeds = [feed.secret.get_secret_value() for feed in settings.feeds.values()]
    return tuple(secret for secret in (token, webhook, password, unquote(password), *feeds) if len(secret) > 3)


def _on_one_line(value: Any) -> Any:
    if isinstance(value, str):
        return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), value)
    return value
