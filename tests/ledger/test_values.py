"""Values behave as the library's dataclasses do, and cost nothing before somebody makes one."""

import copy
import dataclasses
import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError, field
from typing import Any, ClassVar

import pytest

from ledger.acts.requests import AssignTask
from ledger.values import dataclass

HOW = [
    {},
    {"unsafe_hash": True},
    {"frozen": True},
    {"slots": True},
    {"frozen": True, "slots": True},
    {"frozen": True, "slots": True, "kw_only": True},
]


def _classes(decorate: Any, how: dict[str, bool]) -> tuple[type, type]:
    """Return a class and one that goes on from it, as they are written everywhere."""

    @decorate(**how)
    class Place:
        """Where."""

        room: str
        KINDS: ClassVar[tuple[str, ...]] = ("office",)
        tags: list[str] = field(default_factory=list, hash=False)
        code: str = field(default="", repr=False)

    @decorate(**how)
    class Desk(Place):
        """Where exactly."""

        number: int = 1
        note: str = field(default="", compare=False)
        kind: str = "oak"
        lamp: bool = False
        drawers: tuple[str, ...] = ()

        def __str__(self) -> str:
            return f"{self.room}/{self.number}"

    return Place, Desk


@pytest.fixture(params=HOW, ids=lambda how: "-".join(how) or "plain")
def pairs(request):
    """Return each class twice: ours and the library's."""
    ours, theirs = (_classes(decorate, request.param) for decorate in (dataclass, dataclasses.dataclass))
    return list(zip(ours, theirs, strict=True))


GIVEN = [{"room": "甲"}, {"room": "甲", "tags": ["窗"]}, {"room": "乙", "code": "x"}, {"room": "甲", "tags": []}]


def test_they_are_made_shown_compared_and_hashed_alike(pairs):
    for mine, theirs in pairs:
        ours, wanted = ([kind(**given) for given in GIVEN] for kind in (mine, theirs))
        assert [repr(one) for one in ours] == [repr(one) for one in wanted]
        assert [dataclasses.asdict(one) for one in ours] == [dataclasses.asdict(one) for one in wanted]
        assert [[one == other for other in ours] for one in ours] == [
            [one == other for other in wanted] for one in wanted
        ]
        assert mine.__match_args__ == theirs.__match_args__ and ours[0] != wanted[0]
        assert (mine.__hash__ is None) == (theirs.__hash__ is None)
        if mine.__hash__ is not None:
            assert [hash(one) for one in ours] == [hash(one) for one in wanted]


def test_what_is_given_wrongly_is_refused_alike(pairs):
    for mine, theirs in pairs:
        for given, named in [((), {}), (("甲",), {}), (("甲", []), {"tags": []}), ((), {"room": "甲", "other": 1})]:
            outcomes = [_outcome(kind, given, named) for kind in (mine, theirs)]
            assert outcomes[0] == outcomes[1]


def _outcome(kind: Any, given: Any, named: Any) -> str:
    try:
        return repr(kind(*given, **named))
    except TypeError as error:
        return str(error)


def test_frozen_ones_stay_as_they_are_and_others_do_not(pairs):
    for mine, theirs in pairs:
        one, other = mine(room="甲"), theirs(room="甲")
        for act in (lambda it: setattr(it, "room", "乙"), lambda it: delattr(it, "room")):
            assert [_frozen(act, one)] == [_frozen(act, other)]


def _frozen(act: Any, one: Any) -> bool:
    try:
        act(one)
    except FrozenInstanceError:
        return True
    return False


def test_they_are_replaced_copied_and_inherit_their_words(pairs):
    for (mine, _), (_, further) in [pairs]:
        one = mine(room="甲", tags=["窗"])
        assert dataclasses.replace(one, room="乙") == mine(room="乙", tags=["窗"])
        assert copy.copy(one) == one and copy.deepcopy(one) == one
        assert further(room="甲").__str__() == "甲/1"


def test_one_that_was_kept_in_a_file_is_the_same():
    one = Kept(name="甲")
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - our own


@dataclass(frozen=True, slots=True)
class Kept:
    name: str
    own: int = field(default=3, compare=False)


@dataclass
class Said:
    """Says itself what it does."""

    name: str
    length: int = field(init=False)

    def __post_init__(self) -> None:
        self.length = len(self.name)

    def __repr__(self) -> str:
        return self.name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Said)

    def __hash__(self) -> int:
        return 1


def test_what_a_class_says_itself_stays():
    one = Said("甲乙")
    assert (repr(one), one == Said("丙"), hash(one), one.length) == ("甲乙", True, 1, 2)


def test_one_that_holds_itself_can_be_shown():
    @dataclass
    class Ring:
        held: object = None

    one = Ring()
    one.held = [one]
    assert repr(one).endswith("Ring(held=[...])")


def test_nothing_is_written_before_it_is_needed():
    code = (
        "from ledger.acts import requests; from ledger.values import dataclass; from dataclasses import is_dataclass\n"
        "kinds = [one for one in vars(requests).values() if isinstance(one, type) and is_dataclass(one)]\n"
        "print(len(kinds), {one.__init__.__code__.co_filename == '<string>' for one in kinds})"
    )
    counted, written = subprocess.check_output([sys.executable, "-c", code], text=True).split()
    assert int(counted) > 30 and written == "{False}"
    assert AssignTask.__module__ == "ledger.acts.requests"
