"""The log as a reader of it sees it, with canaries planted in every way in."""

from __future__ import annotations

import io
import json
import logging
import os
import sys
import threading
import warnings

import pytest
import structlog

from bot import wiring
from bot.cli.running import run
from bot.logs import QUIET, set_up_logs
from config.channels import Logs

TOKEN = "123456789:AAE-canary_canary_canary_canary_can"
PHONE = "13812345678"


@pytest.fixture(autouse=True)
def _restored(monkeypatch):
    """Leave the process's logging as it was found."""
    root = logging.getLogger()
    handlers, level, levels = root.handlers[:], root.level, {name: logging.getLogger(name).level for name in QUIET}
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    with warnings.catch_warnings():
        yield
        logging.captureWarnings(capture=False)
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)


@pytest.fixture(params=["console", "json"])
def log(request):
    stream = io.StringIO()
    set_up_logs(Logs(form=request.param), secrets=["office-password"], stream=stream)
    return stream


def fail() -> None:
    raise RuntimeError(f"cannot reach https://bots.example/bot{TOKEN}/sendMessage for {PHONE}")


def plant_event() -> None:
    structlog.get_logger("taizhang.delivery").warning(
        "sent to %s", PHONE, url=f"/bot{TOKEN}/x", deep=[{"phone": PHONE}]
    )


def plant_traceback() -> None:
    try:
        fail()
    except RuntimeError:
        structlog.get_logger("taizhang.delivery").exception("sending failed")


def plant_record() -> None:
    logging.getLogger("some.library").warning("GET /bot%s as %r", TOKEN, {"phone": PHONE})


def plant_record_traceback() -> None:
    try:
        try:
            fail()
        except RuntimeError as first:
            raise ValueError(PHONE) from first
    except ValueError:
        logging.getLogger("some.library").exception("it failed")


def plant_crash() -> None:
    try:
        fail()
    except RuntimeError as error:
        sys.excepthook(type(error), error, error.__traceback__)


def plant_thread_crash() -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


def plant_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn(f"deprecated /bot{TOKEN}/ {PHONE}", stacklevel=1)


def plant_context() -> None:
    with structlog.contextvars.bound_contextvars(password="office-password", phone=PHONE):
        structlog.get_logger("taizhang").info("canary-free")


@pytest.mark.parametrize(
    "plant",
    [
        plant_event,
        plant_traceback,
        plant_record,
        plant_record_traceback,
        plant_crash,
        plant_thread_crash,
        plant_warning,
        plant_context,
    ],
)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_canaries_never_reach_the_log(log, plant):
    plant()

    written = log.getvalue()
    assert "***" in written
    assert not any(canary in written for canary in ("canary_", PHONE, "office-password"))


def test_words_of_people_stay_on_their_line(log):
    structlog.get_logger("taizhang").info("heard", text="好的\n2026-11-27 [critical] forged\u2028line\x1b[31m")
    logging.getLogger("some.library").warning("heard %s", "好的\nforged")

    assert len(log.getvalue().splitlines()) == 2
    assert "\x1b[31m" not in log.getvalue()


def test_json_is_one_object_a_line():
    stream = io.StringIO()
    set_up_logs(Logs(form="json"), stream=stream)

    structlog.get_logger("taizhang.bell").info("ringing", report="daily", chat=-1001234567890)

    line = json.loads(stream.getvalue())
    assert (line["event"], line["report"], line["chat"]) == ("ringing", "daily", -1001234567890)
    assert (line["level"], line["logger"]) == ("info", "taizhang.bell")
    assert line["timestamp"].endswith("Z")


def test_chatty_libraries_are_heard_from_warning_on():
    stream = io.StringIO()
    set_up_logs(Logs(level="DEBUG"), stream=stream)

    for name in ("httpx", "aiohttp.access", "telegram.Bot", "apscheduler.scheduler"):
        logging.getLogger(name).info("noise of %s", name)
        logging.getLogger(name).warning("word of %s", name)
    structlog.get_logger("taizhang").debug("heard")

    assert "noise" not in stream.getvalue()
    assert stream.getvalue().count("word of") == 4
    assert "heard" in stream.getvalue()


def test_a_second_set_up_replaces_the_first():
    first, second = io.StringIO(), io.StringIO()
    set_up_logs(Logs(), stream=first)
    set_up_logs(Logs(level="ERROR"), stream=second)

    structlog.get_logger("taizhang").info("quiet")
    structlog.get_logger("taizhang").error("loud")

    assert first.getvalue() == ""
    assert second.getvalue().count("loud") == 1
    assert "quiet" not in second.getvalue()


def test_no_secret_of_the_settings_reaches_the_log(tmp_path, monkeypatch, capsys):
    """The bot itself is left out; whatever it might log goes through what the command has set up."""

    async def tells(settings):
        structlog.get_logger("bot").warning("connecting", url=settings.database_url, token=settings.bot_token)

    monkeypatch.setattr(wiring, "run", tells)
    monkeypatch.setenv("TAIZHANG_TOKEN", TOKEN)
    monkeypatch.setenv("TAIZHANG_DATABASE_URL", "postgresql://office:canary-in-the-mine@127.0.0.1/ledger")
    monkeypatch.chdir(tmp_path)
    run()
    said = capsys.readouterr().err
    assert "connecting" in said
    assert "canary" not in said and TOKEN.partition(":")[2] not in said


class FullDisk(io.StringIO):
    """A log on a disk that has no room."""

    def write(self, _: str) -> int:
        raise OSError(28, "No space left on device")


def test_a_line_that_cannot_be_written_is_not_printed_elsewhere(capsys, monkeypatch):
    """The library prints the record that it could not write, with everything in it, to standard error."""
    monkeypatch.setattr(logging, "raiseExceptions", True)
    set_up_logs(Logs(form="json"), stream=FullDisk())
    logging.getLogger("taizhang.delivery").warning("sent to %s", PHONE)
    assert capsys.readouterr() == ("", "")


def test_a_pipe_that_nobody_empties_holds_nobody_up(monkeypatch):
    """A supervisor that hangs, or a terminal that was stopped: lines are lost and counted, and the bot goes on."""
    monkeypatch.setattr("bot.logs.PATIENCE", 0)
    out, into = os.pipe()
    with os.fdopen(out, "rb", buffering=0) as reader, os.fdopen(into, "w") as stream:
        set_up_logs(Logs(), stream=stream)
        log = structlog.get_logger("taizhang")
        for number in range(100):
            log.warning("line", number=number, words="长" * 1000)
        reader.read(1 << 20)
        log.warning("last")
        said = reader.read(1 << 20).decode()
    assert "log_lines_lost" in said and "last" in said and "line" not in said.replace("log_lines_lost", "")
