"""Random walks over all acts and roles reach no illegal state, on every kind of books; and the oracle can say no."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from ledger import permissions
from ledger.chain import GENESIS
from ledger.entries import Acknowledged, Closed, CompletionClaimed, ProgressNoted, Recorded, Source
from ledger.folding import replay
from ledger.kinds import KINDS
from ledger.office_entries import RosterImported
from ledger.people import PersonId, Role, Roster
from ledger.permissions import PERMISSIONS
from ledger.refusals import Refusal
from ledger.scopes import Scope
from ledger.transitions import Act
from ledger.undo_entries import Undone
from tests.acts.conftest import Ledger
from tests.ledger.house import MONDAY, REVIEWER, ROSTER, STAFF, person
from tests.support import adjusting, appealing
from tests.support.circulating import learn
from tests.support.legality import Illegal, Oracle
from tests.support.walkers import World
from tests.support.walking import ELSEWHERE, MIX, WISHES, wish

LONGER = int(os.environ.get("TAIZHANG_WALK", "1"))
"""So many times as many walks as in CI; each begins in a full office, which departures empty by and by."""
OF_CI = 3
MET = {"Undone", "CompletionClaimed", "Suspended", "PersonLeft", "PersonAdded", "TaskImported"}


async def walk(ledger: Ledger, seed: int, steps: int, mix: Sequence[Act] = MIX) -> Counter[str]:
    """Take steps of the mix; the oracle looks at what each left. Return the kinds of entries, and the refusals."""
    world, oracle, seen = World(Random(seed)), Oracle(ROSTER), Counter[str]()
    looked, world.open_numbers = ledger.before, oracle.open_numbers
    for _ in range(steps):
        world.goes_on()
        act, request = wish(world, mix)
        refused = await _refused(ledger, act, request)
        records = await ledger.records()
        new = records[looked:]
        assert not (refused and new), (refused, new)
        looked = len(records)
        async with ledger.opened() as books:
            oracle.drops(_dropped(new, books.roster))
        await _check(ledger, oracle, oracle.look(new))
        for one in new:
            world.hears(one.entry)
            learn(world, one)
            adjusting.learn(world, one)
            appealing.learn(world, one)
        seen.update([type(one.entry).__name__ for one in new] or [type(refused).__name__])
    _chain_holds(await ledger.records())
    return seen


def _dropped(new: Iterable[Recorded], roster: Roster) -> list[PersonId]:
    """Return whom an imported roster named no more; the file says so, and no entry does."""
    imported = any(isinstance(one.entry, RosterImported) for one in new)
    return [one.id for one in roster.people if imported and not one.is_active]


async def _refused(ledger: Ledger, act: Any, request: Any) -> Refusal | None:
    """Do the act, refused as at the door: what was written before is committed all the same."""
    async with ledger.opened() as books:
        try:
            await act(books, request)
        except Refusal as said:
            return said
    return None


async def _check(ledger: Ledger, oracle: Oracle, touched: set[str]) -> None:
    async with ledger.opened() as books:
        for number in touched:
            task = await books.task(number)
            assert task == replay(await books.entries_of(number)), number
            oracle.agree(task)
    oracle.parts_end_with_their_wholes()
    oracle.numbered_without_gap()


def _chain_holds(records: tuple[Recorded, ...]) -> None:
    before = GENESIS
    for n, record in enumerate(records, start=1):
        assert (record.seq, record.prev) == (n, before)
        before = record.hash


@pytest.mark.parametrize("seed", range(OF_CI * LONGER))
async def test_a_walk_over_all_acts_reaches_no_illegal_state(ledger: Ledger, office_url: str | None, seed: int) -> None:
    seen = await walk(ledger, seed, 900 if office_url is None else 120)
    assert seed >= OF_CI or seen["Assigned"] >= 3  # What a walk meets is chance; those of CI were looked at.


async def test_what_is_met_on_the_walks_is_a_life() -> None:
    seen = Counter[str]()
    for seed in range(2 * OF_CI):
        seen += await walk(_fresh(), seed, 900)
    assert set(seen) >= MET, MET - set(seen)
    assert sum(count for kind, count in seen.items() if kind in KINDS) > seen.total() / 7, seen


def test_every_act_has_a_wish() -> None:
    assert set(WISHES) | ELSEWHERE == set(Act)
    assert not set(WISHES) & ELSEWHERE


def chained(*entries: Any) -> list[Recorded]:
    """Return the entries as a chain holds them."""
    return [
        Recorded(seq=n, entry=entry, recorded_at=entry.at, source=Source(), prev="", hash="")
        for n, entry in enumerate(entries, start=1)
    ]


def _life() -> list[Any]:
    from ledger.entries import Assigned, Evidence
    from tests.ledger.house import COORDINATOR, FRIDAY

    number = "DB-2026-1"
    photo = Evidence(sha256="ab" * 32, name="现场.jpg", size=1, kind="photo")
    at: dict[str, Any] = {"number": number, "at": MONDAY}
    own: dict[str, Any] = {**at, "by": STAFF.id, "assignee": person(STAFF)}
    return [
        Assigned(**at, by=COORDINATOR.id, title="报送方案", lead=(person(STAFF),), deadline=FRIDAY),
        Acknowledged(**own),
        CompletionClaimed(**own, files=(photo,)),
        Closed(**at, by=REVIEWER.id),
    ]


def test_a_lawful_life_is_let_through() -> None:
    Oracle(ROSTER).look(chained(*_life()))


def _planted(name: str) -> list[Any]:
    given, signed, claimed, closed = _life()
    note = ProgressNoted(number=given.number, by=STAFF.id, at=MONDAY, assignee=person(STAFF), note="又有进展")
    return {
        "closed without a claim": [given, signed, closed],
        "moved after the end": [given, signed, claimed, closed, note],
        "closed by the doer": [given, signed, claimed, replace(closed, by=STAFF.id)],
        "signed twice": [given, signed, signed],
        "a branch of nobody": [given, replace(signed, assignee=person(REVIEWER))],
        "nothing before": [signed],
        "a number twice": [given, given],
        "undone by another": [
            given,
            signed,
            Undone(number=given.number, by=REVIEWER.id, at=MONDAY, undoes=2, kind="Acknowledged"),
        ],
    }[name]


@pytest.mark.parametrize(
    "name",
    [
        "closed without a claim",
        "moved after the end",
        "closed by the doer",
        "signed twice",
        "a branch of nobody",
        "nothing before",
        "a number twice",
        "undone by another",
    ],
)
def test_a_planted_violation_is_seen(name: str) -> None:
    with pytest.raises(Illegal):
        Oracle(ROSTER).look(chained(*_planted(name)))


async def test_a_rule_that_is_switched_off_is_seen_by_the_walk(
    monkeypatch: pytest.MonkeyPatch, ledger: Ledger, office_url: str | None
) -> None:
    """Without the rule that the doer is no reviewer, the same walks are stopped by the oracle."""
    if office_url is not None:
        pytest.skip("one kind of books is enough for a rule")
    monkeypatch.setattr("ledger.acts.closing._check_reviewer", lambda *_: None)
    with pytest.raises(Illegal, match="the doer is no reviewer"):
        for seed in range(40):
            await walk(_fresh(), seed, 400)


def _fresh() -> Ledger:
    from tests.acts.conftest import _in_memory

    return _in_memory()


async def test_departures_that_hand_nothing_over_are_seen_by_the_walk(
    monkeypatch: pytest.MonkeyPatch, ledger: Ledger, office_url: str | None
) -> None:
    if office_url is not None:
        pytest.skip("one kind of books is enough for a rule")

    async def nothing(*_: Any, **__: Any) -> tuple[()]:
        return ()

    monkeypatch.setattr("ledger.acts.departing.hand_over", nothing)
    with pytest.raises(Illegal, match="whoever leaves holds nothing any more"):
        for seed in range(40):
            await walk(_fresh(), seed, 400)


async def test_a_role_that_one_grants_alone_is_seen_by_the_walk(
    monkeypatch: pytest.MonkeyPatch, ledger: Ledger, office_url: str | None
) -> None:
    if office_url is not None:
        pytest.skip("one kind of books is enough for a rule")
    monkeypatch.setattr("ledger.acts.rostering.takes_second", lambda *_: False)
    with pytest.raises(Illegal, match=r"granted by two|the second one may agree"):
        for seed in range(40):
            await walk(_fresh(), seed, 400)


@pytest.fixture
def permit(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Role, Act], None]]:
    """Let a role do what the table does not let it; what was looked up in the table is forgotten before and after."""

    def permitted(role: Role, act: Act) -> None:
        monkeypatch.setitem(PERMISSIONS, (role, act), Scope.ANY)
        permissions._scopes.cache_clear()

    yield permitted
    monkeypatch.undo()
    permissions._scopes.cache_clear()


async def test_an_approver_who_wrote_it_is_seen_by_the_walk(
    monkeypatch: pytest.MonkeyPatch, permit: Callable[[Role, Act], None], ledger: Ledger, office_url: str | None
) -> None:
    """With one person for both rights, and without the rule that parts them, the oracle stops the walk."""
    if office_url is not None:
        pytest.skip("one kind of books is enough for a rule")

    async def nothing(*_: Any) -> None:
        return None

    monkeypatch.setattr("ledger.acts.circulars._hindrance", nothing)
    permit(Role.COORDINATOR, Act.APPROVE_CIRCULAR)
    mix = (Act.ASSIGN, Act.CLAIM, Act.CLOSE, Act.DRAFT_CIRCULAR, Act.APPROVE_CIRCULAR)
    with pytest.raises(Illegal, match="whoever wrote it does not approve"):
        for seed in range(20):
            await walk(_fresh(), seed, 400, mix)


async def test_points_that_one_gives_alone_are_seen_by_the_walk(
    monkeypatch: pytest.MonkeyPatch, permit: Callable[[Role, Act], None], ledger: Ledger, office_url: str | None
) -> None:
    if office_url is not None:
        pytest.skip("one kind of books is enough for a rule")
    monkeypatch.setattr("ledger.acts.adjusting._hindrance", lambda *_: None)
    permit(Role.COORDINATOR, Act.CONFIRM_SCORE)
    with pytest.raises(Illegal, match="one person alone gives no points"):
        for seed in range(20):
            await walk(_fresh(), seed, 400, (Act.ASSIGN, Act.PROPOSE_SCORE, Act.CONFIRM_SCORE))
