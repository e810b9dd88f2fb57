"""How facts are written: moments in the office's zone, names from the roster, users' words escaped."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from html import escape as _escape
from importlib import import_module

from handlers.reading.facts import fact
from handlers.reading.lazily import lazily
from handlers.wording.spoken import ENGLISH, spoken
from handlers.wording.terms import LEVEL, MARKS, STATUS
from ledger.discretion import title, words
from ledger.house import House
from ledger.lights import light_of
from ledger.people import Assignee, PersonId, Roster
from ledger.personal import cut, masked
from ledger.receipts import latest_due
from ledger.tasks import Branch, Status, Task
from ledger.terms import Term
from reports.words import ERASED, moment_words, term_words
from storage.books import OpenBooks

LONGEST = 600  # Characters of one free text; the whole stands in the ledger.
WEEKDAYS = "一二三四五六日"
_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0x200E, 0x200F, 0xFEFF])


def called(text: str, limit: int | None = None) -> str:
    """Return what the roster or the program calls something, inert, on one line of at most ``limit`` signs."""
    return _inert(text if limit is None else _line(text, limit))


def escape(text: str) -> str:
    """Return the users' words, inert: no tags, no marks that turn the direction of writing; none in minimal mode."""
    return _inert(words(text))


def short(text: str, limit: int = 40) -> str:
    """Return the words on one line, cut where they are long, escaped; of erased words, that they are gone."""
    return escape(_line(text, limit)) if text.strip() else ERASED


def headed(text: str, limit: int = 40) -> str:
    """Return the title of what is spoken about as ``short`` has it; in minimal mode its first signs."""
    return _inert(_line(title(text), limit))


def entitled(text: str) -> str:
    """Return the title as written, cut so that a message stays within the limit; in minimal mode its first signs."""
    return _inert(cut(title(text), LONGEST)) or ERASED


def bare_title(text: str) -> str:
    """Return the title for the middle of a sentence: without the full stop that it may end in."""
    return entitled(text.strip().rstrip("。.；;"))


def _inert(text: str) -> str:
    return _escape(text.translate(_BIDI), quote=False)


def _line(text: str, limit: int) -> str:
    return cut(" ".join(text.split()) or ERASED, limit)


@spoken
def days_named(first: date, last: date) -> str:
    """Return 7月1日至9月30日."""
    return f"{first.month}月{first.day}日至{last.month}月{last.day}日"


def headline(text: str, limit: int = 40) -> str:
    """Return a title among those of other tasks: short, numbers of people masked; each task shows its own whole."""
    return headed(masked(text), limit)


def shown(text: str) -> str:
    """Return the users' words as written, cut so that a message stays within the platform's limit; see ``short``."""
    return escape(cut(text, LONGEST)) or ERASED


def within(text: str) -> str:
    """Return the users' words for the middle of a sentence: without the full stop that they may end in."""
    return shown(text.strip().rstrip("。.；;"))


@fact(slots=False)
class Voice:
    """The roster, the house rules and the moment that sentences are written by."""

    roster: Roster
    house: House
    now: datetime

    @classmethod
    def of(cls, books: OpenBooks) -> Voice:
        """Return the voice for these books."""
        return cls(books.roster, books.house, books.now)

    @lazily
    def _today(self) -> date:
        """The business date of the moment."""
        return self.house.hours.local(self.now).date()

    def in_english(self) -> Voice:
        """Return the voice of the same roster, rules and moment for English sentences."""
        made: Voice = import_module(f"{ENGLISH}.voice").EnglishVoice(self.roster, self.house, self.now)
        return made

    def day(self, day: date) -> str:
        """Return 11月27日（星期五）, with the year where it is not this year's."""
        year = "" if day.year == self._today.year else f"{day.year}年"
        return f"{year}{day.month}月{day.day}日（星期{WEEKDAYS[day.weekday()]}）"

    def moment(self, moment: datetime) -> str:
        """Return 11月27日（星期五）18:00 in business time."""
        local = self.house.hours.local(moment)
        return f"{self.day(local)}{local.hour:02}:{local.minute:02}"

    def brief(self, moment: datetime) -> str:
        """Return 18:00 for a moment of today, 11-27 18:00 for another, as the lists of the reports have it."""
        hours = self.house.hours
        return moment_words(hours.local(moment), self._today)

    def waking_hours(self) -> str:
        """Return when people may be disturbed: 工作日08:00至20:00, by the settings of the house."""
        quiet = self.house.quiet
        return f"{'工作日' if quiet.rest_days else '每日'}{quiet.ends:%H:%M}至{quiet.starts:%H:%M}"

    def deadline(self, task: Task) -> str:
        """Return the deadline in force, and what is left of it or how it was kept."""
        if task.deadline is None:
            return "未定时限" if task.term is None else self.term(task.term, latest_due(task, self.house))
        return f"{self.moment(task.deadline)}（{self._standing(task, task.deadline, '，')}）"

    def term(self, term: Term, latest: datetime | None) -> str:
        """Return 签收后2个工作日, with the day on which it ends if the receipt comes at the end of its limit."""
        return term_words(term) + (f"（最迟{self.moment(latest)}）" if latest is not None else "")

    def _brief_deadline(self, task: Task) -> str:
        if task.deadline is None:
            return "未定时限" if task.term is None else term_words(task.term)
        return f"{self.brief(task.deadline)} · {self._standing(task, task.deadline, ' · ')}"

    def time_left(self, deadline: datetime, *, provisional: bool = False) -> str:
        """Return the deadline with the workdays that are left, or by which it is overdue."""
        left = self._left(deadline) + ("，暂定" if provisional else "")
        return f"{self.moment(deadline)}（{left}）"

    def _standing(self, task: Task, deadline: datetime, comma: str) -> str:
        return self._how_it_stands(task, deadline) + (f"{comma}暂定" if task.provisional else "")

    def _how_it_stands(self, task: Task, deadline: datetime) -> str:
        """Return how the deadline was kept, once there is a claim; before, how much time is left."""
        if task.withdrawn_at is not None:
            return STATUS[Status.WITHDRAWN]
        if task.suspended is not None:
            return f"{STATUS[Status.SUSPENDED]}，不计时限"
        if task.claimed_at is None:
            return self._left(deadline)
        return self._kept(deadline, task.claimed_at) + ("申请销号" if task.is_open else "办结")

    def _kept(self, deadline: datetime, claimed_at: datetime) -> str:
        """Return 按期, or by how many workdays the claim came late; the deadline itself is in time."""
        if claimed_at <= deadline:
            return "按期"
        due, claimed = (self.house.hours.local(moment).date() for moment in (deadline, claimed_at))
        days = self.house.calendar.workdays_between(due, claimed)
        return f"逾期{days}个工作日" if days else "逾期"

    def _left(self, deadline: datetime) -> str:
        last, today = self.house.hours.local(deadline).date(), self._today
        days = self.house.calendar.workdays_between(today, last)
        if deadline < self.now:
            return f"已逾期{-days}个工作日" if days < 0 else "已逾期"
        if last == today:
            return "今日到期"
        return f"剩{days}个工作日" if days > 0 else f"剩{(last - today).days}天"

    def person(self, person: PersonId | None) -> str:
        """Return the person's name; the clock's acts are the system's."""
        return "系统" if person is None else called(self.roster.person(person).name)

    def assignee(self, assignee: Assignee) -> str:
        """Return the name of the person or unit."""
        return called(self.roster.name_of(assignee))

    def names(self, assignees: Iterable[Assignee]) -> str:
        """Return the names, in order."""
        return "、".join(self.assignee(assignee) for assignee in assignees)

    def leads(self, task: Task) -> str:
        """Return who leads the task."""
        return self.names(branch.assignee for branch in task.leads)

    def supports(self, task: Task) -> str:
        """Return who supports."""
        return self.names(branch.assignee for branch in task.supports)

    def state(self, task: Task) -> str:
        """Return where the task stands, overdue and percentage included."""
        words = [STATUS[task.status]]
        if task.is_overdue(self.now):
            words.append("逾期")
        if task.asked is not None and task.is_open:
            words.append("延期待批")
        if task.percent is not None and task.is_open:
            words.append(f"{task.percent}%")
        if task.blockers and task.is_open:
            words.append("有卡点")
        return " · ".join(words)

    def _pressed(self, task: Task) -> str:
        """Return the level of the supervision notice that the open task is under, for a row of a list."""
        return f" · {LEVEL[task.notice.level]}督办" if task.notice is not None and task.is_open else ""

    def branch_state(self, branch: Branch) -> str:
        """Return whose branch it is and where it stands."""
        words = [STATUS[branch.status]]
        if branch.percent is not None:
            words.append(f"{branch.percent}%")
        if branch.blocker is not None:
            words.append("有卡点")
        return f"{' · '.join(words)}（{self.assignee(branch.assignee)}）"

    def line(self, task: Task) -> str:
        """Return the task on one line, number first."""
        return f"{task.number} {headline(task.title)}｜{self._brief_deadline(task)}｜{self.state(task)}"

    def row(self, task: Task, *, asker: PersonId) -> str:
        """Return a row of a list: number, title, who (unless the asker alone), deadline, light, state and notice."""
        who = "" if [one.assignee.person for one in task.leads] == [asker] else f"{self.leads(task)}｜"
        facts = f"{who}{self._brief_deadline(task)}｜{self.light(task)}{self.state(task)}{self._pressed(task)}"
        return f"{task.number} {headline(task.title)}｜{facts}"

    def lit_line(self, task: Task) -> str:
        """Return the task on one line behind its light."""
        return f"{self.light(task)} {self.line(task)}".lstrip()

    def light(self, task: Task) -> str:
        """Return the mark of the task's light; empty where it has none."""
        lit = light_of(task, self.now, self.house)
        return MARKS[lit.light] if lit is not None else ""


def untold(missed: Collection[str]) -> str:
    """Return the line that names whom no message reaches; nothing where there is nobody."""
    return f"\n未能通知{'、'.join(map(called, missed))}（尚未启用本助手）。" if missed else ""
