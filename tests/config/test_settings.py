"""Settings: defaults of an office that changes nothing, and one sentence for every mistake."""

from __future__ import annotations

import re
from datetime import time, timedelta
from pathlib import Path

import pytest

from config.mistakes import WrongSetting
from config.section import Address, is_loopback_url
from config.settings import Settings, load_settings

TOKEN = "123456789:AAE-canary_canary_canary_canary_can"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_nothing_need_be_set():
    settings = load_settings(env={})

    assert settings == Settings()
    assert settings.api_url == "https://api.telegram.org"
    assert settings.database_url == "sqlite:///taizhang.db"
    assert settings.hours.afternoon_end == time(18)
    assert settings.receipt.limit_hours == 4
    assert settings.evidence_for("营商环境").at_least == 1


def test_the_environment_wins_over_the_file_value_by_value(tmp_path):
    (tmp_path / "taizhang.toml").write_text(
        'api_url = "http://bots.example"\n[lights]\nyellow_workdays = 5\nblocker_workdays = 6\n', "utf-8"
    )

    settings = load_settings(env={"TAIZHANG_LIGHTS__YELLOW_WORKDAYS": "2", "HOME": "/root"})

    assert settings.api_url == "http://bots.example"
    assert (settings.lights.yellow_workdays, settings.lights.blocker_workdays) == (2, 6)


def test_a_named_file_is_read_and_the_argument_wins(tmp_path):
    for name in ("one", "two"):
        (tmp_path / f"{name}.toml").write_text(f'numbering = "{name}-{{year}}-{{n}}"', "utf-8")

    env = {"TAIZHANG_CONFIG": str(tmp_path / "one.toml")}

    assert load_settings(env=env).numbering == "one-{year}-{n}"
    assert load_settings(tmp_path / "two.toml", env).numbering == "two-{year}-{n}"


def test_an_address_may_come_from_the_environment():
    settings = load_settings(env={"TAIZHANG_HEALTH__LISTEN": "127.0.0.1:8081"})

    assert settings.health.listen == Address("127.0.0.1", 8081)


def test_durations_and_addresses_are_written_as_people_write_them(tmp_path):
    (tmp_path / "taizhang.toml").write_text(
        '[retention]\nlogs = "90d"\n[cards]\nlife = "5m"\n'
        f'[webhook]\nurl = "https://x.example/hook"\nsecret = "{"s" * 20}"\nlisten = "0.0.0.0:9000"\n',
        "utf-8",
    )

    settings = load_settings(env={})

    assert settings.retention.logs == timedelta(days=90)
    assert settings.cards.life == timedelta(minutes=5)
    assert settings.webhook is not None
    assert settings.webhook.listen == Address("0.0.0.0", 9000)  # noqa: S104


def test_the_token_comes_from_the_environment_or_from_a_named_file(tmp_path):
    secret = tmp_path / "token"
    secret.write_text(TOKEN + "\n", "utf-8")

    assert load_settings(env={"TAIZHANG_TOKEN": TOKEN}).bot_token == TOKEN
    assert load_settings(env={"TAIZHANG_TOKEN_FILE": str(secret)}).bot_token == TOKEN


def test_the_token_is_refused_in_the_settings_file(tmp_path):
    (tmp_path / "taizhang.toml").write_text(f'token = "{TOKEN}"', "utf-8")

    with pytest.raises(WrongSetting, match="令牌不得写入设置文件"):
        load_settings(env={})


def test_a_missing_token_is_said_when_it_is_needed():
    with pytest.raises(WrongSetting, match="TAIZHANG_TOKEN_FILE"):
        _ = Settings().bot_token


def test_secrets_stay_out_of_what_is_printed():
    settings = load_settings(env={"TAIZHANG_TOKEN": TOKEN, "TAIZHANG_DATABASE_URL": "postgresql://a:geheim@h/d"})

    assert "canary" not in repr(settings) + str(settings.model_dump())
    assert "geheim" not in repr(settings)


def test_a_plain_file_name_means_sqlite():
    assert load_settings(env={"TAIZHANG_DATABASE_URL": "/data/office.db"}).database_url == "sqlite:////data/office.db"


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("TAIZHANG_LIGHTS__YELLOW_WORKDAYS", "三", "应写成整数"),
        ("TAIZHANG_LIGHTS__YELLOW_WORKDAYS", "-1", "不小于 0"),
        ("TAIZHANG_LIGHTS", "3", "应写成一节"),
        ("TAIZHANG_EVIDENCE", "{", "JSON"),
        ("TAIZHANG_DATABASE_URI", "x", "没有这一项"),
        ("TAIZHANG_DATABASE_URL", "mysql://u:geheim@h/d", "postgresql://"),
        ("TAIZHANG_TOKEN", "geheim", "令牌不完整"),
        ("TAIZHANG_TIMEZONE", "Mars/Base", "Asia/Shanghai"),
        ("TAIZHANG_NUMBERING", "DB-{n}", "DB-{year}-{n}"),
        ("TAIZHANG_API_URL", "http://bots.example/bot", "/bot"),
        ("TAIZHANG_CARDS__LIFE", "600", "10m"),
        ("TAIZHANG_QUIET__STARTS", "25:00", "08:30"),
        ("TAIZHANG_TIMETABLE__DAILY__ON", "1", "last_workday_of_week"),
        ("TAIZHANG_NAMES_IN_GROUPS", "vielleicht", "true 或 false"),
        ("TAIZHANG_CONFIG", "/nowhere.toml", "读不到设置文件"),
        ("TAIZHANG_TOKEN_FILE", "/nowhere", "读不到令牌文件"),
    ],
)
def test_a_mistake_is_one_sentence_that_names_the_setting(variable, value, says):
    with pytest.raises(WrongSetting) as wrong:
        load_settings(env={variable: value})

    sentence = str(wrong.value)
    assert sentence.startswith(f"设置项 {variable} 有误：")
    assert says in sentence
    assert sentence.endswith("。")
    assert "\n" not in sentence
    assert "geheim" not in sentence


@pytest.mark.parametrize(
    ("text", "name", "says"),
    [
        ("[lights]\nyelow = 3", "lights.yelow", "没有这一项"),
        ("[hours]\nmorning_end = '08:00'", "hours", "先后相接"),
        ("[webhook]\nurl = 'https://x.example'", "webhook.secret", "必须填写"),
        ("[escalation]\nblue_workdays = 9", "escalation", "依次增大"),
        ("[health]\nlisten = '0.0.0.0:80'", "health.listen", "本机"),
        ("[lights\n", "taizhang.toml", "第 1 行"),
    ],
)
def test_a_mistake_in_the_file_is_named_as_it_stands_there(tmp_path, text, name, says):
    (tmp_path / "taizhang.toml").write_text(text, "utf-8")

    with pytest.raises(WrongSetting, match=says) as wrong:
        load_settings(env={})

    assert wrong.value.name == name


def test_another_clock_is_followed_only_beside_a_loopback_server():
    clock = {"TAIZHANG_CLOCK_URL": "http://127.0.0.1:8081/clock"}

    assert load_settings(env={**clock, "TAIZHANG_API_URL": "http://[::1]:8081"}).clock_url
    with pytest.raises(WrongSetting, match="clock_url"):
        load_settings(env=clock)


def test_test_servers_are_no_settings():
    theirs = {"TAIZHANG_TEST_POSTGRES": "x", "TAIZHANG_REQUIRE": "postgres", "TAIZHANG_LONG": "1", "TAIZHANG_WALK": "9"}
    assert load_settings(env=theirs) == Settings()


EXAMPLE = Path(__file__).parents[2] / "config" / "example.toml"


def test_the_example_file_says_the_defaults():
    assert load_settings(EXAMPLE, {}) == Settings()


def test_the_example_file_names_every_setting():
    """A setting that nobody can find does not exist; ``token`` and ``clock_url`` are not for the file."""
    text = EXAMPLE.read_text("utf-8")
    missing = [name for name in Settings.model_fields if not re.search(rf"^(# )?\[?{name}\b", text, re.MULTILINE)]

    assert missing == ["token", "clock_url"]


def test_a_category_has_kinds_of_evidence_of_its_own(tmp_path):
    file = tmp_path / "taizhang.toml"
    file.write_text('[evidence."重点项目"]\nneeds = ["stamped", "number"]\n', encoding="utf-8")
    settings = load_settings(file)
    assert settings.categories == ("重点项目",)
    assert settings.evidence_for("重点项目").needs == ("stamped", "number")
    assert settings.evidence_for("default").at_least == 1


@pytest.mark.parametrize("host", ["evil.localhost", "localhost.example.cn", "127.0.0.1.example.cn", "2130706433"])
def test_only_this_machine_is_this_machine(host):
    assert not is_loopback_url(f"http://{host}:8081")
    with pytest.raises(WrongSetting, match="clock_url"):
        load_settings(env={"TAIZHANG_API_URL": f"http://{host}:1", "TAIZHANG_CLOCK_URL": "http://127.0.0.1:1/clock"})
