"""Words about orders of anonymous administrators (匿名管理员)."""

from __future__ import annotations

from handlers.wording.spoken import spoken

MINE = "由本人交办"


@spoken
def who_wrote_it() -> str:
    """Ask who gave an order in the group's name."""
    return f"以匿名身份发言，无法识别发言人，未作登记。确属本人交办的，请点“{MINE}”，核对卡片后登记。"
