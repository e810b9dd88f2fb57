"""How long the reports of a city's office take: ``python -m tests.benchmarks.reports`` prints one line per figure.

A city has 49 units, 5,000 people and 20,000 open tasks (``tests/reports/city.py``). Beside the processor time stands
how many turns of an empty loop would have taken as long, which says the same on a busy machine.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from handlers.digest import digests
from handlers.figures import figure_rows
from reports import Reminders, build, compose
from reports.board import board
from reports.composing import BUILDERS
from reports.files import FORMS
from tests.reports.city import EVENING, city_facts

TURNS, TRIES = 1_000_000, 3


def empty() -> float:
    """Return the seconds that an empty loop takes now."""
    start = time.process_time()
    for _ in range(TURNS):
        pass
    return time.process_time() - start


def figure(name: str, work: Callable[[], object]) -> None:
    """Print the best of some tries."""
    best = min(_tried(work) for _ in range(TRIES))
    print(f"{name}: {best[1]:.2f} s, {best[0]:.0f} million turns")


def _tried(work: Callable[[], object]) -> tuple[float, float]:
    before, start = empty(), time.process_time()
    work()
    taken = time.process_time() - start
    return taken / ((before + empty()) / 2), taken


def main() -> None:
    """Print the figures."""
    facts = city_facts(EVENING)
    made = {kind: compose(kind, facts) for kind in BUILDERS}
    for kind in BUILDERS:
        figure(f"{kind}, its text and data", lambda kind=kind: compose(kind, facts))  # type: ignore[misc]
    figure("weekly, as a press of a number makes it", lambda: build("weekly", facts))
    figure("the buttons under a weekly summary", lambda: figure_rows(made["weekly"], anyone=True))
    figure("the live board", lambda: board(facts, units=None, since=None))
    figure("the digests of six leaders", lambda: digests(facts, ()))
    figure("the to-do lists of everybody", lambda: list(map(Reminders(facts).todo, facts.roster.people)))
    figure(
        "who has not reported, for all heads", lambda: list(map(Reminders(facts).missing_names, facts.roster.people))
    )
    for form in FORMS:
        figure(f"weekly as {form}", lambda form=form: FORMS[form](made["weekly"]))  # type: ignore[misc]


if __name__ == "__main__":
    main()
