"""How facts are written in English: Fri 27 Nov 18:00, lists with commas, one task and two tasks."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime

from handlers.english.terms import LEVEL, STATUS, TERM_UNIT
from handlers.reading.facts import fact
from handlers.wording.voice import LONGEST, Voice, called
from ledger.discretion import title, words
from ledger.people import Assignee, PersonId
from ledger.personal import cut, masked
from ledger.receipts import latest_due
from ledger.tasks import Branch, Status, Task
from ledger.terms import Term

__all__ = ["EnglishVoice", "called", "escape"]

WITHHELD = "(withheld)"
"""What the minimal mode says in the place of people's words."""
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ERASED = "(text erased)"
"""What stands for words whose term is over, or that somebody asked to have erased."""


def many(count: int, one: str, more: str = "") -> str:
    """Return 1 task, 2 tasks; ``more`` where an s is not enough."""
    return f"{count} {one if count == 1 else more or one + 's'}"


def listed(names: Iterable[str]) -> str:
    """Return the names with commas between them."""
    return ", ".join(names)


def in_days(day: date) -> str:
    """Return 27 Nov."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def month(day: date) -> str:
    """Return Nov 2026."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def days_named(first: date, last: date) -> str:
    """Return 1 Jul to 30 Sep."""
    return f"{in_days(first)} to {in_days(last)}"


def escape(text: str) -> str:
    """Return the users' words, inert; in minimal mode that there is something to read."""
    return called(text if words(text) == text else WITHHELD)


def short(text: str, limit: int = 40) -> str:
    """Return the words on one line, cut where they are long, escaped; of erased words, that they are gone."""
    return escape(_line(text, limit)) if text.strip() else ERASED


def headed(text: str, limit: int = 40) -> str:
    """Return the title of what is spoken about as ``short`` has it; in minimal mode its first signs."""
    return called(_line(title(text), limit))


def entitled(text: str) -> str:
    """Return the title as written, cut so that a message stays within the limit; in minimal mode its first signs."""
    return called(cut(title(text), LONGEST)) or ERASED


def bare_title(text: str) -> str:
    """Return the title for the middle of a sentence: without the full stop that it may end in."""
    return entitled(text.strip().rstrip("。.；;"))


def _line(text: str, limit: int) -> str:
    return cut(" ".join(text.split()) or ERASED, limit)


def headline(text: str, limit: int = 40) -> str:
    """Return a title among those of other tasks: short, numbers of people masked."""
    return headed(masked(text), limit)


def shown(text: str) -> str:
    """Return the users' words as written, cut so that a message stays within the platform's limit."""
    return escape(cut(text, LONGEST)) or ERASED


def within(text: str) -> str:
    """Return the users' words for the middle of a sentence: without the full stop that they may end in."""
    return shown(text.strip().rstrip("。.；;"))


def term_words(term: Term) -> str:
    """Return 2 workdays after receipt."""
    return f"{many(term.amount, TERM_UNIT[term.unit])} after receipt"


def untold(missed: Collection[str]) -> str:
    """Return the line that names whom no message reaches; nothing where there is nobody."""
    return f"\nNot told: {listed(map(called, missed))} (not using this assistant yet)." if missed else ""


@fact(slots=False)
class EnglishVoice(Voice):
    """The roster, the house rules and the moment that English sentences are written by."""

    def day(self, day: date) -> str:
        """Return Fri 27 Nov, with the year where it is not this year's."""
        year = "" if day.year == self.house.hours.local(self.now).year else f" {day.year}"
        return f"{WEEKDAYS[day.weekday()]} {in_days(day)}{year}"

    def moment(self, moment: datetime) -> str:
        """Return Fri 27 Nov 18:00 in business time."""
        local = self.house.hours.local(moment)
        return f"{self.day(local.date())} {local:%H:%M}"

    def brief(self, moment: datetime) -> str:
        """Return 18:00 for a moment of today, 30 Nov 18:00 for another."""
        local, today = self.house.hours.local(moment), self.house.hours.local(self.now).date()
        if local.date() == today:
            return f"{local:%H:%M}"
        year = "" if local.year == today.year else f" {local.year}"
        return f"{in_days(local.date())}{year} {local:%H:%M}"

    def waking_hours(self) -> str:
        """Return when people may be disturbed: on workdays 08:00 to 20:00."""
        quiet = self.house.quiet
        return f"{'on workdays' if quiet.rest_days else 'daily'} {quiet.ends:%H:%M} to {quiet.starts:%H:%M}"

    def deadline(self, task: Task) -> str:
        """Return the deadline in force, and what is left of it or how it was kept."""
        if task.deadline is None:
            return "no deadline" if task.term is None else self.term(task.term, latest_due(task, self.house))
        return f"{self.moment(task.deadline)} ({self._standing(task, task.deadline, ', ')})"

    def term(self, term: Term, latest: datetime | None) -> str:
        """Return 2 workdays after receipt, with the day on which it ends at the latest."""
        return term_words(term) + (f" ({self.moment(latest)} at the latest)" if latest is not None else "")

    def _brief_deadline(self, task: Task) -> str:
        if task.deadline is None:
            return "no deadline" if task.term is None else term_words(task.term)
        return f"{self.brief(task.deadline)} · {self._standing(task, task.deadline, ' · ')}"

    def time_left(self, deadline: datetime, *, provisional: bool = False) -> str:
        """Return the deadline with the workdays that are left, or by which it is overdue."""
        left = self._left(deadline) + (", provisional" if provisional else "")
        return f"{self.moment(deadline)} ({left})"

    def _standing(self, task: Task, deadline: datetime, comma: str) -> str:
        return self._how_it_stands(task, deadline) + (f"{comma}provisional" if task.provisional else "")

    def _how_it_stands(self, task: Task, deadline: datetime) -> str:
        if task.withdrawn_at is not None:
            return STATUS[Status.WITHDRAWN]
        if task.suspended is not None:
            return f"{STATUS[Status.SUSPENDED]}, the clock stands still"
        if task.claimed_at is None:
            return self._left(deadline)
        return ("claimed " if task.is_open else "completed ") + self._kept(deadline, task.claimed_at)

    def _kept(self, deadline: datetime, claimed_at: datetime) -> str:
        if claimed_at <= deadline:
            return "in time"
        due, claimed = (self.house.hours.local(moment).date() for moment in (deadline, claimed_at))
        days = self.house.calendar.workdays_between(due, claimed)
        return f"{many(days, 'workday')} late" if days else "late"

    def _left(self, deadline: datetime) -> str:
        local, now = self.house.hours.local(deadline), self.house.hours.local(self.now)
        days = self.house.calendar.workdays_between(now.date(), local.date())
        if deadline < self.now:
            return f"{many(-days, 'workday')} overdue" if days < 0 else "overdue"
        if local.date() == now.date():
            return "due today"
        if days > 0:
            return f"{many(days, 'workday')} left"
        return f"{many((local.date() - now.date()).days, 'day')} left"

    def person(self, person: PersonId | None) -> str:
        """Return the person's name; the clock's acts are the system's."""
        return "the system" if person is None else called(self.roster.person(person).name)

    def names(self, assignees: Iterable[Assignee]) -> str:
        """Return the names, in order."""
        return listed(self.assignee(assignee) for assignee in assignees)

    def state(self, task: Task) -> str:
        """Return where the task stands, overdue and percentage included."""
        words = [STATUS[task.status]]
        if task.is_overdue(self.now):
            words.append("overdue")
        if task.asked is not None and task.is_open:
            words.append("extension requested")
        if task.percent is not None and task.is_open:
            words.append(f"{task.percent}%")
        if task.blockers and task.is_open:
            words.append("blocked")
        return " · ".join(words)

    def _pressed(self, task: Task) -> str:
        return f" · {LEVEL[task.notice.level]} notice" if task.notice is not None and task.is_open else ""

    def branch_state(self, branch: Branch) -> str:
        """Return whose branch it is and where it stands."""
        words = [STATUS[branch.status]]
        if branch.percent is not None:
            words.append(f"{branch.percent}%")
        if branch.blocker is not None:
            words.append("blocked")
        return f"{' · '.join(words)} ({self.assignee(branch.assignee)})"

    def line(self, task: Task) -> str:
        """Return the task on one line, number first."""
        return f"{task.number} {headline(task.title)} | {self._brief_deadline(task)} | {self.state(task)}"

    def row(self, task: Task, *, asker: PersonId) -> str:
        """Return a row of a list: number, title, who (unless the asker alone), deadline, light, state and notice."""
        who = "" if [one.assignee.person for one in task.leads] == [asker] else f"{self.leads(task)} | "
        facts = f"{who}{self._brief_deadline(task)} | {self.light(task)}{self.state(task)}{self._pressed(task)}"
        return f"{task.number} {headline(task.title)} | {facts}"
