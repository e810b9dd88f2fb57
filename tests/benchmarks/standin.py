"""A lean stand-in for the Bot API under load: ``python -m tests.benchmarks.standin [DELAY [LIMITED]]``, on loopback.

The sandbox checks every parameter and costs more per call than the bots that are measured; this server checks nothing,
so that it can serve several times what the fastest bot takes. It hands out updates that were made beforehand, answers
every sending call, and remembers when which message was answered: by a reply, or by a mention of whoever wrote it,
which answers the person's oldest message in that chat. Each answer is held back for ``DELAY`` milliseconds. Where it is
``LIMITED``, it refuses what is over the platform's limits, as the sandbox does.

Its port is its first line of output. ``POST /load`` takes ``{"rate": updates a second or 0, "updates": [...]}``;
``GET /state`` tells what was answered when (monotonic seconds), and the processor seconds that the server itself took.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from collections import defaultdict, deque
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

from bot.sandbox.errors import ApiError
from bot.sandbox.limits import Limits

FIRST_UPDATE = 1000
BATCH = 100
TICK = 0.01
"""Seconds between two releases of updates that come at a rate."""
BOT = {"id": 7000000001, "is_bot": True, "first_name": "bench", "username": "bench_bot", "can_join_groups": True}
MENTION = re.compile(r"tg://user\?id=(\d+)")
_TRUE = b'{"ok":true,"result":true}'
_ME = json.dumps({"ok": True, "result": BOT | {"can_read_all_group_messages": True}}).encode()


class Platform:
    """The updates that wait, and what has been answered."""

    def __init__(self, *, limited: bool = False) -> None:
        self.pending: deque[tuple[int, str]] = deque()
        self.next_id = FIRST_UPDATE
        self.waiting: list[tuple[asyncio.TimerHandle, Connection]] = []
        self.released: dict[tuple[int, int], float] = {}
        self.answered: dict[tuple[int, int], float] = {}
        self.accepted: list[tuple[int, bool, float]] = []
        self.refused = 0
        self.limits = Limits(enforced=limited)
        self._author: dict[tuple[int, int], int] = {}
        self._open: defaultdict[tuple[int, int], deque[int]] = defaultdict(deque)
        self.next_message = 1_000_000

    def load(self, spec: dict[str, Any]) -> None:
        """Begin anew with these updates, all at once or at a rate."""
        for told in (self.released, self.answered, self.accepted, self._author, self._open):
            told.clear()
        ready = deque(spec["updates"])
        if spec["rate"]:
            asyncio.get_running_loop().create_task(self._trickle(ready, float(spec["rate"])))
        else:
            self._release(ready, len(ready))

    async def _trickle(self, ready: deque[dict[str, Any]], rate: float) -> None:
        began, total, released = time.monotonic(), len(ready), 0
        while released < total:
            due = min(int((time.monotonic() - began) * rate) + 1, total)
            if due > released:  # Nothing new ends no poll.
                self._release(ready, due - released)
            released = due
            await asyncio.sleep(TICK)

    def _release(self, ready: deque[dict[str, Any]], count: int) -> None:
        now = time.monotonic()
        for _ in range(count):
            message = ready.popleft()
            self.released[message["chat"]["id"], message["message_id"]] = now
            chat, number, user = message["chat"]["id"], message["message_id"], message["from"]["id"]
            self._author[chat, number] = user
            self._open[chat, user].append(number)
            body = {"update_id": self.next_id, "message": message}
            self.pending.append((self.next_id, json.dumps(body, ensure_ascii=False)))
            self.next_id += 1
        waiting, self.waiting = self.waiting, []
        for timer, connection in waiting:
            timer.cancel()
            connection.answer(self.batch())

    def acknowledge(self, offset: int) -> None:
        """Forget the updates below the offset."""
        while self.pending and self.pending[0][0] < offset:
            self.pending.popleft()

    def batch(self) -> bytes:
        """Return the answer of getUpdates with what waits."""
        some = [self.pending[number][1] for number in range(min(len(self.pending), BATCH))]
        return ('{"ok":true,"result":[' + ",".join(some) + "]}").encode()

    def sent(self, method: str, form: dict[str, str]) -> tuple[int, bytes]:
        """Take a message and return it as the platform would, or refuse it where there are too many."""
        chat, now = int(form.get("chat_id", 0)), time.monotonic()
        try:
            self.limits.ask(BOT["id"], method, chat)
        except ApiError as error:
            self.refused += 1
            return error.code, json.dumps(error.body()).encode()
        self.accepted.append((chat, "reply_parameters" in form, now))
        self.next_message += 1
        for number in self._answered_by(chat, form):
            self.answered.setdefault((chat, number), now)
        message = {
            "message_id": self.next_message,
            "from": BOT,
            "chat": {"id": chat, "type": "supergroup" if chat < 0 else "private", "title": "群"},
            "date": int(time.time()),
            "text": form.get("text", ""),
        }
        return 200, json.dumps({"ok": True, "result": message}, ensure_ascii=False).encode()

    def _answered_by(self, chat: int, form: dict[str, str]) -> Iterator[int]:
        """Yield the messages that a message answers."""
        replied = form.get("reply_parameters")
        if replied:
            number = json.loads(replied)["message_id"]
            waiting = self._open[chat, self._author.get((chat, number), 0)]
            if number in waiting:
                waiting.remove(number)
            yield number
        for user in MENTION.findall(form.get("text", "")):
            if waiting := self._open[chat, int(user)]:
                yield waiting.popleft()

    def state(self, whole: bool) -> bytes:
        """Tell how far it is; ``whole`` adds each message's moments, in the order of the answers."""
        told: dict[str, Any] = {"answered": len(self.answered), "refused": self.refused}
        told |= {"sends": len(self.accepted), "cpu": time.process_time()}
        told["polls"] = len(self.waiting)
        if whole:
            told["accepted"] = self.accepted
            told["messages"] = [[*key, self.released.get(key), at] for key, at in self.answered.items()]
        return json.dumps(told).encode()


class Connection(asyncio.Protocol):
    """One connection: HTTP/1.1 with Content-Length, kept alive; calls on it are answered one after the other."""

    def __init__(self, platform: Platform, delay: float) -> None:
        self._platform, self._delay = platform, delay
        self._held = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Take what came and answer every call that is whole."""
        self._held += data
        while (end := self._held.find(b"\r\n\r\n")) >= 0:
            head = self._held[:end]
            length = _length(head)
            if len(self._held) < end + 4 + length:
                if b"100-continue" in head.lower() and self._transport is not None:
                    self._transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
                return
            body, self._held = self._held[end + 4 : end + 4 + length], self._held[end + 4 + length :]
            self._call(head.split(b" ", 2)[1].decode(), body)

    def _call(self, path: str, body: bytes) -> None:
        method = path.partition("?")[0].rpartition("/")[2].lower()
        match method:
            case "getupdates":
                self._poll(_form(body))
            case "load":
                self._platform.load(json.loads(body))
                self._write(_TRUE)
            case "state":
                self._write(self._platform.state(whole="whole" in path))
            case "getme":
                self.answer(_ME)
            case _ if method.startswith(("send", "edit")):
                code, said = self._platform.sent(path.partition("?")[0].rpartition("/")[2], _form(body))
                self.answer(said, code)
            case _:
                self.answer(_TRUE)

    def _poll(self, form: dict[str, str]) -> None:
        self._platform.acknowledge(int(form.get("offset", 0)))
        patience = float(form.get("timeout", 0))
        if self._platform.pending or not patience:
            self.answer(self._platform.batch())
            return
        timer = asyncio.get_running_loop().call_later(patience, self._give_up)
        self._platform.waiting.append((timer, self))

    def _give_up(self) -> None:
        self._platform.waiting = [one for one in self._platform.waiting if one[1] is not self]
        self.answer(b'{"ok":true,"result":[]}')

    def answer(self, body: bytes, code: int = 200) -> None:
        """Answer a call of the Bot API, after the delay."""
        if self._delay:
            asyncio.get_running_loop().call_later(self._delay, self._write, body, code)
        else:
            self._write(body, code)

    def _write(self, body: bytes, code: int = 200) -> None:
        if self._transport is not None and not self._transport.is_closing():
            head = b"HTTP/1.1 %d -\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % (code, len(body))
            self._transport.write(head + body)

    def connection_lost(self, _error: Exception | None) -> None:
        """Forget a poll that nobody waits for any more."""
        self._platform.waiting = [one for one in self._platform.waiting if one[1] is not self]


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


def _form(body: bytes) -> dict[str, str]:
    return dict(parse_qsl(body.decode()))


async def serve(delay: float, *, limited: bool) -> None:
    """Serve until the process is ended; ``delay`` in seconds."""
    platform = Platform(limited=limited)
    server = await asyncio.get_running_loop().create_server(lambda: Connection(platform, delay), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    given = sys.argv[1:]
    asyncio.run(serve(float(given[0]) / 1000 if given else 0.0, limited=len(given) > 1))
