"""Sentences of the task that newcomers try the words on (试办); each says that the ledger keeps nothing of it."""

from __future__ import annotations

from datetime import datetime

from handlers.wording.spoken import spoken
from handlers.wording.voice import Voice, called, short
from ledger.people import Person

BEGIN, RECEIPT = "试办一件", "签收"
_MARK = "〔试办，不入台账〕"
_EXAMPLE = "例如：完成60%，初稿已成。"


@spoken
def offered() -> str:
    """Offer a first try."""
    return "可先试办一件：签收、反馈各一次，约半分钟，不入台账。"


@spoken
def only_in_private() -> str:
    """Say in a group where it is tried."""
    return "试办只在私聊进行，请私聊本助手发送 /practice。"


@spoken
def task(voice: Voice, person: Person, until: datetime) -> str:
    """Hand the person the task, as a real one would come."""
    return (
        f"{_MARK}\n请{called(person.name)}报送试办材料。\n时限：{voice.moment(until)}\n"
        f"真实事项也是这样送达：点“{RECEIPT}”，或回复“收到”。"
    )


@spoken
def receipt() -> str:
    """Say what the tap has done."""
    return f"{_MARK}\n已签收。交办人即可看到您已签收。"


@spoken
def ask_progress() -> str:
    """Ask for the progress, in words."""
    return f"{_MARK}\n请回复本消息，写一句进展。{_EXAMPLE}"


@spoken
def not_read() -> str:
    """Say that the words were not read as progress, and how such words look."""
    return f"{_MARK}\n未读出进展，请再回复一次。{_EXAMPLE}"


@spoken
def over(words: str, percent: int | None) -> str:
    """Say what would have been kept, and what comes after it on a real task."""
    share = f"进度{percent}%，" if percent is not None else ""
    said = f"“{short(words)}”" if words.strip() else "所附材料"
    return (
        f"{_MARK}\n已读出反馈：{share}{said}。一条反馈同时计入办理进展和当日日报。\n"
        "办完后发照片或文件，注明“申请销号”，由他人审核销号。\n"
        "试办结束，台账未作登记。发送 /my 查看待办，发送 /help 查看用法。"
    )
