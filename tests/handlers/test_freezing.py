"""封存: a quarter's scores are frozen once, its hash is proved anew, and what comes later is told apart from them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.cli.backtesting import backtest
from bot.cli.proving_scores import Proof, proofs
from bot.freezing import Freezing
from config.appraisal.events import Event
from handlers.scoring import Standings, standings
from ledger.circular_entries import CIRCULARS, CircularDrafted, CircularPublished
from ledger.circulars import Stage, Tone, circulars_of
from ledger.happenings import happenings
from ledger.house import House
from ledger.quarters import Quarter
from ledger.score_entries import ScoresFrozen
from ledger.scores import Grade
from storage.frozen_scores import canonical, read_appraisals
from storage.store import Store
from tests.support.appraisal import REGISTER
from tests.support.dialog import COORDINATOR, HEAD, LEADER, REVIEWER, STAFF, Dialog, house
from tests.support.scenes import scene

Q4 = Quarter(2026, 4)


@dataclass
class Now:
    """The dialog's own hour."""

    dialog: Dialog

    def now(self) -> datetime:
        """Return the moment."""
        return self.dialog.now


def duty(dialog: Dialog) -> Freezing:
    return Freezing(dialog.store, Now(dialog), dialog.desk)


async def frozen(dialog: Dialog) -> list[ScoresFrozen]:
    """Return the quarters that were frozen."""
    async with dialog.store.reading(now=dialog.now) as books:
        return [one.entry for one in await books.records_of(ScoresFrozen) if isinstance(one.entry, ScoresFrozen)]


async def proved(dialog: Dialog, house_: House | None = None) -> list[Proof]:
    """Take the hashes anew, perhaps under other rules."""
    store = dialog.store if house_ is None else await Store.open(dialog.store.database.url, house=house_)
    async with store.reading(now=dialog.now) as books:
        found = await proofs(books)
    if house_ is not None:
        await store.close()
    return found


async def told(dialog: Dialog) -> Standings:
    async with dialog.store.reading(now=dialog.now) as books:
        return await standings(books, quarter=Q4)


def jump(dialog: Dialog, to: datetime) -> None:
    dialog.passes(seconds=(to - dialog.now).total_seconds())


@scene
async def december(assigned: Dialog) -> None:
    """Go on to New Year's Eve: a return took 0.3, the deadline was missed, and half a point was proposed."""
    await assigned.says(STAFF, "收到", reply_to=assigned.last_to(STAFF))
    await assigned.sends_photo(STAFF, "DB-2026-1 申请销号")
    await assigned.says(REVIEWER, "DB-2026-1 退回，缺盖章版")
    jump(assigned, datetime(2026, 12, 31, 7, tzinfo=UTC))
    await assigned.says(COORDINATOR, "给综合科扣0.5分，依据无故缺席（每次），见云政办督〔2026〕41号")
    await assigned.taps(COORDINATOR, "·all")


@scene
async def january(december: Dialog) -> None:
    """Begin when the fifth workday of January is over and the bell has rung."""
    jump(december, Q4.frozen_at(house()))
    await duty(december).ring()
    await december.delivered()


async def test_it_is_frozen_once_on_the_fifth_workday_whoever_rings(december: Dialog) -> None:
    due = Q4.frozen_at(house())
    assert due.astimezone(UTC) == datetime(2027, 1, 8, 10, tzinfo=UTC)
    jump(december, datetime(2027, 1, 8, 9, 59, tzinfo=UTC))
    duties = [duty(december), duty(december)]
    await asyncio.gather(*(one.ring() for one in duties))
    assert await frozen(december) == []
    jump(december, datetime(2027, 2, 1, 3, tzinfo=UTC))  # Late rather than never.
    for _ in range(2):
        await asyncio.gather(*(one.ring() for one in [*duties, duty(december)]))
    (one,) = await frozen(december)
    assert (one.quarter, one.by, len(one.digest)) == ("2026Q4", None, 64)


async def test_a_quarter_before_the_ledger_began_is_not_frozen(dialog: Dialog) -> None:
    await duty(dialog).ring()
    assert await frozen(dialog) == []


async def test_the_canonical_form_is_read_back_to_the_same(january: Dialog) -> None:
    (one,) = await frozen(january)
    again = read_appraisals(one.appraisals)
    assert canonical(again) == one.appraisals
    read = await told(january)
    assert read.frozen is not None
    assert canonical(read.read.appraised()) == one.appraisals  # Nothing has happened since.


async def test_later_corrections_are_lines_apart_and_leave_hash_and_rank(january: Dialog) -> None:
    (before,) = await frozen(january)
    (score,) = await january.says(HEAD, "/score 综合科 上季度")
    assert score.splitlines()[:3] == [
        "<b>考评得分</b>｜综合科｜2026年四季度（2027年1月8日封存）",
        "<b>科室量化考评细则</b>（第2版，云政办发〔2026〕18号）",
        "得分 97.7｜良好",
    ]
    assert "封存后更正" not in score
    await january.says(REVIEWER, "/adjust")
    await january.taps(REVIEWER, "同意")
    (score,) = await january.says(HEAD, "我们科上季度多少分")
    assert score.splitlines()[2] == "得分 97.7｜良好"
    assert score.splitlines()[-2:] == [
        "<b>封存后更正 1</b>（更正后 97.2，封存的得分和名次不变）",
        "<blockquote>给综合科扣0.5分，依据无故缺席（每次），见云政办督〔2026〕41号｜无故缺席（每次） -0.5，"
        "李四提出、钱审核确认，佐证：云政办督〔2026〕41号（第十六条）</blockquote>",
    ]
    (ranking,) = await january.says(LEADER, "/score 上季度")
    assert ranking.splitlines()[0] == "<b>考评排名</b>｜2026年四季度（2027年1月8日封存）"
    assert "综合科｜97.7" in ranking
    assert await frozen(january) == [before]


async def test_the_hash_follows_from_the_ledger_again_also_after_later_corrections(january: Dialog) -> None:
    await january.says(REVIEWER, "/adjust")
    await january.taps(REVIEWER, "同意")
    (one,) = await proved(january)
    assert (one.quarter, one.is_whole, one.follows, one.verdict) == (Q4, True, True, "重算一致")


async def test_a_changed_rule_leaves_the_frozen_quarter_untouched_and_is_told(january: Dialog) -> None:
    """A version that would judge the past is seen by the proof; what was frozen is told as it was."""
    rules = tuple(one.model_copy(update={"points": one.points * 2, "cap": None}) for one in REGISTER.rule)
    newer = REGISTER.model_copy(update={"version": 3, "effective": date(2026, 10, 2), "rule": rules})
    changed = replace(house(), registers=(REGISTER, newer))
    (one,) = await proved(january, changed)
    assert (one.is_whole, one.follows) == (True, False)
    read = (await told(january)).made()
    (row,) = [row for row in read.found[0].rows if row.score.total != 100]
    assert row.score.total == Decimal("97.7")


async def test_a_backtest_compares_with_what_was_frozen_and_leaves_it(january: Dialog) -> None:
    rules = tuple(one.model_copy(update={"points": one.points * 2, "cap": None}) for one in REGISTER.rule)
    harsher = REGISTER.model_copy(update={"version": 3, "effective": date(2027, 4, 1), "rule": rules})
    before = await frozen(january)
    async with january.store.reading(now=january.now) as books:
        found = await backtest(books, harsher, Q4)
    (one,) = [one for one in found.compared[2] if one.moves and one.by]
    assert found.frozen
    assert (one.before.score.total, one.before.grade) == (Decimal("97.7"), Grade.GOOD)
    assert {(line.rule, line.each) for line in one.come} == {("late", Decimal("-1.0")), ("sent-back", Decimal("-0.6"))}
    assert one.by == sum(line.points for line in one.come) - sum(line.points for line in one.gone)
    assert await frozen(january) == before
    assert [proof.follows for proof in await proved(january)] == [True]


async def test_before_it_is_frozen_the_last_quarter_is_told_as_open(december: Dialog) -> None:
    jump(december, datetime(2027, 1, 4, 2, tzinfo=UTC))
    (score,) = await december.says(HEAD, "我们科上季度多少分")
    assert score.splitlines()[0] == "<b>考评得分</b>｜综合科｜2026年四季度（尚未封存）"


async def test_what_could_not_be_frozen_is_frozen_at_the_next_ring(december: Dialog, monkeypatch) -> None:
    """The database was away for a moment."""

    async def away(*_: object) -> None:
        raise ConnectionError

    jump(december, Q4.frozen_at(house()))
    ringing = duty(december)
    with monkeypatch.context() as outage, pytest.raises(ConnectionError):
        outage.setattr(Freezing, "_freeze", away)
        await ringing.ring()
    await ringing.ring()
    assert len(await frozen(december)) == 1


async def test_a_circular_speaks_of_tasks_that_were_over_before_the_quarter(assigned: Dialog) -> None:
    """The circular of a quarter comes out in the next one: its praise and criticism count there."""
    await assigned.says(STAFF, "收到", reply_to=assigned.last_to(STAFF))
    await assigned.sends_photo(STAFF, "DB-2026-1 申请销号")
    await assigned.says(REVIEWER, "同意销号 DB-2026-1")
    jump(assigned, datetime(2027, 1, 12, 3, tzinfo=UTC))
    async with assigned.store.books(now=assigned.now) as books:
        day = date(2026, 12, 31)
        draft = CircularDrafted(
            at=books.now, by=None, title="通报", sentences="按期办结。", tasks=("DB-2026-1",), praises=1, first=day,
            last=day, as_of=books.now,
        )  # fmt: skip
        seq = (await books.record(draft)).seq
        out = CircularPublished(at=books.now, by=None, circular=seq, version=1, paper="督查通报〔2027〕1号", chats=())
        await books.record(out)
    async with assigned.store.reading(now=assigned.now) as books:
        read = (await standings(books, quarter=Quarter(2027, 1))).read
    assert [(one.event, one.number) for one in happenings(read.facts, read.circulars)] == [(Event.PRAISED, "DB-2026-1")]


async def test_coordinators_and_leaders_read_the_ranking_with_its_hash(december: Dialog) -> None:
    jump(december, Q4.frozen_at(house()))
    await duty(december).ring()
    said = await december.delivered()
    (one,) = await frozen(december)
    told = [text for text in said if text.startswith(f"2026年四季度考评得分和排名已封存，校验码 {one.digest[:12]}。")]
    rankings = [text for text in said if text.startswith("<b>考评排名</b>｜2026年四季度（2027年1月8日封存）")]
    assert len(told) == len(rankings) == len(said) // 2 == 2  # The coordinator and the leader, and nobody else.
    for who in (COORDINATOR, LEADER):
        assert december.last_to(who).text in rankings


def districts_too() -> House:
    """Return rules that score departments, so that there is something to be told in a circular."""
    wide = REGISTER.model_copy(update={"scored": ("department",), "name": "政务绩效考评", "linkage": None})
    return replace(house(), registers=(wide,))


async def test_the_circular_is_drafted_from_lines_and_published_only_when_approved(december: Dialog) -> None:
    store = await Store.open(december.store.database.url, house=districts_too())
    jump(december, Q4.frozen_at(house()))
    await Freezing(store, Now(december), december.desk).ring()
    await store.close()
    said = await december.delivered()
    (card,) = [text for text in said if "通报稿" in text]
    assert "标题：关于2026年四季度政务绩效考评情况的通报" in card
    assert "由得分明细起草，逐句对应事项" in card
    async with december.store.reading(now=december.now) as books:
        (one,) = circulars_of(await books.records_of(*CIRCULARS)).values()
    assert (one.stage, one.authors, one.first, one.last) == (
        Stage.DRAFT,
        frozenset(),
        date(2026, 10, 1),
        date(2026, 12, 31),
    )
    assert one.tasks == ("DB-2026-1",)  # Each sentence is tied to it.
    stands = "市政府办公室政务绩效考评97.7分，列部门第2名，张三承办的“报送三季度经济运行分析”"
    assert [(point.tone, point.text) for point in one.points] == [
        (Tone.CRITICISM, f"{stands}逾期，扣2分。"),
        (Tone.CRITICISM, f"{stands}销号退回，扣0.3分。"),
    ]


async def test_nothing_is_frozen_while_people_sleep(december: Dialog) -> None:
    jump(december, datetime(2027, 1, 8, 14, tzinfo=UTC))
    await duty(december).ring()
    assert await frozen(december) == []
