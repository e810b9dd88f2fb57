"""Other clients than python-telegram-bot run on the sandbox: another library's bot, and nothing but http.client."""

from __future__ import annotations

import asyncio
import http.client
import json
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from other_dialog import holds_the_dialog
from sandbox_api import TOKEN

from bot.sandbox.client import SandboxClient
from bot.sandbox.people import Person

ECHO = Path(__file__).parent / "echo_telebot.py"
FORMS = ("get", "form", "json", "multipart")


@pytest.fixture
async def telebot(url: str, office: SandboxClient) -> AsyncIterator[None]:
    await office.bot(TOKEN)
    process = await asyncio.create_subprocess_exec(sys.executable, str(ECHO), url, TOKEN, stdout=PIPE, stderr=PIPE)
    yield
    process.terminate()
    _, errors = await process.communicate()
    assert errors == b""


async def test_an_unmodified_bot_of_another_library_answers(office: SandboxClient, telebot: None) -> None:
    await holds_the_dialog(office)


class Raw:
    """A bot of the standard library alone, which writes its requests by hand."""

    def __init__(self, url: str) -> None:
        self.host = urlsplit(url).netloc
        self.connection = http.client.HTTPConnection(self.host, timeout=10)

    def call(self, form: str, method: str, params: dict[str, str]) -> Any:
        """Make a call in one of the four forms and return its result."""
        path, body, kind = f"/bot{TOKEN}/{method}", None, ""
        if form == "get":
            path += "?" + urlencode(params)
        elif form == "form":
            body, kind = urlencode(params).encode(), "application/x-www-form-urlencoded"
        elif form == "json":
            body, kind = json.dumps(params).encode(), "application/json"
        else:
            body, kind = multipart(params, {}), "multipart/form-data; boundary=edge"
        return self.answered("GET" if body is None else "POST", path, body, kind)

    def answered(self, verb: str, path: str, body: bytes | None, kind: str) -> Any:
        """Send one request and return the result in its answer."""
        self.connection.request(verb, path, body, {"Content-Type": kind} if kind else {})
        response = self.connection.getresponse()
        answer = json.loads(response.read())
        assert (response.status, answer["ok"]) == (200, True), answer
        return answer["result"]

    def sends(self, params: dict[str, str], **files: bytes) -> Any:
        """Send a document with its bytes."""
        body = multipart(params, files)
        return self.answered("POST", f"/bot{TOKEN}/sendDocument", body, "multipart/form-data; boundary=edge")

    def fetches(self, file_id: str) -> bytes:
        """Fetch a file's bytes."""
        path = self.call("get", "getFile", {"file_id": file_id})["file_path"]
        self.connection.request("GET", f"/file/bot{TOKEN}/{path}")
        return self.connection.getresponse().read()

    def echoes(self, form: str) -> int:
        """Take what waits, answer each message with its own words and confirm; return the offset."""
        offset = 0
        for update in self.call(form, "getUpdates", {"timeout": "5", "allowed_updates": '["message"]'}):
            offset = update["update_id"] + 1
            reply = json.dumps({"message_id": update["message"]["message_id"]})
            params = {"chat_id": str(update["message"]["chat"]["id"]), "text": update["message"]["text"]}
            self.call(form, "sendMessage", {**params, "reply_parameters": reply})
        self.call(form, "getUpdates", {"offset": str(offset)})
        return offset


def multipart(params: dict[str, str], files: dict[str, bytes]) -> bytes:
    parts = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in params.items()]
    parts += [f'name="{name}"; filename="日报.txt"\r\n\r\n'.encode() + content for name, content in files.items()]
    head = b"--edge\r\nContent-Disposition: form-data; "
    return b"".join(head + part + b"\r\n" for part in parts) + b"--edge--\r\n"


@pytest.fixture
async def zhang(office: SandboxClient) -> Person:
    await office.bot(TOKEN)
    return await office.user("张三", id=11)


@pytest.fixture
def raw(url: str) -> Iterator[Raw]:
    client = Raw(url)
    yield client
    client.connection.close()


@pytest.mark.parametrize("form", FORMS)
async def test_a_raw_client_echoes_in_every_form(raw: Raw, office: SandboxClient, zhang: Person, form: str) -> None:
    said = await zhang.says("进度 80% & <b>“好”</b>")

    await asyncio.to_thread(raw.echoes, form)

    answer = await office.next_message(zhang, after=said)
    assert (answer.text, answer.raw["reply_to_message"]["message_id"]) == (said.text, said.id)
    assert (await asyncio.to_thread(raw.call, form, "getWebhookInfo", {}))["pending_update_count"] == 0


async def test_a_raw_client_sends_and_fetches_bytes(raw: Raw, zhang: Person) -> None:
    await zhang.opens()

    sent = await asyncio.to_thread(raw.sends, {"chat_id": "11", "caption": "日报"}, document=b"\x00\xff\r\n--edg")

    assert sent["document"]["file_name"] == "日报.txt"
    assert await asyncio.to_thread(raw.fetches, sent["document"]["file_id"]) == b"\x00\xff\r\n--edg"
