"""飞书自定义机器人: rich text of 20 KB, 100 messages a minute and 5 a second, signed in the body (签名校验).

Source: open.larkoffice.com, 自定义机器人使用指南. It takes a picture only by a key that an application has uploaded.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import b64encode
from datetime import datetime

from bot.channels.platform import TOO_OFTEN, Body, Messenger, Signed, octets
from reports.markdown import plain_of, title_of

BODY = 20_000
_SIGNATURE = 200
"""Bytes that timestamp and signature add to the body, and some to spare."""


def _text(markdown: str) -> Body:
    lines = plain_of(markdown).split("\n")
    content = [[{"tag": "text", "text": line}] for line in lines]
    return {"msg_type": "post", "content": {"post": {"zh_cn": {"title": title_of(markdown), "content": content}}}}


def _size(markdown: str) -> int:
    return octets(json.dumps(_text(markdown), ensure_ascii=False))


def _signed(call: Signed, secret: str, at: datetime) -> Signed:
    stamp = str(int(at.timestamp()))
    digest = hmac.new(f"{stamp}\n{secret}".encode(), b"", hashlib.sha256).digest()
    return Signed(call.url, {"timestamp": stamp, "sign": b64encode(digest).decode("ascii"), **call.body})


FEISHU = Messenger(
    host="open.feishu.cn",
    path="/open-apis/bot/v2/hook/",
    key="",
    room=BODY - _SIGNATURE,
    size=_size,
    text=_text,
    signed=_signed,
    code="code",
    waits={11232: TOO_OFTEN, 99991400: TOO_OFTEN},
)
