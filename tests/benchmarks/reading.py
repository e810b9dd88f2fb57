"""How well and how fast messages are read: ``python -m tests.benchmarks.reading`` prints one line per figure.

With a corpus's name (``python -m tests.benchmarks.reading messages_dev.tsv``) it prints what is not read exactly in it.
"""

from __future__ import annotations

import csv
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from handlers.reading import Context, learn, read
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
    "会议议定：1.由住建局牵头；",
    "③教育局尽快提出方案",
    "改到周五",
    "后天给行吗",
    "①",
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


CORPORA = (
    *("dev", "held", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)
MESSAGES = tuple(f"messages_{name}.tsv" for name in CORPORA)
SILENT = ("chatter.txt", *(f"silent_{name}.txt" for name in CORPORA))


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


BEGIN = """
import statistics, sys, time
start = time.process_time()
import handlers.reading
print(time.process_time() - start)
from tests.benchmarks.reading import city, firsts, milliseconds, reading
roster = city()
handlers.reading.learn(roster)
said = firsts()[int(sys.argv[1])]
print(milliseconds(lambda: reading(*said, roster=roster)))
"""
"""What a new process pays: seconds for the import, milliseconds for the message that it reads first."""


def beginnings() -> None:
    """Print what new processes pay for the import and for the first message that they ever read."""
    runs = [
        subprocess.check_output([sys.executable, "-c", BEGIN, str(at)], text=True).split()
        for at in range(len(firsts()))
    ]
    imports, first = ([float(run[at]) for run in runs] for at in (0, 1))
    print(f"import handlers.reading, median of {len(runs)} new processes: {statistics.median(imports):.3f} s")
    print(f"the first message of each: median {statistics.median(first):.1f} ms, worst {max(first):.1f} ms")


def firsts() -> list[tuple[str, Role, Context]]:
    """Return every sixtieth of the words about tasks, each in its place, and the long texts."""
    with (scoring.DATA / "words.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[::60]
    words = [(row["text"], Role(row["sender_role"]), Context(row["context"])) for row in rows]
    return words + [((piece * 4096)[:4096], Role.COORDINATOR, Context.GROUP) for piece in PIECES]


def reading(text: str, role: Role, context: Context = Context.GROUP, *, roster: Roster) -> object:
    """Read a message on a Monday morning."""
    return read(text, roster=roster, calendar=CALENDAR, hours=HOURS, at=moment(MONDAY), role=role, context=context)


def main() -> None:
    """Print the figures, or the faults of one corpus."""
    if len(sys.argv) > 1:
        faults(sys.argv[1])
        return
    beginnings()
    quality()
    speed()


def speed() -> None:
    """Print how long messages take with 5,000 people on the roster."""
    roster = city()

    print(f"the index of the roster: {milliseconds(lambda: learn(roster)):.0f} ms")
    with (CASES / "phrases.tsv").open(encoding="utf-8", newline="") as file:
        rows = [(row["text"], Role(row["sender_role"])) for row in csv.DictReader(file, delimiter="\t")]
    each = [milliseconds(lambda row=row: reading(*row, roster=roster)) for row in rows * 5]  # type: ignore[misc]
    print(f"a message, median of {len(each)}: {statistics.median(each):.3f} ms")
    texts = [(piece * 4096)[:4096] for piece in PIECES]
    worst = max(
        min(milliseconds(lambda text=text: reading(text, Role.COORDINATOR, roster=roster)) for _ in range(3))
        for text in texts
    )  # type: ignore[misc]
    print(f"the slowest of {len(texts)} texts of 4096 characters: {worst:.1f} ms")


if __name__ == "__main__":
    main()
