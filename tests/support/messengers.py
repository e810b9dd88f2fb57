"""The webhooks of WeCom, DingTalk and Feishu as their documents describe them, over real HTTP, to be written to."""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import b64decode, b64encode
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

KEY = "693a91f6-0000-4aaa-8bbb-1234567890ab"
SECRET = "SEC0123456789abcdef"
HOUR = 3600
LOST = "lost"
"""A fault: the message is taken, and the connection cut before the answer."""


@dataclass
class Messengers:
    """What each group has got; ``faults`` are answered in their order, before anything else is looked at.

    A fault is ``LOST``, an HTTP status, or an answer. ``signed``: the robots of DingTalk and Feishu want a signature.
    """

    now: Callable[[], float]
    base: str = ""
    signed: bool = False
    faults: list[Any] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)

    @property
    def host(self) -> str:
        """Host and port."""
        return self.base.removeprefix("http://")

    def url(self, platform: str) -> str:
        """Return the address of the robot's webhook."""
        return (
            self.base
            + {
                "wecom": f"/cgi-bin/webhook/send?key={KEY}",
                "dingtalk": f"/robot/send?access_token={KEY}",
                "feishu": f"/open-apis/bot/v2/hook/{KEY}",
            }[platform]
        )

    def texts(self) -> list[str]:
        """Return what was said in the groups, as markdown or as lines."""
        return [_said(body) for body in self.bodies if body.get("msgtype") != "image"]

    async def wecom(self, request: web.Request) -> web.StreamResponse:
        """POST /cgi-bin/webhook/send?key=…: markdown of at most 4096 bytes, an image with its md5."""

        def judged(body: dict[str, Any]) -> dict[str, Any]:
            if request.query.get("key") != KEY:
                return {"errcode": 93000, "errmsg": f"invalid webhook url, key {request.query.get('key')}"}
            if body["msgtype"] == "markdown" and len(body["markdown"]["content"].encode()) > 4096:
                return {"errcode": 40058, "errmsg": "markdown.content exceed max length 4096"}
            if body["msgtype"] == "image" and not _matches(body["image"]):
                return {"errcode": 301019, "errmsg": "media content md5 mismatch"}
            return {"errcode": 0, "errmsg": "ok"}

        return await self._taken(request, judged)

    async def dingtalk(self, request: web.Request) -> web.StreamResponse:
        """POST /robot/send?access_token=…&timestamp=…&sign=…: markdown with a title; the time in milliseconds."""

        def judged(body: dict[str, Any]) -> dict[str, Any]:
            if request.query.get("access_token") != KEY:
                return {"errcode": 300001, "errmsg": "token is not exist"}
            stamp, sign = request.query.get("timestamp", ""), request.query.get("sign", "")
            right = b64encode(hmac.new(SECRET.encode(), f"{stamp}\n{SECRET}".encode(), hashlib.sha256).digest())
            if self.signed and not (sign == right.decode() and self._is_fresh(stamp, unit=1000)):
                return {"errcode": 310000, "errmsg": "sign not match"}
            if not body["markdown"]["title"]:
                return {"errcode": 400105, "errmsg": "title is needed"}
            return {"errcode": 0, "errmsg": "ok"}

        return await self._taken(request, judged)

    async def feishu(self, request: web.Request) -> web.StreamResponse:
        """POST /open-apis/bot/v2/hook/…: a post of at most 20 KB, timestamp (seconds) and sign in the body."""

        def judged(body: dict[str, Any]) -> dict[str, Any]:
            if request.match_info["key"] != KEY:
                return {"code": 19001, "msg": "param invalid: incoming webhook access token invalid"}
            stamp, sign = body.get("timestamp", ""), body.get("sign", "")
            right = b64encode(hmac.new(f"{stamp}\n{SECRET}".encode(), b"", hashlib.sha256).digest())
            if self.signed and not (sign == right.decode() and self._is_fresh(stamp, unit=1)):
                return {"code": 19021, "msg": "sign match fail or timestamp is not within one hour from current time"}
            if len(json.dumps(body, ensure_ascii=False).encode()) > 20_000:
                return {"code": 9499, "msg": "Bad Request"}
            return {"code": 0, "msg": "success", "data": {}}

        return await self._taken(request, judged)

    def _is_fresh(self, stamp: str, *, unit: int) -> bool:
        return stamp.isdecimal() and abs(int(stamp) / unit - self.now()) <= HOUR

    async def _taken(
        self, request: web.Request, judged: Callable[[dict[str, Any]], dict[str, Any]]
    ) -> web.StreamResponse:
        body = await request.json()
        fault = self.faults.pop(0) if self.faults else None
        if isinstance(fault, dict):
            return web.json_response(fault)
        if isinstance(fault, int):
            return web.Response(status=fault, headers={"Location": self.url("wecom")})
        answer = judged(body)
        if 0 in {answer.get("errcode"), answer.get("code")}:
            self.bodies.append(body)
        if fault == LOST and request.transport is not None:
            request.transport.close()
        return web.json_response(answer)


def _matches(image: dict[str, str]) -> bool:
    content = b64decode(image["base64"], validate=True)
    return hashlib.md5(content, usedforsecurity=False).hexdigest() == image["md5"] and len(content) <= 2 * 1024 * 1024


def _said(body: dict[str, Any]) -> str:
    if "markdown" in body:
        content: str = body["markdown"].get("content") or body["markdown"]["text"]
        return content
    return "\n".join("".join(part["text"] for part in line) for line in body["content"]["post"]["zh_cn"]["content"])


@asynccontextmanager
async def messengers(now: Callable[[], float]) -> AsyncIterator[Messengers]:
    """Serve the three on one port meanwhile."""
    made = Messengers(now)
    routes = [
        web.post("/cgi-bin/webhook/send", made.wecom),
        web.post("/robot/send", made.dingtalk),
        web.post("/open-apis/bot/v2/hook/{key}", made.feishu),
    ]
    async with serving(*routes) as made.base:
        yield made


@asynccontextmanager
async def serving(*routes: web.RouteDef) -> AsyncIterator[str]:
    """Serve the routes on a port of this machine, and yield its address."""
    app = web.Application(client_max_size=4 * 1024 * 1024)
    app.add_routes(routes)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        _, port = runner.addresses[0][:2]
        yield f"http://127.0.0.1:{port}"
    finally:
        await runner.cleanup()
