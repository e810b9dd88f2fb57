"""Writing: a report value becomes a paper, by the template of its kind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from reports.composing import Built
from reports.papers.paper import Paper, paper_from
from reports.rendering import environment

FOLDER = Path(__file__).with_name("templates")


def paper_of(built: Built) -> Paper:
    """Return a report as a paper, with the figures of the text."""
    view = built.view
    start = view.local(built.period.start)
    issuer = view.facts.house.papers
    values = {**built.values, "start": start, "now": view.local(view.now), "issuer": issuer}
    return written(f"{built.form}.paper.j2", values, dated=view.today, made_at=view.facts.house.hours.local(view.now))


def written(template: str, values: Mapping[str, Any], *, dated: date, made_at: datetime) -> Paper:
    """Return what the template makes of the values."""

    def moment(value: datetime) -> str:
        year = "" if value.year == dated.year else f"{value.year}年"
        return f"{year}{value.month}月{value.day}日{value:%H:%M}"

    def day(value: date) -> str:
        return f"{value.year}年{value.month}月{value.day}日"

    text = (
        environment(FOLDER, escaping=False)
        .get_template(template)
        .render(**values, today=dated, moment=moment, day=day, tab="\t")
    )
    return paper_from(text, dated=dated, made_at=made_at)
