"""Words name the same act whether the letters of its key are looked at or not (必要字)."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from unicodedata import normalize

import pytest

from handlers import departing, information, of_unit, phrases, replaying
from handlers.heard import Heard, Place
from handlers.reading import key, reasons, rostering
from ledger.house import House
from ledger.people import Person, PersonId, Role
from tests.reading.office import CALENDAR, HOURS, OFFICE, rows
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


PERSON, UNIT = next(iter(OFFICE.active_people)).name, OFFICE.units[0].name
ASKED = (
    f"{PERSON}12月1日起调离",
    f"取消{PERSON}离任",
    f"{PERSON}调到{UNIT}任科长",
    f"新增人员 赵新来，{UNIT}，科员",
    f"{PERSON}改名为赵新名",
    f"{PERSON}的手机号改为13900001111",
    f"设{PERSON}为督查员",
    f"邀请{PERSON}",
    "重放11月20日日报告",
    "上周的周总结有什么变化",
    f"{UNIT}在办文件",
    f"{UNIT}周总结",
    "报送信息《关于供热的报告》",
    "政务信息统计",
    "118号先中止，等省里批复",
    "118号恢复办理",
)


def asked(texts: tuple[str, ...]) -> list[tuple[object, ...]]:
    """Return what is made of the words in private before the reader, but for acts by name."""
    books: Any = SimpleNamespace(house=HOUSE, roster=OFFICE)
    found = []
    for text in texts:
        said = heard(normalize("NFKC", text), Role.ADMIN, PLACES[0])
        unit = of_unit.asks_of_unit(books, said)
        clock = reasons.stop_or_go(text, HOUSE.year(SENT))
        roster, replay = departing.changes_roster(said, books), replaying.asks_replay(books, said)
        found.append((roster, replay, unit and unit[0], clock and clock[0]))
    return found


def test_the_same_is_made_of_words_in_private_where_every_question_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with_keys = asked((*ASKED, *CLAUSES[::60]))
    for module in (departing, information, of_unit, reasons, replaying, rostering):
        monkeypatch.setattr(module, "marks_of", lambda _text: key.ALL)
    assert asked((*ASKED, *CLAUSES[::60])) == with_keys
    assert all(any(answers) for answers in with_keys[: len(ASKED)])
