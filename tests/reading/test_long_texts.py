"""No input is too long: how long one takes is printed by ``tests.benchmarks.reading``."""

import time
from datetime import date

import pytest

from handlers.reading import Context, meetings, targets
from handlers.reading.departing import departure
from handlers.reading.information import words_on_information
from handlers.reading.smalltalk import asks_for_nothing
from handlers.reading.trainings import words_on_training
from ledger.people import Role
from tests.reading.office import OFFICE, said

NASTY = ["请", "1", "周五前", "张三", "张三、", "12月", "每周一", "1.", "一", "(周五)", "请张三周五前报送", "日报", "下周", "3号", "\n1.住建局周五前报", "今天明天困难：", "去北京开会", "@", "半个", "不是1", "\ue000"]  # fmt: skip  # noqa: E501


@pytest.mark.parametrize("piece", NASTY, ids=repr)
@pytest.mark.parametrize("role", [Role.STAFF, Role.COORDINATOR])
def test_a_text_of_any_length_is_read_and_never_certain(piece, role):
    """Nothing is taken for settled that was read from the beginning of a text only."""
    reading = said((piece * 4096)[:4096], role=role)
    assert reading.intent.value == "none" or "too_long" in reading.asks


def test_a_long_order_is_always_confirmed():
    """Only its beginning is read."""
    reading = said("请张三周五前报送材料。" + "情况说明。" * 400)
    assert "too_long" in reading.asks


def test_the_parts_of_the_names_are_looked_for_once_however_many_tasks_there_are(monkeypatch):
    """A list of a hundred items costs a hundred times one item, not ten thousand times."""
    classified = []
    classify = targets._classify
    monkeypatch.setattr(targets, "_classify", lambda said, run: classified.append(run) or classify(said, run))
    reading = said("会议议定：" + "".join(f"{n}.由住建局牵头整改；" for n in range(1, 41)), context=Context.PRIVATE)
    assert len(reading.tasks) == 40
    assert len(classified) == 40


def test_marks_without_words_are_no_tasks():
    reading = said("安排两件事 1、赵六明天中午前订好会议室 2、王五明天下班前印好材料" + "①" * 800)
    assert [task.title.rstrip("①") for task in reading.tasks] == ["订好会议室", "印好材料"]


def test_laughter_before_a_word_of_work_takes_no_time():
    """Found by the search for texts over which the reader breaks its promises: minutes of backtracking."""
    for laugh in ("哈", "好的", "嗯", "哈 ", "牛嗯哈"):
        began = time.process_time()
        asks_for_nothing(laugh * (4000 // len(laugh)) + "公安局")
        assert time.process_time() - began < 0.25, laugh
    assert asks_for_nothing("好家伙，真的假的哈哈哈")


@pytest.mark.parametrize("mark", [",", "，", "\n", "\r", "\t", "\u3000", "。", ";", ":", "!", "?"], ids=repr)
def test_marks_without_end_take_no_time(mark: str):
    """Found by the same search and by whole messages of one mark: seconds, for two patterns could share the run."""
    for words in (mark * 4096, f"退回补正，{mark * 4000}a", f"登记{mark * 4000}会", f"张三{mark * 4000}调离a"):
        for call in (meetings.meeting_in, words_on_information, words_on_training, _leaves):
            began = time.process_time()
            call(words)
            assert time.process_time() - began < 0.25, (call.__name__, words[:4])


def _leaves(words: str) -> object:
    return departure(words, roster=OFFICE, today=date(2026, 11, 23))
