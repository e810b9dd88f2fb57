"""What the minimal mode (最简模式) says in the place of people's words and of files."""

from __future__ import annotations

from ledger.discretion import Discretion

WORDS = "（从略）"
FILE = "本单位启用最简模式，文件和图片不经消息平台发送。请联系管理员，在台账服务器上查阅。"


def minimal(title: int) -> Discretion:
    """Return the discretion of the mode, with so many signs of each title."""
    return Discretion(title=title, words=WORDS, file=FILE)
