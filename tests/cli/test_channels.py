"""Channels on the command line: added with a key that lies elsewhere, tried, listed, removed."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from tests.cli.calling import taizhang
from tests.support.messengers import KEY, messengers

ADD = ("channels", "add", "督查群", "--kind", "wecom", "--file", "wecom.url")


@pytest.fixture
def address(office, monkeypatch):
    """Write an address of the messenger's own server into a file; behind a proxy, so that nobody connects to it."""
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    Path("wecom.url").write_text(f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={KEY}\n")


def test_a_channel_is_added_listed_and_removed(address):
    called = taizhang(*ADD, "--reports", "dispatch,daily", "--unit", "财政局")
    assert (called.code, called.out) == (0, "")
    assert "单位 财政局，报告 dispatch、daily" in called.err
    (line,) = taizhang("channels", "list").out.splitlines()
    assert line.split("\t")[1:] == ["督查群", "企业微信", "财政局", "dispatch,daily", "可用"]
    assert taizhang("channels", "remove", "督查群").code == 0
    assert taizhang("channels", "list").out == ""
    assert taizhang(*ADD).code == 0  # The name is free again.


def test_what_is_wrong_with_an_address_is_said_without_the_address(address):
    assert taizhang(*ADD).code == 0
    Path("wecom.url").unlink()
    (line,) = taizhang("channels", "list").out.splitlines()
    assert "地址读不出来" in line
    assert "推送渠道\t1 个不可用：“督查群”地址读不出来" in taizhang("check").out


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "地址读不出来"),
        ("wecom", "地址不是网址"),
        (f"https://qyapi.weixin.qq.com.evil.example/cgi-bin/webhook/send?key={KEY}", "channels.hosts"),
        (f"https://qyapi.weixin.qq.com@evil.example/cgi-bin/webhook/send?key={KEY}", "地址不是网址"),
        (f"https://qyapi.weixin.qq.com:8443/cgi-bin/webhook/send?key={KEY}", "channels.hosts"),
        (f"http://127.0.0.1:80/cgi-bin/webhook/send?key={KEY}", "channels.hosts"),
        (f"http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={KEY}", "https://"),
        ("https://qyapi.weixin.qq.com/cgi-bin/webhook/send", "地址不完整"),
        (f"https://qyapi.weixin.qq.com/cgi-bin/gettoken?key={KEY}", "地址不完整"),
    ],
)
def test_an_address_that_is_not_the_messengers_is_refused(address, url, said):
    """Whoever can write the file cannot make the server call another one inside the house."""
    Path("wecom.url").write_text(url)
    called = taizhang(*ADD)
    assert (called.code, called.out) == (1, "")
    assert said in called.err and KEY not in called.err


def test_an_address_may_lie_in_a_variable(office, monkeypatch):
    monkeypatch.setenv("HOOK", f"https://open.feishu.cn/open-apis/bot/v2/hook/{KEY}")
    assert taizhang("channels", "add", "飞书群", "--kind", "feishu", "--env", "HOOK").code == 0
    assert taizhang("channels", "list").out.rstrip().endswith("可用")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([*ADD[:3], "--kind", "wecom"], "二者选一"),
        ([*ADD[:4], "qq", *ADD[5:]], "没有“qq”这种平台"),
        ([*ADD, "--reports", "daily,board"], "请从 --reports 中去掉 board"),
    ],
)
def test_wrong_use_is_told(address, arguments, said):
    called = taizhang(*arguments)
    assert called.code == 2 and said in called.err


def test_two_channels_have_two_names(address):
    assert taizhang(*ADD).code == 0
    assert "已有名为“督查群”的推送渠道" in taizhang(*ADD).err


def test_a_trial_arrives_or_says_why_not(address, monkeypatch):
    file = Path("wecom.url")

    async def tried(*faults):
        async with messengers(time.time) as outside:
            await asyncio.to_thread(file.write_text, outside.url("wecom"))
            monkeypatch.setenv("TAIZHANG_CHANNELS__HOSTS", f'["{outside.host}"]')
            outside.faults = list(faults)
            if not (await asyncio.to_thread(taizhang, "channels", "list")).out:
                assert (await asyncio.to_thread(taizhang, *ADD)).code == 0
            return await asyncio.to_thread(taizhang, "channels", "test", "督查群"), outside.texts()

    called, said = asyncio.run(tried())
    assert (called.code, called.err) == (0, "“督查群”已收到测试消息。\n")
    assert said[0].startswith("**推送测试**\n本群已作为“督查群”")
    refused, _ = asyncio.run(tried({"errcode": 93000, "errmsg": KEY}))
    assert refused.code == 1 and "企业微信答复 93000：地址或密钥已失效" in refused.err
    unclear, _ = asyncio.run(tried(502))
    assert unclear.code == 1 and "请到群里核实" in unclear.err
    assert KEY not in refused.err + unclear.err


def test_the_file_of_an_address_is_looked_after_as_the_tokens_is(address):
    assert taizhang(*ADD).code == 0
    Path("wecom.url").chmod(0o644)
    assert "wecom.url" in taizhang("check").out
    Path("wecom.url").chmod(0o600)
    assert "wecom.url" not in taizhang("check").out
