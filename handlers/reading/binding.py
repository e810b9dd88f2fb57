"""Words about binding: 本群绑定综合科 or what follows /bind, said in the group; 审核绑定, said in private; pure."""

from __future__ import annotations

from handlers.reading.key import Key, needs
from handlers.reading.late import Late
from handlers.reading.rostering import unit_called
from ledger.people import Roster, Unit

_BINDS = Late(
    r"\W*(?:请)?(?:(?:把|将)?(?:本群|这个群|此群)(?:绑定|对应)|绑定(?:本群|这个群|此群))(?:到|为|给|在)?[:\s]*(?P<unit>\S{0,20}?)[。!\s]*"
)
_REQUESTS = Late(
    r"\W*(?:请|麻烦|帮我|我要)?(?:查看|看看|看一?下|处理)?(?:审核绑定(?:申请)?|待审核?的?绑定(?:申请)?|绑定(?:申请|审核))(?:有哪些)?\W*"
)
_WHOLE = frozenset({"全单位", "全办", "全局", "全市", "全体", "全部"})


@needs(Key("群", _BINDS))
def binds(text: str) -> bool:
    """Tell whether the words bind the group."""
    return _BINDS.fullmatch(text) is not None


@needs(Key("绑", _REQUESTS))
def asks_requests(text: str) -> bool:
    """Tell whether the words, all of them, ask for the binding requests that wait."""
    return _REQUESTS.fullmatch(text) is not None


def unit_named(text: str) -> str:
    """Return the words for the unit, in a sentence or behind the command; empty where there are none."""
    found = _BINDS.fullmatch(text)
    return found["unit"] if found else text.strip()


def unit_meant(words: str, roster: Roster) -> tuple[bool, Unit | None]:
    """Return whether the words name a unit, and which: ``None`` is the whole house."""
    unit = unit_called(words, roster)
    return unit is not None or words in _WHOLE, unit
