"""销假 in chat: by words, by command and by the button under the leave; stand-in and person are told."""

from __future__ import annotations

import pytest

from ledger.attendance import absentees
from tests.support.dialog import COLLEAGUE, COORDINATOR, GROUP, HEAD, OUTSIDE_HEAD, OUTSIDER, STAFF, Dialog
from tests.support.scenes import scene

ORDER = "请张三周五下班前报送值班安排"
BACK = "张三销假已登记：11月24日（星期二）起到岗。"
OFF = "张三11月30日（星期一）至12月1日（星期二）的请假已取消。"
OUT_OF_HAND = "您不再代办，有关事项由其本人办理。"


@scene
async def leave(dialog: Dialog) -> None:
    """Begin on Tuesday with 张三 on leave until Wednesday, 吴财 of another office standing in for a task of his."""
    await dialog.says(STAFF, "11月23日至25日请假，由吴财代办")
    await dialog.says(COORDINATOR, ORDER)
    await dialog.taps(COORDINATOR, "确认")
    dialog.passes(days=1)


@scene
async def ahead(dialog: Dialog) -> None:
    """Begin on Monday with a leave that starts in a week."""
    await dialog.says(STAFF, "11月30日至12月1日请假，由吴财代办")


async def away(dialog: Dialog) -> set[str]:
    """Return who is on leave today, by name."""
    async with dialog.store.reading(now=dialog.now) as books:
        day = books.house.hours.local(dialog.now).date()
        facts = await books.facts(since=dialog.now, at=dialog.now)
        by_facts = {books.roster.person(one).name for one in absentees(facts.leaves, day)}
        assert by_facts == {books.roster.person(one.person).name for one in books.roster.absences}
        return by_facts


async def test_who_is_back_early_has_the_tasks_again_and_the_stand_in_no_more(leave: Dialog) -> None:
    said = await leave.says(STAFF, "我提前回来了，销假")

    assert said == [f"{BACK}由吴财代办的事项转回本人，已告知吴财。", f"{BACK}{OUT_OF_HAND}"]
    assert leave.last_to(OUTSIDER).text == said[1]
    assert await away(leave) == set()
    assert await leave.says(OUTSIDER, "我的待办") == ["目前没有待办事项。"]
    await leave.taps(OUTSIDER, "签收")
    assert await leave.kinds() == ["Assigned"]
    await leave.says(STAFF, "签收")
    assert await leave.kinds() == ["Assigned", "Acknowledged"]


async def test_in_a_group_who_is_back_is_talk(leave: Dialog) -> None:
    assert await leave.says(STAFF, "我回来了", chat=GROUP) == []
    assert await away(leave) != set()


async def test_the_button_under_the_leave_ends_it_once(leave: Dialog) -> None:
    assert (await leave.taps(STAFF, "销假"))[0].startswith(BACK)
    await leave.taps(STAFF, "销假")
    assert leave.toasts[-1] == "该操作已办理，无需重复点击。"
    assert await leave.says(STAFF, "销假") == ["张三目前没有请假登记，无需销假。请核对姓名和日期。"]


@pytest.mark.parametrize(
    "words", ["取消请假", "撤销11月30日的请假", "/back", "/销假", "我的请假取消了", "下周一不请假了"]
)
async def test_a_leave_that_has_not_begun_is_taken_back_as_a_whole(ahead: Dialog, words: str) -> None:
    said = await ahead.says(STAFF, words)
    assert said == [f"{OFF}由吴财代办的事项转回本人，已告知吴财。", f"{OFF}{OUT_OF_HAND}"]


async def test_of_several_leaves_ahead_the_day_is_asked(ahead: Dialog) -> None:
    await ahead.says(STAFF, "12月9日请假")
    assert await ahead.says(STAFF, "取消请假") == [
        "尚未开始的请假有2次：11月30日（星期一）至12月1日（星期二）；12月9日（星期三）。"
        "请写明日期，例如：取消11月30日的请假。"
    ]
    assert (await ahead.says(STAFF, "取消12月9日的请假"))[0] == "张三12月9日（星期三）的请假已取消。"


async def test_the_head_and_the_coordinator_end_a_leave_and_the_person_hears_of_it(leave: Dialog) -> None:
    said = await leave.says(HEAD, "张三明天起销假")
    assert said[0].startswith("张三销假已登记：11月25日（星期三）起到岗。由吴财代办")
    assert leave.last_to(STAFF).text == (
        "赵科长已代为办理：张三销假已登记：11月25日（星期三）起到岗。事项由您本人办理；如有出入，请重新登记请假日期。"
    )
    assert await away(leave) == {STAFF}
    leave.passes(days=1)
    assert await away(leave) == set()


@pytest.mark.parametrize("who", [COLLEAGUE, OUTSIDE_HEAD])
async def test_nobody_else_ends_a_leave(leave: Dialog, who: str) -> None:
    said = await leave.says(who, "张三销假")
    assert len(said) == 1 and "已登记" not in said[0]
    assert await away(leave) == {STAFF}


async def test_in_the_group_it_counts_for_oneself_and_others_words_are_chatter(leave: Dialog) -> None:
    assert await leave.says(COLLEAGUE, "张三销假了", chat=GROUP) == []
    assert await away(leave) == {STAFF}
    await leave.says(STAFF, "提前返岗，销假", chat=GROUP)
    assert await away(leave) == set()


async def test_undoing_a_leave_says_what_works(leave: Dialog) -> None:
    await leave.says(STAFF, "12月9日请假")
    assert await leave.says(STAFF, "/undo") == ["请假已生效，不能撤销。如有变化，请写“取消请假”，再按实际日期登记。"]
    await leave.says(STAFF, "取消12月9日的请假")
    assert await leave.says(STAFF, "/undo") == ["销假已生效，不能撤销。如仍需请假，请重新登记请假日期。"]


async def test_a_past_day_stays_as_it_was(leave: Dialog) -> None:
    assert await leave.says(STAFF, "11月23日销假") == ["11月23日（星期一）已过，未作调整。请核对日期后重新发送。"]
    assert await away(leave) == {STAFF}


async def test_a_day_of_next_year_is_ahead(leave: Dialog) -> None:
    await leave.says(STAFF, "1月13日请假")
    assert await leave.says(STAFF, "取消1月13日的请假") == ["张三2027年1月13日（星期三）的请假已取消。"]


async def test_words_behind_the_command_that_name_no_day_are_asked_about(leave: Dialog) -> None:
    assert await leave.says(STAFF, "/back 看情况") == ["请写明何时返岗，例如：销假；明天起销假；取消12月1日的请假。"]
    assert await away(leave) == {STAFF}


@pytest.mark.parametrize("words", ["我提前回来上班了", "今天上班了", "已返岗", "我回来了", "领导，我今天已经到岗了"])
async def test_who_says_to_be_back_is_asked_once_and_ends_the_leave_by_a_tap(leave: Dialog, words: str) -> None:
    said = await leave.says(STAFF, words)
    assert said == ["您请假至11月25日（星期三），尚未销假。今日起到岗的，请点“销假”，事项转回本人。"]
    assert await away(leave) == {STAFF}

    await leave.taps(STAFF, "销假")

    assert await away(leave) == set()
    assert await leave.says(STAFF, words) == []  # Of nobody on leave it is no more than said.


async def test_who_is_not_on_leave_says_nothing_new_by_it(leave: Dialog) -> None:
    assert "请假至" not in "".join(await leave.says(COLLEAGUE, "我提前回来上班了"))
