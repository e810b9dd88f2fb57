"""Lines of a list: drawn when somebody looks at them."""

from __future__ import annotations

from reports.lines import Drawn, Line, Section


def line(number: str) -> Line:
    return Line(number=number, title="汇总", who=("张三",), deadline=None, lit=None)


def test_a_list_is_counted_without_drawing_it_and_its_first_lines_without_the_rest():
    drawn: list[str] = []

    def draw(number: str) -> Line:
        drawn.append(number)
        return line(number)

    section = Section("new", Drawn(("DB-2026-1", "DB-2026-2", "DB-2026-3"), draw))

    assert (section.count, drawn) == (3, [])
    assert [one.number for one in section.lines[:2]] == drawn == ["DB-2026-1", "DB-2026-2"]
    assert section.lines[-1] == line("DB-2026-3")
    assert section.as_data()["tasks"] == ["DB-2026-1", "DB-2026-2", "DB-2026-3"]
