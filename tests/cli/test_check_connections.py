"""What ``check`` says of the leaders' page, of programs and of channels: whether they take a connection, no more."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.calling import taizhang
from tests.support.messengers import KEY

pytestmark = pytest.mark.usefixtures("office")
SECRET = "a-secret-of-the-feed"


@pytest.fixture
def server() -> Iterator[socket.socket]:
    """Hand out a server that takes connections and would keep what it is told."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening


def line() -> str:
    (found,) = [one for one in taizhang("check").out.splitlines() if "\t对外连接\t" in one]
    return found


def written(port: int, *, more: str = "") -> None:
    Path("taizhang.toml").write_text(
        f'[page]\nurl = "http://127.0.0.1:{port}"\nlisten = "127.0.0.1:{port}"\n'
        f'[feeds.screen]\nurl = "http://127.0.0.1:{port}/entries"\nsecret = "{SECRET}"\n{more}',
        encoding="utf-8",
    )


def test_what_takes_connections_is_fine_and_is_told_nothing(server):
    port = server.getsockname()[1]
    written(port)
    assert line() == "正常\t对外连接\t3 处可连接"
    server.setblocking(False)
    for _ in range(3):
        taken, _ = server.accept()
        with taken:
            assert taken.recv(1) == b""


def test_what_takes_none_is_named_and_its_secrets_are_not(server):
    port = server.getsockname()[1]
    server.close()
    written(port, more=f'[channels]\nhosts = ["127.0.0.1:{port}"]\n')
    Path("wecom.url").write_text(f"http://127.0.0.1:{port}/cgi-bin/webhook/send?key={KEY}\n")
    assert taizhang("channels", "add", "督查群", "--kind", "wecom", "--file", "wecom.url").code == 0
    told = line()
    assert told.startswith(
        "注意\t对外连接\t领导看板（监听）、领导看板（网址）、外部程序“screen”、推送渠道“督查群”连接不上；"
    )
    assert KEY not in told and SECRET not in told


def test_a_kind_of_entries_that_is_not_known_stops_the_job(server):
    written(server.getsockname()[1], more='kinds = ["Asigned"]\n')
    called = taizhang("check")
    assert called.code == 1
    assert "不行\t对外连接\tfeeds.screen.kinds：没有“Asigned”这种流水" in called.out


def test_what_goes_through_a_proxy_is_not_tried(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    Path("wecom.url").write_text(f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={KEY}\n")
    assert taizhang("channels", "add", "督查群", "--kind", "wecom", "--file", "wecom.url").code == 0
    assert line() == "正常\t对外连接\t0 处可连接，1 处经代理，未试"
