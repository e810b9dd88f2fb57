"""Take the pictures of README and manual: ``python -m tests.pictures.make``; look at them before committing them.

The demo runs as for a visitor; some of its people are played, and a real browser is held in front of it.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from datetime import datetime
from pathlib import Path

from bot.demo.pictures import photo
from bot.demo.preparing import prepare
from bot.demo.show import playing
from bot.logs import set_up_logs
from bot.sandbox.client import SandboxClient
from config.channels import Logs
from tests.pictures.visiting import BOT, BRISK, DESKTOP, FAST, FOLDER, SLOW, STILL, Visit, shot
from tests.support.browsing import chromium, running_browser

START = datetime.fromisoformat("2026-11-27T08:20+08:00")
MORNING, AFTERNOON, BEFORE, AFTER = (
    datetime.fromisoformat(f"2026-11-27T{hour}+08:00") for hour in ("08:41", "16:30", "17:25", "17:31")
)
GROUP, SMALL_GROUP = "市政府办公室工作群", "督查工作群"


async def take_chat(visit: Visit) -> str:
    """Take the group with an assignment: confirmed, received, and the card of the next one; return its number."""
    group, xu, cheng = await visit.group(GROUP), await visit.person("许言之"), await visit.person("程若溪")
    async with visit.page(xu, GROUP, DESKTOP) as page:
        asked = await xu.says("请程若溪周五下班前报送三季度经济运行分析", chat=group)
        await xu.presses("确认", await visit.hears(group, "请核对交办内容", after=asked))
        line = await visit.hears(group, "“收到”签收", after=asked)
        await cheng.says("收到", chat=group, reply_to=line)
        await visit.hears(group, "已签收", after=line)
        asked = await xu.says("由综合二科牵头，政务公开科配合，下周三前拿出信息公开年报提纲", chat=group)
        await visit.hears(group, "请核对交办内容", after=asked)
        await shot(page, "chat.png")
    return re.findall(r"DB-\d+-\d+", line.text)[0]


async def take_staff_and_coordinator(visit: Visit, number: str) -> None:
    """Take the two private chats of one task: progress and claim on one side, the card of the claim on the other."""
    xu, cheng = await visit.person("许言之"), await visit.person("程若溪")
    said = await cheng.says(f"{number}完成80%，初稿已成")
    await visit.hears(cheng, "进度80%", after=said)
    said = await cheng.sends_photo(photo("经济运行分析.png"), caption=f"{number}申请销号")
    claimed = await visit.hears(cheng, "已申请销号", after=said)
    await visit.on_phone(cheng, BOT, claimed, "staff.png")
    await visit.on_phone(xu, BOT, await visit.hears(xu, f"{number} 申请销号"), "coordinator.png")


async def take_leader(visit: Visit) -> None:
    """Take the morning's digest."""
    leader = await visit.person("林静姝")
    await visit.until(MORNING, speed=SLOW)
    await visit.on_phone(leader, BOT, await visit.hears(leader, "领导摘要｜2026-11-27"), "leader.png", block="start")


async def take_administrator(visit: Visit) -> None:
    """Take a notice for the roster, checked before it holds."""
    admin = await visit.person("史文博")
    said = await admin.says("新增人员 张晓岚，综合一科，科员，手机13900000000")
    await visit.on_phone(admin, BOT, await visit.hears(admin, "张晓岚", after=said), "administrator.png")


async def take_daily(visit: Visit) -> None:
    """Take the evening's report, as it stands in the group on a phone."""
    group, who = await visit.group(SMALL_GROUP), await visit.person("许言之")
    lu = await visit.person("卢晓峰")
    await lu.sends_photo(photo("河道核查现场.png"), chat=group, caption="河道清理现场已到，正在核查")
    for moment, speed in ((AFTERNOON, FAST), (BEFORE, BRISK), (AFTER, SLOW)):
        await visit.until(moment, speed=speed)
    report = await visit.hears(group, f"日报告｜{AFTER:%Y-%m-%d}")
    await visit.on_phone(who, SMALL_GROUP, report, "daily.png", block="start")


async def make() -> None:
    """Play the demo and take the pictures."""
    path = chromium()
    if path is None:
        raise SystemExit("no chromium on this machine")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="taizhang-pictures-") as folder:
        stage = await prepare(START, Path(folder))
        async with (
            playing(stage, port=0, speed=STILL, stop=asyncio.Event()) as url,
            SandboxClient(url) as office,
            running_browser(path) as browser,
        ):
            visit = Visit(office, browser, url)
            number = await take_chat(visit)
            await take_staff_and_coordinator(visit, number)
            await take_leader(visit)
            await take_administrator(visit)
            await take_daily(visit)


if __name__ == "__main__":
    set_up_logs(Logs(level="WARNING"))
    asyncio.run(make())
