"""Calls to the webhooks of other messengers: signed, in pieces, once each; what fails is told."""

from __future__ import annotations

import pytest
from structlog.testing import capture_logs

from bot.alerts import sentence
from bot.delivery.pacing import Pacing
from storage.outbox import Outgoing
from storage.papers import keep_paper
from tests.ledger.house import ADMIN, MONDAY
from tests.runtime.conftest import bind
from tests.runtime.mail import put, settle, state, texts
from tests.runtime.test_delivery import PICTURE
from tests.support.messengers import KEY, LOST, SECRET

PLATFORMS = ("wecom", "dingtalk", "feishu")
LINES = "\n".join(
    f"{n:03d} 报送三季度经济运行分析，牵头单位发展和改革委员会，现时限 11-27 18:00" for n in range(1, 201)
)


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_a_message_arrives_with_its_signature(store, outside, delivery, join, platform):
    outside.signed = True
    chat = await join(platform, secret=SECRET)
    (number,) = await put(store, sentence(chat, "<b>日报告</b>\n新增 3 件 &lt;不含区县&gt;"))
    await settle(delivery)
    strong = "日报告" if platform == "feishu" else "**日报告**"
    (said,) = outside.texts()
    assert [line.rstrip() for line in said.split("\n")] == [strong, "新增 3 件 ＜不含区县>"]
    assert await state(store, number) == "sent"


@pytest.mark.parametrize("platform", ["dingtalk", "feishu"])
async def test_a_wrong_secret_is_told_to_the_administrators(town, platform):
    admin = await town.office.user("孙管理")
    await admin.says("/start")
    await bind(town.store, ADMIN.id, admin.id)
    town.outside.signed = True
    (number,) = await put(town.store, sentence(await town.join(platform, secret="SECwrong"), "日报告"))
    await settle(town.delivery)
    assert await state(town.store, number) == "undeliverable"
    (alarm,) = await texts(town.office, admin)
    assert f"{platform}群" in alarm and "请核对" in alarm
    assert town.outside.bodies == []


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_a_long_report_goes_in_pieces_that_are_numbered(store, outside, delivery, join, platform):
    """The stand-ins refuse a piece that is longer than the messenger's document allows."""
    chat = await join(platform)
    first, second = await put(store, sentence(chat, LINES), sentence(chat, "下一条"))
    await settle(delivery)
    *parts, last = outside.texts()
    told = [line.rstrip() for part in parts for line in part.split("\n") if not line.startswith("（")]
    assert [line for line in told if line] == LINES.split("\n")
    assert parts[0].startswith(f"（1/{len(parts)}）") if len(parts) > 1 else platform == "feishu"
    assert last == "下一条"
    assert {await state(store, first), await state(store, second)} == {"sent"}


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_what_people_wrote_is_no_markup_outside(store, outside, delivery, join, platform):
    """A title cannot call everybody, lead elsewhere or end the report's bold."""
    title = "**加急** [点此](https://evil.example) &lt;@all&gt; `rm` _x_"
    await put(store, sentence(await join(platform), f"<b>{title}</b>"))
    await settle(delivery)
    (said,) = outside.texts()
    assert said.strip("*") == "＊＊加急＊＊ ［点此］(https://evil.example) ＜@all> ｀rm｀ ＿x＿"


async def test_an_answer_that_is_lost_is_asked_about_and_never_repeated(town):
    """Nobody can look into the group: the pieces that are there stay one each, and the others follow the answer."""
    admin = await town.office.user("孙管理")
    await admin.says("/start")
    await bind(town.store, ADMIN.id, admin.id)
    chat = await town.join("wecom")
    town.outside.faults = [None, LOST]
    (number,) = await put(town.store, sentence(chat, LINES))
    await settle(town.delivery)
    assert (await state(town.store, number), len(town.outside.bodies)) == ("unknown", 2)
    town.real.pass_by(20)
    await town.prober.turn()
    await settle(town.delivery)
    (asked,) = await texts(town.office, admin)
    assert "wecom群" in asked and len(town.outside.bodies) == 2


@pytest.mark.parametrize(("arrived", "twice"), [(True, 0), (False, 1)])
async def test_people_say_whether_a_piece_is_there_and_the_rest_follows(town, arrived, twice):
    from storage.unknown_sends import settle_unknown

    town.outside.faults = [None, LOST]
    (number,) = await put(town.store, sentence(await town.join("wecom"), LINES))
    await settle(town.delivery)
    async with town.store.books(now=MONDAY) as books:
        assert await settle_unknown(books.connection, number, arrived=arrived)
    await settle(town.delivery)
    marks = [text.partition("）")[0] for text in town.outside.texts()]
    assert await state(town.store, number) == "sent"
    assert len(marks) - len(set(marks)) == twice
    assert marks[0] == f"（1/{len(set(marks))}"


@pytest.mark.parametrize(
    ("platform", "answer", "seconds"),
    [
        ("wecom", {"errcode": 45009, "errmsg": "api freq out of limit"}, 60),
        ("dingtalk", {"errcode": 130101, "errmsg": "send too fast, exceed 20 times per minute"}, 600),
        ("feishu", {"code": 11232, "msg": "frequency limited psm"}, 60),
        ("feishu", 429, 60),
    ],
)
async def test_who_sent_too_often_waits_as_long_as_the_document_says(town, platform, answer, seconds):
    town.outside.faults = [answer]
    (number,) = await put(town.store, sentence(await town.join(platform), "日报告"))
    await settle(town.delivery)
    town.real.pass_by(seconds - 10)
    await settle(town.delivery)
    assert (await state(town.store, number), town.outside.bodies) == ("waiting", [])
    town.real.pass_by(20)
    await settle(town.delivery)
    assert await state(town.store, number) == "sent"


@pytest.mark.parametrize(("status", "becomes"), [(500, "unknown"), (302, "undeliverable"), (404, "undeliverable")])
async def test_a_server_that_fails_or_sends_us_elsewhere_is_not_believed(town, status, becomes):
    town.outside.faults = [status]
    (number,) = await put(town.store, sentence(await town.join("feishu"), "日报告"))
    await settle(town.delivery)
    assert (await state(town.store, number), town.outside.bodies) == (becomes, [])


async def test_a_server_that_is_not_there_is_tried_again(store, delivery, join, calls):
    calls.hosts = ("127.0.0.1:9",)
    address = f"http://127.0.0.1:9/cgi-bin/webhook/send?key={KEY}"
    (number,) = await put(store, sentence(await join("wecom", address=address), "日报告"))
    await settle(delivery)
    assert await state(store, number) == "waiting"


async def test_a_picture_goes_where_it_is_taken(store, outside, delivery, join):
    async with store.books(now=MONDAY) as books:
        paper = await keep_paper(books.connection, name="report.png", content=PICTURE, now=MONDAY)
    rows = [
        Outgoing(chat=await join(one), method="sendPhoto", payload={"photo": {"paper": paper}, "caption": "看板"})
        for one in PLATFORMS
    ]
    numbers = await put(store, *rows)
    await settle(delivery)
    assert [await state(store, number) for number in numbers] == ["sent", "skipped", "skipped"]
    assert [body["msgtype"] for body in outside.bodies] == ["image"]


@pytest.mark.parametrize("method", ["sendDocument", "pinChatMessage", "editMessageText"])
async def test_what_a_webhook_cannot_do_is_left_out(store, outside, delivery, join, method):
    chat = await join("feishu")
    payload = {"chat_id": chat, "text": "通报", "document": {"paper": 1}}
    (number,) = await put(store, Outgoing(chat=chat, method=method, payload=payload))
    await settle(delivery)
    assert (await state(store, number), outside.bodies) == ("skipped", [])


async def test_marked_text_never_leaves_the_house(store, outside, delivery, join):
    (number,) = await put(store, sentence(await join("wecom"), "【机密】某件"))
    await settle(delivery)
    assert (await state(store, number), outside.bodies) == ("undeliverable", [])


async def test_numbers_of_people_are_masked_outside(store, outside, delivery, join):
    await put(store, sentence(await join("wecom"), "联系人 13812345678"))
    await settle(delivery)
    assert outside.texts() == ["联系人 138＊＊＊＊5678"]


async def test_no_log_holds_the_key(store, outside, delivery, join, calls):
    calls.hosts = (*calls.hosts, "127.0.0.1:9")
    outside.faults = [LOST, 500, {"errcode": 93000, "errmsg": f"invalid webhook url {KEY}"}]
    with capture_logs() as logs:
        for one in PLATFORMS:
            await put(store, sentence(await join(one), "日报告"))
            await settle(delivery)
    assert len(logs) >= 3 and KEY not in str(logs)


async def test_a_message_for_a_channel_that_was_removed_goes_nowhere(store, outside, delivery, join):
    from storage.channels import Channels

    chat = await join("wecom")
    (number,) = await put(store, sentence(chat, "日报告"))
    async with store.books(now=MONDAY) as books:
        await Channels(books).remove(chat)
        known = await books.directory.chat(chat)
    await settle(delivery)
    assert (await state(store, number), outside.bodies) == ("undeliverable", [])
    assert known is not None and (known.active, known.reports) == (False, ())


def test_a_channel_gets_twenty_messages_in_a_minute_whatever_telegrams_limits_are():
    at = 0.0
    pacing = Pacing(per_second=1, monotonic=lambda: at)
    chat = -5_000_000_000_000_001
    for _ in range(20):
        assert pacing.wait(chat, "sendMessage") == 0
        pacing.left(chat, "sendMessage")
    assert pacing.wait(chat, "sendMessage") > 59
    assert pacing.wait(11, "sendMessage") == 0
