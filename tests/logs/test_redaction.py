"""No token, password or phone number survives, and nothing else is lost."""

from __future__ import annotations

import pytest
from pydantic import SecretStr

from bot.redaction import Redaction, secrets_of
from config.channels import Webhook
from config.settings import Settings

TOKEN = "123456789:AAE-canary_canary_canary_canary_can"


@pytest.mark.parametrize(
    "text",
    [
        TOKEN,
        f"POST https://api.telegram.org/bot{TOKEN}/getUpdates",
        f"/file/bot{TOKEN.replace(':', '%3A')}/a.jpg",
        "13812345678",
        "张三：138 1234 5678。",
        "138-1234-5678",
        "+8613812345678",
        "8613812345678",
        "+86 138-1234-5678",
        "+4917612345678",
        "0571-87654321",
        '{"phone_number":"13812345678"}',
        "（0571）87654321",
        "(0571)87654321",
        "0571 87654321",
        "１３８１２３４５６７８",
        "身份证110101199003075678",
        "11010119900307567X",
        "110101900307567，身份证",
        "卡号 6222 0212 3456 5678",
        "6222021234565678567",
    ],
)
def test_canaries_are_hidden(text):
    cleaned = Redaction()(text)

    assert "***" in cleaned
    assert not any(canary in cleaned for canary in ("canary", "5678", "654321", "５６７８", "307567"))


@pytest.mark.parametrize(
    "text",
    [
        "DB-2026-118 已签收",
        "2026-11-27T17:30:00+08:00",
        "chat -1001234567890, message 42",
        "user 5123456789",
        "update 718281828",
        "head 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "127.0.0.1:8080",
        "督办〔2026〕35号",
        "1.13812345678",
        "in 1795816800.123456 s",
        "head 9f86d0818841234567890123456789a2feaa0c55ad015a3bf4f1b2b0b822cd15",
        "内政办发〔2026〕35号，12345热线",
        "20261127173000",
    ],
)
def test_the_rest_is_kept(text):
    assert Redaction()(text) == text


def test_what_the_settings_hold_is_hidden_in_any_shape():
    settings = Settings(
        token=SecretStr("12:short"),
        database_url="postgresql://office:p%40ss%2Fword@127.0.0.1/ledger",
        webhook=Webhook(url="https://bots.example/hook", secret=SecretStr("canary-canary-canary")),
    )
    redaction = Redaction(secrets_of(settings))

    said = "12:short 12%3Ashort p%40ss%2Fword p@ss/word canary-canary-canary"

    assert redaction(said) == "*** *** *** *** ***"


def test_settings_without_secrets_hide_nothing():
    assert secrets_of(Settings()) == ()
    assert Redaction(("",))("plain") == "plain"


def test_an_event_is_cleaned_however_deep():
    event = {"event": "x", "list": [{"a": ("13812345678", 13812345678, 42)}], "by": {TOKEN: True}, "none": None}

    cleaned = Redaction().processor(None, "info", event)

    assert cleaned == {"event": "x", "list": [{"a": ["***", "***", 42]}], "by": {"***": True}, "none": None}
