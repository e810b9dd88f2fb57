"""What is an answer of the platform, and what only looks like one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.request import BaseRequest

from bot.answers import LONGEST_WAIT, judged
from bot.calls import retry_after
from bot.transport import AiohttpRequest


class Said(AiohttpRequest):
    """The library's request over an answer that has come in already."""

    def __init__(self, status: int, body: object) -> None:
        super().__init__("http://127.0.0.1:1")
        self._came = status, body if isinstance(body, bytes) else json.dumps(body).encode()

    async def do_request(self, *_: Any, **__: Any) -> tuple[int, bytes]:  # type: ignore[override]
        return judged(*self._came)


async def result_of(status: int, body: object) -> object:
    request: BaseRequest = Said(status, body)
    return await request.post("http://127.0.0.1:1/x")


def refused(code: int, said: object = "Bad Request: chat not found", **parameters: object) -> dict[str, object]:
    return {"ok": False, "error_code": code, "description": said, "parameters": parameters}


@pytest.mark.parametrize("body", [b'{"ok":true,"result":[1]}', b'{ "result": [1], "ok": true }'])
async def test_a_success_is_one_in_any_order(body: bytes) -> None:
    assert await result_of(200, body) == [1]


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (200, refused(400), BadRequest),
        (200, refused(403), Forbidden),
        (200, {"ok": False}, NetworkError),
        (200, {"ok": True}, NetworkError),
        (200, {"ok": False, "error_code": 200}, NetworkError),
        (200, [1], NetworkError),
        (200, b"<html>", TelegramError),
        (400, refused(400, ["no", "words"]), BadRequest),
        (400, {"ok": False, "parameters": [1]}, BadRequest),
        (400, refused(400, migrate_to_chat_id=-100777), ChatMigrated),
        (400, refused(400, migrate_to_chat_id="far away"), BadRequest),
        (401, refused(401, "Unauthorized"), InvalidToken),
    ],
)
async def test_a_refusal_is_one_whatever_its_status_and_parts(
    status: int, body: object, error: type[Exception]
) -> None:
    with pytest.raises(error) as caught:
        await result_of(status, body)
    assert isinstance(caught.value, TelegramError)
    assert isinstance(caught.value.message, str)


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 409, 451])
@pytest.mark.parametrize("body", [b"<html>Forbidden</html>", b'{"error": "access denied"}', b""])
async def test_a_page_of_somebody_elses_refuses_nothing(status: int, body: bytes) -> None:
    """Taken for the platform's, a 403 would put the chat out and a 404 would end the process at its start."""
    with pytest.raises(NetworkError) as caught:
        await result_of(status, body)
    assert type(caught.value) is NetworkError


@pytest.mark.parametrize(("said", "wait"), [(3, 3), (0.2, 1), (86_400, 86_400), (10**15, LONGEST_WAIT)])
async def test_what_is_to_be_waited_has_an_end(said: float, wait: int) -> None:
    with pytest.raises(RetryAfter) as caught:
        await result_of(429, refused(429, retry_after=said))
    assert retry_after(caught.value) == wait


@pytest.mark.parametrize("parameters", [{}, *({"retry_after": wait} for wait in (0, -5, "3", True, [], float("inf")))])
async def test_too_many_without_a_time_is_still_too_many(parameters: dict[str, object]) -> None:
    with pytest.raises(NetworkError, match=r"^Too Many Requests"):
        await result_of(429, refused(429, "slow down", **parameters))
    with pytest.raises(NetworkError, match=r"^Too Many Requests"):
        await result_of(429, b"<html>")
