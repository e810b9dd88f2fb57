"""Small talk in reply to a task, or in private, is no word on the task; words of work are, whatever else is in them."""

import pytest

from handlers.reading import Context, Intent
from handlers.reading.smalltalk import asks_for_nothing, is_small_talk
from ledger.people import Role
from tests.reading.office import said

TALK = (
    *("我家闺女月考又退步了", "老公出差了我得带娃", "丈母娘来了，住了半个月了"),
    *("颈椎疼了一礼拜了", "昨晚失眠，困死了", "牙拔完了还是肿"),
    *("火锅吃撑了", "这饺子皮太厚，煮破了", "奶茶洒了一桌子"),
    *("基金跌了两千了", "拼单还差一个人没凑够", "年终奖没着落了"),
    *("国足又丢了三个球", "追剧追到最后男二死了", "这副本打了三遍没过"),
    *("我姐家的新房完成一半了", "带娃写完作业，任务完成了", "下载好慢，进度才80%"),
    *("太难了哈哈哈", "无语了真是", "躺平了躺平了"),
    *("听说财务室又换人了", "转：停水通知，明早恢复了", "听小刘讲局里要搬家了"),
    *("他们几个有没有去过", "这人是不是新来的", "公章盖好没"),
)
WORK = (
    ("管网挖断了，抢修了一夜", Intent.PROGRESS),
    ("食堂改造的合同签了", Intent.PROGRESS),
    ("厂家放假了，设备没人修", Intent.BLOCKED),
    ("老婆生孩子，申请延期三天", Intent.EXTEND_REQUEST),
    ("孩子发烧，明天请假一天", Intent.LEAVE),
    ("红包没发，慰问方案还没批下来", Intent.BLOCKED),
)


@pytest.mark.parametrize("text", TALK)
@pytest.mark.parametrize("role", [Role.STAFF, Role.COORDINATOR, Role.LEADER])
def test_small_talk_in_reply_to_a_task_says_nothing_of_it(text, role):
    assert said(text, role=role, context=Context.REPLY).intent is Intent.NONE


@pytest.mark.parametrize(("text", "intent"), WORK)
def test_a_word_of_work_outweighs_small_talk(text, intent):
    assert said(text, role=Role.STAFF, context=Context.REPLY).intent is intent


@pytest.mark.parametrize("text", ["17:59", "早", "中午", "9点"])
def test_a_bare_hour_in_private_changes_no_limit(text):
    assert said(text, context=Context.PRIVATE).intent is Intent.NONE


@pytest.mark.parametrize("text", ["哈哈", "辛苦啦", "早上好~", "👍👍", "嗯嗯", "外头下大雪了", "食堂今天吃啥"])
def test_words_that_need_no_question(text):
    assert asks_for_nothing(text)


@pytest.mark.parametrize("text", ["食堂的账要查", "雪天施工注意安全", "口径变了", "找找原因", "电梯的验收单"])
def test_words_that_may_be_of_the_work_are_asked_about(text):
    assert not asks_for_nothing(text)
    assert not is_small_talk(text)
