"""Words name the same act whether the letters of its key are looked at or not (必要字)."""

from datetime import UTC, datetime

import pytest

from handlers import phrases
from handlers.heard import Heard, Place
from handlers.reading import key
from ledger.house import House
from ledger.people import Person, PersonId, Role
from tests.reading.office import CALENDAR, HOURS, rows
from tests.reading.test_keys import CLAUSES

HOUSE = House(calendar=CALENDAR, hours=HOURS)
SENT = datetime(2026, 11, 23, 2, tzinfo=UTC)
NAMED = (
    "批示：抓紧办",
    "周期事项有哪些",
    "停止周期1",
    "现场督办发现缺口",
    "办理经过",
    "重点事项 问题：慢 目标：快",
    "类别：民生",
    "归档",
    "属实",
    "不属实，重新办理",
    "本群绑定综合科",
    "领导摘要",
    "回头看名单",
    "提醒未报",
    "导入台账",
    "延期怎么写",
    "办文清单",
    "登记收文：《通知》，督查室首办",
    "培训计划",
    "登记制度《公文处理办法》，N类，文电科负责",
    "会议清单",
    "出一份纪要",
    "我的数据有哪些",
    "怎么算的",
    "若118号今天销号能得多少分",
    "今年累计多少分",
    "年度评优名单",
    "核验台账",
    "用英文",
    "通报表扬本周提前办结的单位",
)
PLACES = (Place(chat=1, private=True), Place(chat=-1, private=False))


def heard(text: str, role: Role, place: Place, **how: object) -> Heard:
    """Return the words of somebody of that role."""
    person = Person(id=PersonId(1), name="张三", unit=None, roles=frozenset({role}))
    return Heard(person=person, user=1, place=place, message=1, sent_at=SENT, text=text, said=text, **how)  # type: ignore[arg-type]


def acts(texts: tuple[str, ...]) -> list[str | None]:
    """Return the act that each of the words names, in several mouths and places."""
    found = []
    for text in texts:
        for role in (Role.STAFF, Role.COORDINATOR, Role.ADMIN):
            for place in PLACES:
                for how in ({}, {"reply_task": "DB-2026-1"}, {"addressed": True}):
                    said = heard(text, role, place, **how)
                    named = phrases.act_in(said, phrases.numbered(said, HOUSE), HOUSE)
                    found.append(named and named[0])
    return found


def test_the_same_acts_are_named_where_every_question_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = (*NAMED, *(row["text"] for row in rows("phrases.tsv")[::3]), *CLAUSES[::60])
    with_keys = acts(texts)
    for module in (phrases, key):
        monkeypatch.setattr(module, "marks_of", lambda _text: key.ALL)
    assert acts(texts) == with_keys
    assert len({*with_keys}) > 25
