"""How well and how fast messages are read: ``python -m tests.benchmarks.reading`` prints one line per figure.

With a corpus's name (``python -m tests.benchmarks.reading messages_dev.tsv``) it prints what is not read exactly in it.
"""

from __future__ import annotations

import csv
import statistics
import sys
import time
from collections.abc import Callable

from handlers.reading import Context, read
from ledger.people import Person, PersonId, Role, Roster, Unit, UnitId, UnitKind
from tests.reading import scoring
from tests.reading.office import CALENDAR, CASES, HOURS, MONDAY, OFFICE, moment

PIECES = (
    "请",
    "1",
    "周五前",
    "张三",
    "张三、",
    "12月",
    "每周一",
    "1.",
    "(周五)",
    "请张三周五前报送",
    "日报",
    "3号",
    "@",
    "半个",
    " ",
    "\n",
)
GIVEN = "明华国英文玉秀丽建平志伟海涛晓敏"
FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"


def city() -> Roster:
    """Return the cases' roster grown to 5,000 people in 500 units."""
    kinds = (UnitKind.DEPARTMENT, UnitKind.OFFICE)
    units = tuple(Unit(id=UnitId(1000 + n), kind=kinds[n % 2], name=f"第{n}局") for n in range(500))
    names = [f"{one}{two}{three}" for one in FAMILY for two in GIVEN for three in GIVEN][:5000]
    people = tuple(
        Person(id=PersonId(10_000 + n), name=name, unit=units[n % 500].id, roles=frozenset({Role.STAFF}))
        for n, name in enumerate(names)
    )
    return Roster(units=OFFICE.units + units, people=OFFICE.people + people, groups=OFFICE.groups)


def milliseconds(work: Callable[[], object]) -> float:
    """Return the processor time of one call."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


MESSAGES = tuple(f"messages_{name}.tsv" for name in ("dev", "held", "third", "fourth", "fifth"))
SILENT = ("chatter.txt", *(f"silent_{name}.txt" for name in ("dev", "held", "third", "fourth", "fifth")))


def quality() -> None:
    """Print how much is read exactly, what would be wrong without a question, and what would be answered in vain."""
    for name in MESSAGES:
        found = scoring.results(name)
        exact, wrong = (sum(map(what, found)) for what in (_exact, _wrong))
        print(f"{name}: {exact} of {len(found)} exact ({exact / len(found):.1%}), {wrong} wrong without a question")
    for name in SILENT:
        lines = (scoring.DATA / name).read_text(encoding="utf-8").splitlines()
        print(f"{name}: {len(scoring.answered(name))} of {len(lines)} answered")


def _exact(result: scoring.Result) -> bool:
    return result.is_exact


def _wrong(result: scoring.Result) -> bool:
    return result.is_silently_wrong


def faults(name: str) -> None:
    """Print what a corpus holds that is not read as it should be."""
    if name in SILENT:
        for text, role, intent in scoring.answered(name):
            print(f"{intent.value} ({role.value}): {text}")
        return
    for result in scoring.results(name):
        if not result.is_exact or result.is_silently_wrong:
            print(result)


def main() -> None:
    """Print the figures, or the faults of one corpus."""
    if len(sys.argv) > 1:
        faults(sys.argv[1])
        return
    quality()
    speed()


def speed() -> None:
    """Print how long messages take with 5,000 people on the roster."""
    roster = city()

    def reading(text: str, role: Role) -> object:
        return read(
            text, roster=roster, calendar=CALENDAR, hours=HOURS, at=moment(MONDAY), role=role, context=Context.GROUP
        )

    print(f"first message, roster indexed: {milliseconds(lambda: reading('收到', Role.STAFF)):.0f} ms")
    with (CASES / "phrases.tsv").open(encoding="utf-8", newline="") as file:
        rows = [(row["text"], Role(row["sender_role"])) for row in csv.DictReader(file, delimiter="\t")]
    each = [milliseconds(lambda row=row: reading(*row)) for row in rows * 5]  # type: ignore[misc]
    print(f"a message, median of {len(each)}: {statistics.median(each):.3f} ms")
    texts = [(piece * 4096)[:4096] for piece in PIECES]
    worst = max(
        min(milliseconds(lambda text=text: reading(text, Role.COORDINATOR)) for _ in range(3)) for text in texts
    )  # type: ignore[misc]
    print(f"the slowest of {len(texts)} texts of 4096 characters: {worst:.1f} ms")


if __name__ == "__main__":
    main()
