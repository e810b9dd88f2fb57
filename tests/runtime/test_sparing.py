"""What a running bot has no use for is not loaded with it."""

import subprocess
import sys

from bot.sparing import UNUSED, load_what_logs_and_calls

NOT_ASKED_FOR = {
    *(*UNUSED, "pygments", "sqlalchemy.dialects.postgresql", "sqlalchemy.orm"),
    *("bot.duties", "apscheduler", "rapidfuzz", "python_calamine", "bot.marked_papers"),
}


def test_a_bot_that_begins_loads_nothing_that_others_or_later_hours_need():
    code = (
        "import sys; from bot.sparing import load_what_logs_and_calls as load; load(); import bot.wiring;"
        f"print({NOT_ASKED_FOR} & set(sys.modules), sys.modules['httpx'].__name__)"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).split() == ["set()", "httpx"]


def test_what_is_loaded_already_stays():
    before = sys.modules["sys"], sys.modules.get("rich", "none")
    load_what_logs_and_calls()
    assert (sys.modules["sys"], sys.modules.get("rich", "none")) == before
