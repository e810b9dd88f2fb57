"""Days mistyped (名天, 下斑, 月低): taken for what they sound like and confirmed, never read as another day."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.reading import Context, Intent, read
from ledger.people import Person, PersonId, Role
from tests.reading.expectations import deadlines, people
from tests.reading.office import CALENDAR, HOURS, MONDAY, OFFICE, moment, said

DAYS = {
    "名天下午": "2026-11-24T18:00",
    "命天上午": "2026-11-24T12:00",
    "明添中午前": "2026-11-24T12:00",
    "明夭下班前": "2026-11-24T18:00",
    "侯天下午三点前": "2026-11-25T15:00",
    "后添上午": "2026-11-25T12:00",
    "今添下班前": "2026-11-23T18:00",
    "周五下斑前": "2026-11-27T18:00",
    "洲四前": "2026-11-26T18:00",
    "星其四下班前": "2026-11-26T18:00",
    "里拜五之前": "2026-11-27T18:00",
    "本月低前": "2026-11-30T18:00",
    "30好前": "2026-11-30T18:00",
}
WHO = {"张三": "张三", "请李四": "李四", "财政局": "财政局", "麻烦王五": "王五", "李明，": "李明"}
WHAT = ["把供热台账报上来", "将会标尺寸报给我", "把讲话稿改好发我"]


@given(st.sampled_from(sorted(WHO)), st.sampled_from(sorted(DAYS)), st.sampled_from(WHAT))
@settings(max_examples=120, deadline=None)
def test_a_mistyped_day_is_taken_for_its_sound_and_confirmed(who, day, what):
    reading = said(f"{who}{day}{what}")
    assert (people(reading), deadlines(reading), reading.asks) == (WHO[who], DAYS[day], ("confirm_typo",))


@given(st.sampled_from(sorted(DAYS)))
@settings(max_examples=20, deadline=None)
def test_what_no_card_shows_is_asked_anew(day):
    """A request for an extension bears no date that was only guessed."""
    reading = said(f"118号申请延期到{day}", role=Role.STAFF)
    assert (reading.intent, deadlines(reading), "deadline" in reading.asks) == (Intent.EXTEND_REQUEST, "", True)


@pytest.mark.parametrize(
    "text", ["名天是谁", "后添加的好友", "下斑马线记得让人", "里拜年了吗", "月低了才发工资", "杭州四中今天开学"]
)
def test_words_that_only_look_like_days_stay_words(text):
    assert said(text).intent is Intent.NONE


def test_a_name_is_no_slip():
    """Whoever is called 周明添 is no tomorrow."""
    named = Person(id=PersonId(999), name="周明添", unit=None, roles=frozenset({Role.STAFF}))
    roster = replace(OFFICE, people=(*OFFICE.people, named))
    reading = read(
        "请周明添上午前把表交上来",
        roster=roster,
        calendar=CALENDAR,
        hours=HOURS,
        at=moment(MONDAY),
        role=Role.COORDINATOR,
        context=Context.GROUP,
    )
    assert (people(reading), deadlines(reading), reading.asks) == ("周明添", "2026-11-23T12:00", ())


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("赵陆，周四下午把领导批示件登记完", "赵六"),
        ("李肆，周四下午把登记表做完", "李四"),
        ("章三，明天上午把车派了", "张三"),
        ("王伍：周五前交初稿", "王五"),
    ],
)
def test_who_is_spoken_to_by_a_name_written_otherwise_is_confirmed(text, who):
    reading = said(text)
    assert (people(reading), reading.asks) == (who, ("confirm_name",))
