"""Our own variations of what people type, and orders made from parts: the parts never change one another."""

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.reading import Intent, default_context, to_minute
from ledger.people import Role
from tests.reading.expectations import deadlines, people
from tests.reading.office import CASES, said

LINES = (CASES.parent / "reading" / "data" / "variations.tsv").read_text(encoding="utf-8").splitlines()[1:]


def test_a_variation_is_read_as_noted():
    wrong = []
    for line in LINES:
        at, text, role, *noted = line.split("\t")
        reading = said(text, at=at, role=Role(role), context=default_context(text, Role(role)))
        found = [reading.intent.value, people(reading), deadlines(reading), ",".join(reading.asks)]
        wrong += [] if found == noted else [(line, found)]
    assert wrong == []
    assert len(LINES) > 1000


WHO = {
    "张三": "张三",
    "环保局": "生态环境局",
    "财政局、审计局": "财政局,审计局",
    "各科室": "group=各科室",
    "周三明": "周三明",
}
WHEN = {"周五前": "2026-11-27T18:00", "明天上午": "2026-11-24T12:00", "3个工作日内": "2026-11-26T18:00", "12月1日17时前": "2026-12-01T17:00", "月底前": "2026-11-30T18:00"}  # fmt: skip  # noqa: E501
WHAT = ["报送三季度经济运行分析", "反馈12345热线办理情况", "提交《关于供热的通知》落实情况", "上报PM2.5数据", "完成24小时值班表更新"]  # fmt: skip  # noqa: E501
FORMS = [
    "请{who}{when}{what}",
    "{when}请{who}{what}",
    "{who}：{when}{what}",
    "{when}{what}，{who}",
    "{who}{when}{what}",
]


@given(st.sampled_from(sorted(WHO)), st.sampled_from(sorted(WHEN)), st.sampled_from(WHAT), st.sampled_from(FORMS))
@settings(max_examples=150, deadline=None)
def test_an_order_made_of_parts_keeps_each_part(who, when, what, form):
    reading = said(form.format(who=who, when=when, what=what))
    (task,) = reading.tasks
    assert reading.intent is Intent.ASSIGN
    assert (people(reading), to_minute(task.deadline), task.title) == (WHO[who], WHEN[when], what)
