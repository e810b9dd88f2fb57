"""The log: one line an event, on standard error, without tokens, passwords and phone numbers, tracebacks included."""

from __future__ import annotations

import logging
import select
import sys
import threading
from collections.abc import Iterable
from types import TracebackType
from typing import TextIO

import structlog

from bot.redaction import Redaction
from config.channels import Logs

# These tell URLs (with the token in them), parameters (with people's words in them), or every tick.
QUIET = ("aiohttp", "alembic", "apscheduler", "asyncio", "httpcore", "httpx", "sqlalchemy", "telegram", "uvicorn")


PIECE = 1024
"""Signs that are written at once: a pipe that takes anything takes so many (4,096 bytes)."""
PATIENCE = 200
"""Milliseconds for which a reader that has fallen behind is waited for, once; after that its lines are left out."""


class Unhindered(logging.StreamHandler[TextIO]):
    """Writes lines as far as somebody takes them: a pipe that nobody empties would hold up the whole program."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self._lost = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line, or count it as lost; that some were lost is said as soon as there is room."""
        if self._lost and self._is_taken():
            lost, self._lost = self._lost, 0
            said = {"name": __name__, "levelno": logging.WARNING, "levelname": "WARNING", "msg": "log_lines_lost %d"}
            self._write(logging.makeLogRecord(said | {"args": (lost,)}))
        self._write(record)

    def _write(self, record: logging.LogRecord) -> None:
        try:
            line = f"{self.format(record)}{self.terminator}"
            for start in range(0, len(line), PIECE):
                if not self._is_taken():
                    self._lost += 1
                    return
                self.stream.write(line[start : start + PIECE])
                self.flush()
        except Exception:  # Whatever keeps a line from being written keeps nothing else from being done.
            self.handleError(record)

    def _is_taken(self) -> bool:
        """Tell whether a piece can be written without waiting; one that fails at once counts, too."""
        poll = select.poll()
        try:
            poll.register(self.stream, select.POLLOUT)
        except (OSError, ValueError):  # No file, or one that is closed.
            return True
        return bool(poll.poll(0 if self._lost else PATIENCE))


class _LastLook(logging.Formatter):
    """Whatever came together only in the finished line is still found."""

    def __init__(self, inner: logging.Formatter, redaction: Redaction) -> None:
        super().__init__()
        self._inner, self._redaction = inner, redaction

    def format(self, record: logging.LogRecord) -> str:
        return self._redaction(self._inner.format(record))


def set_up_logs(logs: Logs, *, secrets: Iterable[str] = (), stream: TextIO | None = None) -> None:
    """Send structlog's events and the standard library's records to ``stream`` (standard error) as ``logs`` says."""
    redaction = Redaction(secrets)
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        redaction.processor,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    logging.raiseExceptions = False  # Where a line cannot be written, its words would be printed unredacted.
    _set_up_root(logs, _handler(shared, redaction, logs, stream or sys.stderr))
    _log_what_nobody_caught()


def _handler(
    shared: list[structlog.typing.Processor], redaction: Redaction, logs: Logs, stream: TextIO
) -> logging.Handler:
    handler = Unhindered(stream)
    handler.addFilter(redaction)
    inner = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _renderer(logs, stream)],
    )
    handler.setFormatter(_LastLook(inner, redaction))
    return handler


def _renderer(logs: Logs, stream: TextIO) -> structlog.typing.Processor:
    if logs.form == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    # Plain tracebacks: the pretty ones print local variables, and a secret broken over two lines is not found.
    return structlog.dev.ConsoleRenderer(
        colors=stream.isatty(), exception_formatter=structlog.dev.plain_traceback, pad_event_to=0
    )


def _set_up_root(logs: Logs, handler: logging.Handler) -> None:
    root = logging.getLogger()
    for old in root.handlers[:]:
        if getattr(old, "formatter", None).__class__ is _LastLook:  # Ours, from an earlier set-up.
            root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(logs.level)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    logging.captureWarnings(capture=True)


def _log_what_nobody_caught() -> None:
    log = logging.getLogger("taizhang")

    def crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return sys.__excepthook__(kind, error, trace)
        return log.critical("nobody caught this", exc_info=(kind, error, trace))

    def thread_crash(crashed: threading.ExceptHookArgs) -> None:
        error = crashed.exc_value or crashed.exc_type()
        log.critical("nobody caught this in a thread", exc_info=(crashed.exc_type, error, crashed.exc_traceback))

    sys.excepthook, threading.excepthook = crash, thread_crash
