"""延期: asked in words, by command or button; decided by a tap or in words; both sides are told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.reading.reasons import awaited_within, denies, grants, reason_within, stop_or_go
from handlers.wording.refusals import NEUTRAL
from ledger.hours import OfficeHours
from storage.store import Store
from tests.support.dialog import COORDINATOR, GROUP, HEAD, LEADER, OUTSIDER, REVIEWER, STAFF, Dialog, house
from tests.support.scenes import scene

ASK = "DB-2026-1申请延期到下周三，数据未核实"
PENDING = "DB-2026-1 延期申请已报陈静审批：拟延至12月2日（星期三）18:00。批准前仍按11月27日（星期五）18:00办理。"
GRANTED = (
    "DB-2026-1 延期获准：原时限11月27日（星期五）18:00，现延至12月2日（星期三）18:00（剩7个工作日）。审批人：陈静。"
)


@scene
async def asked(assigned: Dialog) -> None:
    """Begin after 张三 asked for an extension to next Wednesday."""
    await assigned.says(STAFF, ASK)


async def test_a_request_goes_to_the_leader_and_moves_nothing(assigned: Dialog) -> None:
    before = await assigned.task()
    said = await assigned.says(STAFF, ASK)
    assert said[0] == PENDING
    card = assigned.last_to(LEADER)
    assert card.text == "\n".join(
        [
            "<b>DB-2026-1 延期申请</b>",
            "报送三季度经济运行分析",
            "申请：张三",
            "原因：数据未核实",
            "现时限：11月27日（星期五）18:00（剩4个工作日）",
            "拟延至：12月2日（星期三）18:00",
            "此前延期：0次",
            "请审批：同意、不同意，或改期；也可直接回复，例如：可以，延到周五。",
        ]
    )
    assert list(card.buttons) == ["同意", "不同意", "改期"]
    assert (await assigned.task()).deadline == before.deadline


async def test_one_tap_grants_and_all_sides_are_told(asked: Dialog) -> None:
    assert await asked.taps(LEADER, "同意") == [GRANTED] * 3
    assert [asked.last_to(who).text for who in (STAFF, COORDINATOR)] == [GRANTED] * 2
    task = await asked.task()
    assert (task.extensions, task.original_deadline != task.deadline) == (1, True)
    await asked.taps(LEADER, "同意")
    assert asked.toasts[-1] == "该操作已办理，无需重复点击。"
    assert await asked.kinds() == ["Assigned", "ExtensionRequested", "ExtensionDecided"]


async def test_a_day_that_is_over_is_asked_for_again(assigned: Dialog) -> None:
    over = "时限11月16日（星期一）18:00已过，未作登记。请给出新的时限。"
    assert await assigned.says(STAFF, "DB-2026-1申请延期到11月16日，数据未核实") == [over]
    assert await assigned.says(STAFF, "/extend 1 11月16日，数据未核实") == [over]
    await assigned.says(STAFF, "/extend 1")
    assert await assigned.says(STAFF, "延到11月16日，数据未核实", reply_to=assigned.last_to(STAFF)) == [over]
    assert (await assigned.task()).asked is None


async def test_one_tap_refuses(asked: Dialog) -> None:
    said = await asked.taps(LEADER, "不同意")
    assert said[0] == ("DB-2026-1 延期申请未获同意，仍按11月27日（星期五）18:00（剩4个工作日）办理。审批人：陈静。")
    assert asked.last_to(STAFF).text == said[0]


async def test_another_date_is_asked_for_and_granted(asked: Dialog) -> None:
    assert await asked.taps(LEADER, "改期") == ["DB-2026-1 请回复本消息，写明同意延到哪天，例如：延到周五。"]
    prompt = asked.last_to(LEADER)
    said = await asked.says(LEADER, "不行，周二必须交", reply_to=prompt)
    assert said[0].startswith("DB-2026-1 未能理解审批意见")
    said = await asked.says(LEADER, "下周一", reply_to=prompt)
    assert "现延至11月30日（星期一）18:00" in said[0]


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("同意", "12月2日（星期三）18:00"),
        ("可以", "12月2日（星期三）18:00"),
        ("同意延期", "12月2日（星期三）18:00"),
        ("可以，延到下周一", "11月30日（星期一）18:00"),
        ("只能延到下周一", "11月30日（星期一）18:00"),
        ("下周二", "12月1日（星期二）18:00"),
        ("给你们三天", "11月30日（星期一）18:00"),
    ],
)
async def test_words_in_reply_to_the_card_grant(asked: Dialog, words: str, until: str) -> None:
    said = await asked.says(LEADER, words, reply_to=asked.last_to(LEADER))
    assert f"现延至{until}" in said[0]


async def test_the_last_one_is_said_to_be_the_last(asked: Dialog) -> None:
    said = await asked.says(LEADER, "延到下周一吧，下不为例", reply_to=asked.last_to(LEADER))
    assert said[0].endswith("审批人：陈静。此后不再延期。")
    assert await asked.says(STAFF, ASK) == [
        "DB-2026-1 上次延期已明确为最后一次，不再受理延期。请抓紧办结；确需调整的，请联系交办人。"
    ]


@pytest.mark.parametrize(
    ("words", "opinion"),
    [("不同意", ""), ("不同意延期，按原时限办结", "意见：按原时限办结。"), ("按原时限", "意见：按原时限。")],
)
async def test_words_in_reply_to_the_card_refuse(asked: Dialog, words: str, opinion: str) -> None:
    said = await asked.says(LEADER, words, reply_to=asked.last_to(LEADER))
    assert said[0].startswith("DB-2026-1 延期申请未获同意")
    assert said[0].endswith(f"审批人：陈静。{opinion}")


@pytest.mark.parametrize("words", ["不行", "等我周五回来再说", "让他们来一下"])
async def test_words_that_say_neither_decide_nothing(asked: Dialog, words: str) -> None:
    said = await asked.says(LEADER, words, reply_to=asked.last_to(LEADER))
    assert said == [
        "DB-2026-1 未能理解审批意见，未作登记。请回复本消息，写明：同意、不同意，或延到哪天，例如：延到周五。"
    ]
    assert (await asked.task()).asked is not None


async def test_an_edited_request_or_decision_changes_nothing(asked: Dialog) -> None:
    card = asked.last_to(LEADER)
    await asked.says(LEADER, "等我看看再说", reply_to=card)
    assert await asked.says(LEADER, "可以，延到下周一", reply_to=card, edited=asked.last_message) == []
    assert await asked.says(STAFF, "DB-2026-1申请延期到下周五，数据未核实", edited=asked.last_message) == []
    assert await asked.kinds() == ["Assigned", "ExtensionRequested"]


async def test_a_decision_names_the_task_where_it_answers_nothing(asked: Dialog) -> None:
    assert (await asked.says(LEADER, "DB-2026-1同意延期到下周一"))[0].startswith("DB-2026-1 延期获准")
    await asked.says(STAFF, ASK)
    assert (await asked.says(LEADER, "DB-2026-1不同意延期"))[0].startswith("DB-2026-1 延期申请未获同意")


async def test_what_is_missing_is_asked_for(assigned: Dialog) -> None:
    assert await assigned.says(STAFF, "DB-2026-1申请延期") == [
        "DB-2026-1 请回复本消息，写明延到哪天和原因，例如：延到下周三，数据未核实。"
    ]
    assert await assigned.says(STAFF, "DB-2026-1申请延期到下周三") == ["DB-2026-1 请回复本消息，说明延期原因。"]
    said = await assigned.says(STAFF, "数据未核实", reply_to=assigned.last_to(STAFF))
    assert said[0] == PENDING
    assert await assigned.kinds() == ["Assigned", "ExtensionRequested"]


async def test_the_date_is_asked_for_and_the_reason_is_kept(assigned: Dialog) -> None:
    assert await assigned.says(STAFF, "/extend 1 数据未核实") == [
        "DB-2026-1 请回复本消息，写明延到哪天，例如：下周三。"
    ]
    assert (await assigned.says(STAFF, "下周三", reply_to=assigned.last_to(STAFF)))[0] == PENDING


async def test_the_button_asks_for_both(assigned: Dialog) -> None:
    await assigned.says(STAFF, "/ack 1")
    await assigned.taps(STAFF, "申请延期")
    said = await assigned.says(STAFF, "两天，数据未核实", reply_to=assigned.last_to(STAFF))
    assert said[0].startswith("DB-2026-1 延期申请已报陈静审批：拟延至11月30日（星期一）18:00。")


async def test_the_command_takes_date_and_reason(assigned: Dialog) -> None:
    assert (await assigned.says(STAFF, "/extend 1 下周三，数据未核实"))[0] == PENDING


async def test_another_request_is_refused_while_one_waits(asked: Dialog) -> None:
    assert await asked.says(STAFF, "DB-2026-1申请延期到下周五，数据未核实") == [
        "DB-2026-1 已申请延至12月2日（星期三）18:00，尚待审批。请等待审批结果，审批后方可再次申请。"
    ]


async def test_a_late_request_is_marked(assigned: Dialog) -> None:
    assigned.passes(days=7)
    said = await assigned.says(STAFF, "DB-2026-1申请延期两天，数据未核实")
    assert said[0].startswith("DB-2026-1 延期申请（逾期申请）已报陈静审批：拟延至12月2日（星期三）18:00。")
    assert assigned.last_to(LEADER).text.startswith("<b>DB-2026-1 延期申请（逾期申请）</b>")


async def test_an_older_card_does_not_decide_on_another_request(asked: Dialog) -> None:
    card = asked.last_to(LEADER)
    await asked.says(LEADER, "不同意", reply_to=card)
    asked.passes(minutes=1)
    await asked.says(STAFF, "DB-2026-1申请延期到下周五，数据未核实")
    await asked.press(LEADER, card.buttons["同意"], card)
    assert asked.toasts[-1] == "事项状态已变更，请重新查看后办理。"
    assert (await asked.task()).asked is not None


@pytest.mark.parametrize("who", [STAFF, HEAD, COORDINATOR, REVIEWER, OUTSIDER])
async def test_nobody_else_decides(asked: Dialog, who: str) -> None:
    for number in (1, 99):
        assert await asked.says(who, f"DB-2026-{number}同意延期") == [NEUTRAL]
    assert (await asked.task()).asked is not None


async def test_outsiders_do_not_ask(assigned: Dialog) -> None:
    for number in (1, 99):
        assert await assigned.says(OUTSIDER, f"DB-2026-{number}申请延期到下周三，忙不过来") == [NEUTRAL]


async def test_the_task_shows_its_dates_and_who_decides_finds_it(asked: Dialog) -> None:
    await asked.says(LEADER, "/my")
    assert "<b>待我审批延期（1）</b>" in asked.last_to(LEADER).text
    await asked.says(LEADER, "/task 1")
    shown = asked.last_to(LEADER)
    assert "延期申请：拟延至12月2日（星期三）18:00，待审批" in shown.text
    assert list(shown.buttons)[:3] == ["同意", "不同意", "改期"]
    await asked.taps(LEADER, "同意")
    await asked.says(STAFF, "/task 1")
    text = asked.last_to(STAFF).text
    assert "时限：12月2日（星期三）18:00（剩7个工作日）\n原定时限：11月27日（星期五）18:00（已延期1次）" in text
    assert "陈静 同意延期至12月2日（星期三）18:00" in text


async def test_in_a_group_a_reply_asks_and_the_card_stays_private(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "请张三周五下班前报送三季度经济运行分析", chat=GROUP)
    await dialog.taps(COORDINATOR, "确认", chat=GROUP)
    said = await dialog.says(STAFF, "申请延期到下周三，数据未核实", chat=GROUP, reply_to=dialog.last_to(GROUP))
    assert dialog.last_to(GROUP).text == said[0] == PENDING
    assert list(dialog.last_to(LEADER).buttons) == ["同意", "不同意", "改期"]


async def test_where_it_is_delegated_the_coordinator_decides(office_url: str) -> None:
    store = await Store.open(office_url, house=replace(house(), coordinators_decide=True))
    talk = await Dialog(store).open()
    await talk.says(COORDINATOR, "请张三周五下班前报送三季度经济运行分析")
    await talk.taps(COORDINATOR, "确认")
    said = await talk.says(STAFF, ASK)
    assert said[0].startswith("DB-2026-1 延期申请已报李四审批")
    assert (await talk.taps(COORDINATOR, "同意"))[0].endswith("审批人：李四。")
    await talk.close()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("DB-2026-118申请延期到下周三，数据未核实", "数据未核实"),
        ("118号申请延期到下周三", ""),
        ("能不能再缓两天", ""),
        ("再给两天时间吧，领导", ""),
        ("请领导批准延期一周，谢谢", ""),
        ("因财政数据未出，118号申请延期至12月4日", "财政数据未出"),
        ("因财政数据未出申请延期至12月4日", "财政数据未出"),
        ("数据没核实能不能延两天", "数据没核实"),
        ("来不及了，能不能延两天", ""),
        ("两天，数据未核实", "数据未核实"),
        ("申请延期到12月4日，原因：省里批复未到", "省里批复未到"),
    ],
)
def test_the_reason_is_what_is_said_beside_act_and_date(words: str, reason: str) -> None:
    assert reason_within(words, OfficeHours()) == reason


@pytest.mark.parametrize(("words", "yes"), [("只能延到周五", True), ("周五再说", False), ("不能延到周五", False)])
def test_only_a_plain_consent_grants(words: str, yes: bool) -> None:
    assert grants(words) is yes


def test_no_further_one_is_no_refusal() -> None:
    assert not denies("延到周五，下不为例")
    assert denies("不行，周五必须交")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("先中止，等省里批复", ("suspend", None, "等省里批复")),
        ("118号先中止，等省里批复", ("suspend", "DB-2026-118", "等省里批复")),
        ("中止办理", ("suspend", None, "")),
        ("DB-2026-118恢复办理", ("resume", "DB-2026-118", "")),
        ("材料报完后恢复办理118号", None),
        ("恢复供水了", None),
        ("完成80%", None),
    ],
)
def test_stopping_and_going_on_are_read_at_the_beginning(words: str, found: object) -> None:
    assert stop_or_go(words, 2026) == found


def test_what_is_awaited_is_told_from_the_reason() -> None:
    assert awaited_within("资金未到位，等省里批复") == ("资金未到位", "省里批复")
