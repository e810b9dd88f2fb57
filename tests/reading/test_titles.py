"""A title holds what is owed and nothing of who owes it: no 牵头, no 配合, no 请 left over."""

import pytest

from handlers.reading import Context
from ledger.people import Role
from tests.reading.office import said

TITLES = [
    ("由发改委牵头，财政局、住建局配合，下周五前拿出方案", "拿出方案"),
    ("由发改委牵头负责，财政局、住建局予以配合，下周五前拿出方案", "拿出方案"),
    ("下周五前由发改委牵头、财政局和住建局配合拿出方案", "拿出方案"),
    ("请发改委（牵头）会同财政局下周五前拿出方案", "拿出方案"),
    ("发改委（牵头）、财政局、住建局（配合），下周五前拿出方案", "拿出方案"),
    ("牵头单位：发改委，配合单位：财政局、住建局，下周五前拿出方案", "拿出方案"),
    ("下周五前拿出供热方案（发改委牵头，财政局、住建局配合）", "拿出供热方案"),
    ("供热方案由发改委牵头，财政局配合，请于下周五前报送", "供热方案，报送"),
    ("请张三负责，李四配合，周五前完成清单梳理", "完成清单梳理"),
    ("请张三周五前核对责任清单，落实责任人", "核对责任清单，落实责任人"),
]


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_a_title_is_free_of_duties(text, title):
    assert [task.title for task in said(text).tasks] == [title]


def test_two_orders_in_one_sentence_are_two_tasks():
    found = said("请张三、李四周五前报送材料，请王五下周二前拿出方案").tasks
    assert [(task.title, task.assignees) for task in found] == [
        ("报送材料", ("张三", "李四")),
        ("拿出方案", ("王五",)),
    ]


def test_being_somewhere_in_time_is_an_order():
    (task,) = said("请张三明早8点前到会场").tasks
    assert (task.title, task.assignees, f"{task.deadline:%m-%d %H:%M}") == ("到会场", ("张三",), "11-24 08:00")


def test_a_stranger_in_a_doers_place_is_no_assignee():
    for text, names in (
        ("请张三丰周五前报送材料", ("张三丰",)),
        ("请张三、张三丰周五前报送材料", ("张三丰",)),
        ("由发改委牵头，园林局、住建局配合，下周五前拿出方案", ("园林局",)),
        ("请马上报送材料，周五前完成", ()),
        ("请各单位周五前报送材料", ()),
    ):
        reading = said(text)
        assert (reading.args.get("unknown", ()), "assignee" in reading.asks) == (
            names,
            bool(names) or "发改委" not in text,
        )


@pytest.mark.parametrize(
    ("name", "rest", "limit"),
    [
        ("关于做好岁末年初安全生产工作的通知", "督查室首办", None),
        ("关于做好岁末年初安全生产工作的通知", "督查室首办，12月4日前办结", "2026-12-04"),
        ("关于做好近期信访稳定工作的函", "督查室首办", None),
        ("关于12月8日召开经济运行调度会的通知", "督查室首办", None),
    ],
)
def test_no_time_in_the_name_of_a_paper_is_its_limit(name, rest, limit):
    """岁末年初 is a season of the paper's, 12月8日 the day of its meeting."""
    (paper,) = said(f"登记收文：{name}，{rest}", role=Role.COORDINATOR, context=Context.PRIVATE).tasks
    assert name in paper.title
    assert (paper.deadline and paper.deadline.date().isoformat()) == limit
