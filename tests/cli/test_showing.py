"""``taizhang --show-config``: what is in force, without secrets."""

from __future__ import annotations

import pytest

from config.settings import load_settings
from config.showing import hidden
from tests.cli.calling import taizhang

CANARIES = ("9000001:canary-token", "canary-secret-0123", "canary-password", "canary-option", "canary-user")


def test_every_setting_is_shown_and_no_secret(tmp_path, monkeypatch):
    monkeypatch.setenv("TAIZHANG_TOKEN", CANARIES[0])
    monkeypatch.setenv("TAIZHANG_DATABASE_URL", "postgresql://canary-user:canary-password@db/x?password=canary-option")
    file = tmp_path / "office.toml"
    file.write_text(
        'timezone = "Asia/Urumqi"\n[webhook]\nurl = "https://x.example/hook"\nsecret = "canary-secret-0123"\n', "utf-8"
    )
    called = taizhang("--show-config", "--config", str(file))
    assert (called.code, called.err) == (0, "")
    lines = dict(line.split(" = ", 1) for line in called.out.splitlines())
    assert lines["timezone"] == '"Asia/Urumqi"'
    assert lines["token"] == lines["webhook.secret"] == "***"
    assert lines["database_url"] == '"postgresql://***@db/x?***"'
    assert lines["webhook.url"] == '"https://x.example/hook"'
    assert not [word for word in CANARIES if word in called.out + repr(load_settings(file))]


def test_a_wrong_setting_is_one_sentence(tmp_path):
    called = taizhang("--config", str(tmp_path / "none.toml"), "--show-config")
    assert called.code == 1 and "读不到设置文件" in called.err


@pytest.mark.parametrize("plain", ['"DB-{year}-{n}"', "3", "–", '"sqlite:///taizhang.db"', '"http://127.0.0.1:9"'])
def test_what_holds_no_secret_stays_as_it_is(plain):
    assert hidden(plain) == plain


def test_a_password_with_a_sign_of_its_own_is_hidden_whole():
    assert hidden('"https://user:pass@word@x.example/y"') == '"https://***@x.example/y"'
