"""Circulars in dialogs: what a week's draft says, and the taps and looks that tests share."""

from __future__ import annotations

from ledger.circular_entries import CIRCULARS
from ledger.circulars import Circular, Stage, circulars_of
from tests.support.dialog import COORDINATOR, LEADER, Dialog

OPENING = "现将2026年11月23日至27日督查事项办理情况（截至11月27日15:00）通报如下。"
CARD = f"""<b>通报稿（第1版，待报批）</b>
标题：关于2026年11月23日至27日督查事项办理情况的通报
印发范围：全办工作群

{OPENING}

<b>表扬</b>
1. 综合科张三承办的“报送三季度经济运行分析”提前4个工作日办结（DB-2026-1）。

<b>批评</b>
2. 综合科王五承办的“报送供热情况”逾期2个工作日未办结（DB-2026-2）。
3. 财政局（负责人：周局长）承办的“报送预算执行情况”销号申请被退回1次（DB-2026-3）。

修改请回复本消息，例如：删去第2条；第1条改为……；增加一条 DB-2026-12；标题改为……。改好后点“报批”，领导批准后方可印发。"""
PUBLISHED = f"""<b>关于2026年11月23日至27日督查事项办理情况的通报</b>
督查通报〔2026〕1号
{OPENING}

<b>表扬</b>
1. 综合科张三承办的“报送三季度经济运行分析”提前4个工作日办结（DB-2026-1）。

<b>批评</b>
1. 综合科王五承办的“报送供热情况”逾期2个工作日未办结（DB-2026-2）。
2. 财政局（负责人：周局长）承办的“报送预算执行情况”销号申请被退回1次（DB-2026-3）。

请有关单位认真对照，抓紧整改，办理情况及时反馈。
2026年11月27日"""


async def circulars(dialog: Dialog) -> list[Circular]:
    """Return every circular as it stands."""
    async with dialog.store.reading(now=dialog.now) as books:
        return list(circulars_of(await books.records_of(*CIRCULARS)).values())


async def stage(dialog: Dialog) -> Stage:
    """Return how far the latest one has come."""
    return (await circulars(dialog))[-1].stage


async def drafted(dialog: Dialog) -> None:
    """Let the coordinator have the week's draft."""
    await dialog.says(COORDINATOR, "拟一份本周督办通报")


async def approved(dialog: Dialog) -> None:
    """Let it be laid before the leader, and approved."""
    await drafted(dialog)
    await dialog.taps(COORDINATOR, "报批")
    await dialog.taps(LEADER, "批准")


async def presses(dialog: Dialog, who: str, label: str) -> str:
    """Press the latest button of exactly that label; return the first answer, in the chat or on the tap itself."""
    shown = next(one for one in reversed(dialog.shown) if one.chat == dialog.user(who) and label in one.buttons)
    return first_of(dialog, await dialog.press(who, shown.buttons[label], shown))


def first_of(dialog: Dialog, said: list[str]) -> str:
    """Return the first answer, or what the tap itself was answered with."""
    return said[0] if said else dialog.toasts[-1]


def texts_in(dialog: Dialog, chat: int) -> list[str]:
    """Return what was said in the chat."""
    return [one.payload["text"] for one in dialog.calls if one.chat == chat and one.method == "sendMessage"]
