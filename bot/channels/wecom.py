"""企业微信群机器人: markdown of 4096 bytes, pictures of 2 MB, 20 messages a minute; the URL's key is all its proof.

Source: developer.work.weixin.qq.com, document 91770.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from datetime import datetime

from bot.channels.platform import TOO_OFTEN, Body, Messenger, Signed, octets


def _text(markdown: str) -> Body:
    return {"msgtype": "markdown", "markdown": {"content": markdown}}


def _picture(content: bytes) -> Body:
    digest = hashlib.md5(content, usedforsecurity=False).hexdigest()  # Their checksum, not ours.
    return {"msgtype": "image", "image": {"base64": b64encode(content).decode("ascii"), "md5": digest}}


def _unsigned(call: Signed, _secret: str, _at: datetime) -> Signed:
    return call


WECOM = Messenger(
    host="qyapi.weixin.qq.com",
    path="/cgi-bin/webhook/send",
    key="key",
    room=4096,
    size=octets,
    text=_text,
    picture=_picture,
    largest_picture=2 * 1024 * 1024,
    signed=_unsigned,
    code="errcode",
    waits={-1: 5.0, 45009: TOO_OFTEN, 45033: TOO_OFTEN},
)
