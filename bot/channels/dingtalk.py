"""钉钉自定义机器人: markdown, 20 messages a minute (then none for ten), signed by a secret of its own (加签).

Source: open.dingtalk.com, 自定义机器人接入. The document names no length; 6,000 bytes is what we keep to.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import b64encode
from datetime import datetime
from urllib.parse import urlencode

from bot.channels.platform import Body, Messenger, Signed, octets
from reports.markdown import title_of

BLOCKED = 600.0
"""Seconds for which a robot that sent too often is silenced."""


def _text(markdown: str) -> Body:
    # One line break is none to its markdown; two spaces before it make it one.
    return {"msgtype": "markdown", "markdown": {"title": title_of(markdown), "text": markdown.replace("\n", "  \n")}}


def _signed(call: Signed, secret: str, at: datetime) -> Signed:
    stamp = str(int(at.timestamp() * 1000))
    digest = hmac.new(secret.encode(), f"{stamp}\n{secret}".encode(), hashlib.sha256).digest()
    query = urlencode({"timestamp": stamp, "sign": b64encode(digest).decode("ascii")})
    return Signed(f"{call.url}&{query}", call.body)


DINGTALK = Messenger(
    host="oapi.dingtalk.com",
    path="/robot/send",
    key="access_token",
    room=6000,
    size=octets,
    text=_text,
    signed=_signed,
    code="errcode",
    waits={-1: 5.0, 130101: BLOCKED},
)
