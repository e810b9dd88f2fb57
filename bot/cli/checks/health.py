"""How the running bot is doing: the figures, limits and advice of the health page and of the alarms, one line each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from bot.cli.checks.findings import Finding, fine, judged
from bot.clock import SystemClock
from bot.health.counting import counted, disk_free
from bot.health.vitals import Marks
from bot.house import evidence_folder
from config.channels import Health
from config.settings import Settings
from handlers.wording.health import ADVICE
from ledger.health import MEGABYTE, Ages, Cause, Counted, Figures, troubles
from storage.books import OpenBooks

_SPANS = ((86_400, "天"), (3_600, "小时"), (60, "分钟"))


async def health_findings(settings: Settings, books: OpenBooks) -> list[Finding]:
    """Return one finding for each figure; only what is beyond its limit is pointed out, with what to do."""
    evidence, real = evidence_folder(settings), SystemClock().now()
    ages, found = Marks.beside(evidence).ages(real), await counted(books, real=real)
    figures, polls = Figures(ages, found, disk_free(evidence.parent)), settings.webhook is None
    wrong = {one.cause: ADVICE[one.cause] for one in troubles(figures, settings.health, polls=polls)}
    disk = f"剩余 {figures.disk_free / MEGABYTE:.0f} MB，下限 {settings.health.disk_mb} MB"
    return [
        *_signs_of_life(ages, settings.health, wrong, polls=polls),
        *_mail(found, settings.health, wrong),
        judged("磁盘空间", disk, wrong.get(Cause.DISK)),
    ]


def _signs_of_life(ages: Ages, limits: Health, wrong: Mapping[Cause, str], *, polls: bool) -> Iterator[Finding]:
    if ages.poll is None or ages.tick is None:
        yield fine("最近收取", "尚未运行过")
        return
    limit = f"，时限 {span(limits.poll_age)}" if polls else "（平台推送，不设时限）"
    yield judged("最近收取", f"{span(ages.poll)}前{limit}", wrong.get(Cause.POLL))
    yield judged("最近巡查", f"{span(ages.tick)}前，时限 {span(limits.tick_age)}", wrong.get(Cause.TICK))


def _mail(found: Counted, limits: Health, wrong: Mapping[Cause, str]) -> Iterator[Finding]:
    yield judged("待办消息", _waiting(found.inbox, found.inbox_age, limits.inbox_age), wrong.get(Cause.INBOX))
    yield judged("待发消息", _waiting(found.outbox, found.outbox_age, limits.outbox_age), wrong.get(Cause.OUTBOX))
    yield judged("应发报告", _waiting(found.pushes, found.push_age, limits.push_age, of="份"), wrong.get(Cause.PUSHES))
    yield judged("结果不明", f"{found.unknown} 条", wrong.get(Cause.UNKNOWN))
    yield judged("恢复待定", f"{found.restored} 条", wrong.get(Cause.RESTORED))
    yield judged("外部程序", f"停止推送 {found.feeds} 个", wrong.get(Cause.FEEDS))


def _waiting(count: int, age: float, limit: timedelta, *, of: str = "条") -> str:
    oldest = f"，最早的已等 {span(age)}" if count else ""
    return f"{count} {of}{oldest}，时限 {span(limit)}"


def span(seconds: float | timedelta) -> str:
    """Return a length of time in its largest whole unit."""
    whole = int(seconds.total_seconds() if isinstance(seconds, timedelta) else seconds)
    return next((f"{whole // size} {word}" for size, word in _SPANS if whole >= size), f"{whole} 秒")
