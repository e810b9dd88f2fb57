"""Lines as messages print them: worded once, and escaped."""

from __future__ import annotations

from ledger.lights import Light, Lit, Why
from reports.lines import Line, Section
from reports.telling import Told, headed

WORDS = {"nothing": "（无文字）", "bar": "｜", "joint": "、"}


def line(number: str, title: str = "汇总", lit: Lit | None = None) -> Line:
    return Line(number=number, title=title, who=("张三", "<李四>"), deadline=None, lit=lit)


def test_a_line_is_worded_once_whatever_lengths_are_tried():
    worded: list[str] = []

    def head(one: Line) -> str:
        worded.append(one.number)
        return one.number

    told, section = Told(), Section("new", tuple(map(line, ("DB-2026-1", "DB-2026-2", "DB-2026-3"))))

    assert told(section, 2, head, lambda _: "！") == "DB-2026-1！\nDB-2026-2！"
    assert told(section, 1, head, lambda _: "！") == "DB-2026-1！"
    assert told(section, 5, head, lambda _: "！") == "DB-2026-1！\nDB-2026-2！\nDB-2026-3！"
    assert worded == ["DB-2026-1", "DB-2026-2", "DB-2026-3"]


def test_what_a_line_begins_with_is_escaped_and_says_that_there_is_no_title():
    red = Lit(Light.RED, Why.OVERDUE)

    assert headed(line("DB-2026-1", "A&B", red), **WORDS) == "DB-2026-1 🔴A&amp;B｜张三、&lt;李四&gt;"
    assert headed(line("DB-2026-2", " "), **WORDS) == "DB-2026-2 （无文字）｜张三、&lt;李四&gt;"
