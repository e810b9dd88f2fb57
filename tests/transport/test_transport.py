"""HTTP to the Bot API, against a real server on this machine."""

from __future__ import annotations

import asyncio
import contextlib
import io
import logging
import traceback

import pytest
from aiohttp import web
from telegram import Bot, InputFile
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.transport import AiohttpRequest, surely_not_sent

TOKEN = "123456789:AAcanary-canary_canary-canary_canary"
MESSAGE = {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}, "text": "已签收"}


class Server:
    """A Bot API server that answers as it is told and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.files: list[tuple[str, bytes, str]] = []
        self.status = 200
        self.answer: object = {"ok": True, "result": MESSAGE}
        self.behaves = "answers"
        self.released = asyncio.Event()
        self.url = ""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        if self.behaves == "hangs up":
            request.transport.close()
        if self.behaves == "is silent":
            await self.released.wait()
        form = await request.post()
        self.asked.append((request.path, {name: text for name, text in form.items() if isinstance(text, str)}))
        for part in form.values():
            if isinstance(part, web.FileField):
                self.files.append((part.filename, part.file.read(), part.content_type))
        if isinstance(self.answer, bytes):
            return web.Response(body=self.answer)
        return web.json_response(self.answer, status=self.status)


@contextlib.asynccontextmanager
async def listening(server: Server):
    app = web.Application(client_max_size=64 * 2**20)
    app.router.add_route("*", "/{path:.*}", server.handle)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.url = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"
    try:
        yield server
    finally:
        server.released.set()
        await runner.cleanup()


@pytest.fixture
async def server():
    async with listening(Server()) as running:
        yield running


@contextlib.asynccontextmanager
async def bot_of(url: str, **timeouts: float):
    request = AiohttpRequest(url, **timeouts)
    await request.initialize()
    try:
        yield Bot(TOKEN, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot", request=request)
    finally:
        await request.shutdown()


@pytest.fixture
async def bot(server):
    async with bot_of(server.url) as running:
        yield running


async def test_parameters_arrive_as_they_were_said(bot, server):
    sent = await bot.send_message(7, "请签收 & <b>100%</b>\n第二行", disable_notification=True)

    assert sent.text == "已签收"
    path, form = server.asked[0]
    assert path == f"/bot{TOKEN}/sendMessage"
    assert (form["chat_id"], form["text"]) == ("7", "请签收 & <b>100%</b>\n第二行")
    assert form["disable_notification"] == "true"


async def test_a_call_without_parameters_has_no_body(bot, server):
    server.answer = {"ok": True, "result": {"id": 9, "is_bot": True, "first_name": "台账"}}

    assert (await bot.get_me()).first_name == "台账"
    assert server.asked[0][1] == {}


@pytest.mark.parametrize("name", ["日报告.docx", 'a "quoted" name.txt', "半角 空格.xlsx"])
async def test_files_arrive_with_bytes_and_names(bot, server, name):
    content = bytes(range(256)) * 1000

    await bot.send_document(7, InputFile(content, filename=name), caption="十一月")

    assert [(found, body == content) for found, body, _ in server.files] == [(name, True)]
    assert server.asked[0][1]["caption"] == "十一月"


async def test_a_file_name_cannot_break_out_of_its_header(bot, server):
    await bot.send_document(7, InputFile(b"x", filename='a\r\nX-Evil: 1\r\n\r\n".txt'))

    assert server.files[0][0] == 'a__X-Evil: 1____".txt'


async def test_an_open_file_is_streamed(bot, server):
    await bot.send_photo(7, InputFile(io.BytesIO(b"\xff\xd8picture"), filename="现场.jpg", read_file_handle=False))

    assert server.files == [("现场.jpg", b"\xff\xd8picture", "image/jpeg")]


async def test_files_are_fetched(server):
    server.answer = b"%PDF evidence"
    async with AiohttpRequest(server.url) as request:
        assert await request.retrieve(f"{server.url}/file/bot{TOKEN}/a.pdf") == b"%PDF evidence"


async def test_a_file_without_end_is_not_read_to_it(server, monkeypatch):
    monkeypatch.setattr("bot.transport.LARGEST", 1000)
    server.answer = b"x" * 1001
    async with AiohttpRequest(server.url) as request:
        with pytest.raises(NetworkError):
            await request.retrieve(f"{server.url}/file/bot{TOKEN}/a.pdf")


async def test_a_file_in_drips_is_not_waited_for(server, monkeypatch):
    monkeypatch.setattr("bot.transport.SLOWEST", 2**60)
    monkeypatch.setattr("bot.transport.GRACE", -1)
    server.answer = b"x" * 1000
    async with AiohttpRequest(server.url) as request:
        with pytest.raises(TimedOut):
            await request.retrieve(f"{server.url}/file/bot{TOKEN}/a.pdf")


@pytest.mark.parametrize(
    ("status", "answer", "error"),
    [
        (400, {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"}, BadRequest),
        (429, {"ok": False, "error_code": 429, "description": "x", "parameters": {"retry_after": 3}}, RetryAfter),
        (502, {"ok": False, "error_code": 502, "description": "Bad Gateway"}, NetworkError),
    ],
)
async def test_the_servers_own_errors_are_the_librarys(bot, server, status, answer, error):
    server.status, server.answer = status, answer

    with pytest.raises(error) as caught:
        await bot.send_message(7, "x")

    assert not surely_not_sent(caught.value)


async def test_no_connection_means_surely_not_sent(unused_tcp_port):
    async with bot_of(f"http://127.0.0.1:{unused_tcp_port}") as bot:
        with pytest.raises(NetworkError) as caught:
            await bot.send_message(7, "x")

    assert surely_not_sent(caught.value)


async def test_a_name_that_is_not_found_means_surely_not_sent():
    async with bot_of("http://nowhere.localhost.invalid:9") as bot:
        with pytest.raises(NetworkError) as caught:
            await bot.send_message(7, "x")

    assert surely_not_sent(caught.value)


async def test_a_pool_without_a_free_connection_means_surely_not_sent(server):
    server.behaves = "is silent"
    async with bot_of(server.url, pool_size=1, pool_timeout=0.05, connect_timeout=0.05) as bot:
        first = asyncio.create_task(bot.send_message(7, "x"))
        await asyncio.sleep(0)
        with pytest.raises(TimedOut) as caught:
            await bot.send_message(7, "y")
        server.released.set()
        await first

    assert surely_not_sent(caught.value)


async def test_a_cut_connection_is_unknown(bot, server):
    server.behaves = "hangs up"

    with pytest.raises(NetworkError) as caught:
        await bot.send_message(7, "x")

    assert caught.value.__cause__ is not None
    assert not surely_not_sent(caught.value)


async def test_a_silent_server_is_unknown_after_the_read_timeout(bot, server):
    server.behaves = "is silent"

    with pytest.raises(TimedOut) as caught:
        await bot.send_message(7, "x", read_timeout=0.05)

    assert not surely_not_sent(caught.value)


async def test_a_call_outside_its_life_is_surely_not_sent(server):
    request = AiohttpRequest(server.url)
    with pytest.raises(NetworkError) as early:
        await request.post(f"{server.url}/x")
    await request.initialize()
    await request.initialize()
    await request.shutdown()
    await request.shutdown()
    with pytest.raises(NetworkError) as late:
        await request.post(f"{server.url}/x")

    assert surely_not_sent(early.value)
    assert surely_not_sent(late.value)
    assert server.asked == []


async def test_it_can_be_started_again(server):
    request = AiohttpRequest(server.url)
    for _ in range(2):
        await request.initialize()
        await request.post(f"{server.url}/x")
        await request.shutdown()

    assert len(server.asked) == 2


@pytest.mark.parametrize("behaves", ["hangs up", "is silent", "is away"])
async def test_no_error_and_no_log_holds_the_token(server, behaves, caplog, unused_tcp_port):
    caplog.set_level(logging.DEBUG)
    server.behaves = behaves
    url = f"http://127.0.0.1:{unused_tcp_port}" if behaves == "is away" else server.url
    async with bot_of(url) as bot:
        with pytest.raises(NetworkError) as caught:
            await bot.send_message(7, "x", read_timeout=0.05)

    assert "canary" not in "".join(traceback.format_exception(caught.value))
    ours = [record for record in caplog.records if not record.name.startswith(("telegram", "aiohttp.access"))]
    assert "canary" not in "".join(record.getMessage() for record in ours)


async def test_an_unreadable_answer_is_refused_without_being_logged(bot, server, caplog):
    server.answer = b'{"ok": true, "result": "canary'

    with pytest.raises(TelegramError, match="Invalid server response"):
        await bot.send_message(7, "x")

    assert "canary" not in caplog.text


async def test_the_environments_proxy_is_not_for_this_machine(server, monkeypatch, unused_tcp_port):
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{unused_tcp_port}")
    monkeypatch.delenv("no_proxy", raising=False)
    async with bot_of(server.url) as bot:
        await bot.send_message(7, "x")
    async with bot_of("http://bots.example") as bot:
        with pytest.raises(NetworkError) as caught:
            await bot.send_message(7, "x")

    assert len(server.asked) == 1
    assert surely_not_sent(caught.value)
