"""The words of a task's life in the place where each is said: in reply, in private, in a group; and as mere talk."""

import csv
from pathlib import Path

import pytest

from handlers.reading import Context, Intent
from ledger.people import Role
from tests.reading.expectations import deadlines, people
from tests.reading.office import said

with (Path(__file__).parent / "data" / "words.tsv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("intent", sorted({row["intent"] for row in ROWS}))
def test_words_are_read_where_they_are_said(intent):
    wrong = []
    for row in (row for row in ROWS if row["intent"] == intent):
        found = said(row["text"], role=Role(row["sender_role"]), context=Context(row["context"]))
        if (found.intent.value, people(found), deadlines(found)) != (intent, row["people"], row["deadline"]):
            wrong.append((row["text"], found.as_json()))
    assert wrong == []


@pytest.mark.parametrize(
    ("context", "role", "text", "args"),
    [
        ("reply", "staff", "刚才发错了，应该是70%", {"new": "70%"}),
        ("reply", "staff", "写错字了，是乌达区不是海南区", {"old": "海南区", "new": "乌达区"}),
        ("reply", "coordinator", "把任务里“三季度”改成“四季度”", {"old": "三季度", "new": "四季度"}),
        ("group", "coordinator", "118号配合单位加上公安局", {"support": "公安局"}),
        ("reply", "coordinator", "配合单位去掉审计局", {"support_out": "审计局"}),
        ("reply", "leader", "给你们再宽限两天，下不为例", {"delta": "+2d", "last": True}),
        ("reply", "coordinator", "同意再宽限一周", {"delta": "+7d"}),
        ("reply", "staff", "再给一周时间吧", {"delta": "+7d"}),
        ("private", "staff", "昨天的日报补一下：走访企业3家", {"report_date": "2026-11-22", "late": True}),
        ("private", "staff", "公休五天，从下周一开始，王五代管", {"from": "2026-11-30", "to": "2026-12-04"}),
        ("private", "staff", "年假休到30号，期间任务由王五代", {"from": "2026-11-23", "to": "2026-11-30"}),
        ("private", "staff", "因病住院，请假一周", {"from": "2026-11-23", "to": "2026-11-29"}),
        ("reply", "staff", "财政局的数据给了，不卡了", {"cleared": True}),
        ("reply", "staff", "卡住了，财政局一直不给数据", {"needs": "财政局"}),
        ("reply", "staff", "差不多八成了", {"percent": 80}),
        ("private", "coordinator", "周总结改到四点半发", {"time": "16:30", "report": "weekly"}),
        ("group", "coordinator", "红灯的都催一遍", {"unit": "overdue"}),
        ("reply", "leader", "准延三天，到期不许再拖", {"delta": "+3d", "last": True}),
        ("reply", "leader", "顶多再给一周", {"delta": "+7d"}),
        ("reply", "staff", "给多一周，材料没齐", {"delta": "+7d"}),
        ("group", "staff", "后天我要请一天假，带娃打疫苗", {"from": "2026-11-25", "to": "2026-11-25"}),
        ("group", "coordinator", "上面那个任务提前一天交", {"delta": "-1d"}),
        ("group", "coordinator", "118号转办", {"to": None}),
        ("reply", "coordinator", "转给钱十三", {"to": "钱十三"}),
        ("private", "leader", "本季度按期办结率多少", {"filter": "rate", "period": "quarter"}),
        ("private", "coordinator", "久无进展的事项", {"filter": "silent"}),
        ("private", "coordinator", "今日新交办", {"filter": "assigned", "period": "today", "mine": None}),
        ("private", "staff", "今天新交办的任务", {"filter": "assigned", "period": "today", "mine": True}),
        ("private", "leader", "昨天交办的", {"filter": "assigned", "period": "yesterday"}),
        ("private", "leader", "住建局本周新交办", {"filter": "assigned", "period": "week", "unit": "住建局"}),
        ("private", "leader", "今天新交办了哪些", {"filter": "assigned", "period": "today"}),
        ("private", "leader", "本周会议交办的事项", {"filter": "due", "period": "week", "origin": "meeting"}),
        ("private", "coordinator", "导出台账 住建局", {"kind": "ledger"}),
        ("private", "coordinator", "导出台账：住建局红灯", {"kind": "ledger"}),
        ("private", "head", "本科室逾期", {"filter": "overdue", "mine": True}),
        ("private", "coordinator", "日调度", {"kind": "dispatch"}),
        ("private", "leader", "上周五的日报告PDF", {"kind": "daily", "date": "2026-11-20", "format": "pdf"}),
        ("group", "leader", "给秘书二科加0.5，纪要零差错", {"unit": "秘书二科", "points": 0.5}),
        ("group", "leader", "118号上红单", {"level": "红"}),
        ("group", "coordinator", "118号下个督办单", {"level": None}),
    ],
)
def test_what_the_words_say_is_kept(context, role, text, args):
    found = said(text, role=Role(role), context=Context(context)).as_json()["args"]
    assert {name: found.get(name) for name in args} == args


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("118同意销号", "DB-2026-118"),
        ("118转给王五办", "DB-2026-118"),
        ("把118撤了", "DB-2026-118"),
        ("118到哪一步了", "DB-2026-118"),
        ("2026同意", None),
        ("60.5", None),
    ],
)
def test_bare_digits_before_an_act_are_a_task(text, number):
    assert said(text, context=Context.GROUP).task_number == number


@pytest.mark.parametrize("text", ["日调度", "周总结", "日报告", "昨天的日报告", "久无进展", "没进展", "1号归档"])
@pytest.mark.parametrize("role", [Role.STAFF, Role.COORDINATOR, Role.LEADER])
def test_in_a_group_nothing_but_a_reports_name_asks_for_nothing(text, role):
    assert said(text, role=role).intent is Intent.NONE


@pytest.mark.parametrize("text", ["收到，但是周五交不了", "收到，完成了", "收到，目前完成60%", "收到，能不能缓两天"])
def test_a_receipt_that_says_more_is_no_receipt(text):
    assert said(text, role=Role.STAFF, context=Context.REPLY).intent is not Intent.ACK


@pytest.mark.parametrize(
    "text", ["不同意延期", "不能同意延期", "118号延期不予批准", "不能再延了", "延期没门", "一天也不能拖"]
)
def test_a_refusal_is_never_a_consent(text):
    assert said(text, role=Role.LEADER, context=Context.REPLY).intent is Intent.EXTEND_REJECT


@pytest.mark.parametrize("text", ["先别销，照片看不清", "不能销号", "这次不能销", "还不能销"])
def test_what_may_not_be_closed_is_not_closed(text):
    assert said(text, role=Role.LEADER, context=Context.REPLY).intent is Intent.CLOSE_REJECT


@pytest.mark.parametrize("text", ["您吃了没", "你那边几点下班", "不好意思打扰了", "晚上一起吃饭啊", "哈哈哈哈哈哈哈"])
def test_small_talk_in_reply_to_a_task_is_no_word_on_it(text):
    assert said(text, role=Role.STAFF, context=Context.REPLY).intent is Intent.NONE


@pytest.mark.parametrize(
    ("text", "args"),
    [
        ("住建局", {"unit": "住建局", "filter": "open"}),
        ("住建局红灯", {"unit": "住建局", "light": "red"}),
        ("张三逾期", {"unit": "张三", "filter": "overdue"}),
        ("本周到期的加急件", {"filter": "due", "period": "week", "urgency": "urgent"}),
        ("会议交办的事项", {"origin": "meeting", "filter": "open"}),
        ("本周已办结", {"filter": "closed", "period": "week"}),
        ("待审核", {"filter": "to_review"}),
        ("中止", {"filter": "suspended"}),
        ("我的红灯", {"mine": True, "light": "red"}),
        ("查供热", {"filter": "any", "text": "供热"}),
        ("搜索老旧小区的任务", {"filter": "any", "text": "老旧小区"}),
    ],
)
def test_the_words_of_a_list_alone_ask_for_it_in_private_only(text, args):
    found = said(text, role=Role.COORDINATOR, context=Context.PRIVATE)
    assert found.intent is Intent.QUERY
    assert {name: found.args.get(name) for name in args} == args
    assert said(text, role=Role.COORDINATOR, context=Context.GROUP).intent is Intent.NONE


@pytest.mark.parametrize("text", ["今天", "会议", "批示", "红灯黄灯", "查一下原因", "查天气", "供热", "张三好", "事项"])
def test_a_word_in_passing_names_no_list(text):
    found = said(text, role=Role.COORDINATOR, context=Context.PRIVATE)
    assert not (found.intent is Intent.QUERY and {"text", "light", "unit"} & set(found.args)), found.as_json()
