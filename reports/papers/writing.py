"""Writing: a report value becomes a paper, by the template of its kind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ledger.languages import Language
from reports.composing import Built
from reports.papers.numbering import day_on_paper, moment_on_paper
from reports.papers.paper import Paper, paper_from
from reports.rendering import environment

FOLDER = Path(__file__).with_name("templates")


def paper_of(built: Built) -> Paper:
    """Return a report as a paper, with the figures of the text."""
    view = built.view
    start = view.local(built.period.start)
    issuer = view.facts.house.papers
    values = {**built.values, "start": start, "now": view.local(view.now), "issuer": issuer}
    made_at = view.facts.house.hours.local(view.now)
    return written(f"{built.form}.paper.j2", values, dated=view.today, made_at=made_at, language=built.language)


def written(
    template: str,
    values: Mapping[str, Any],
    *,
    dated: date,
    made_at: datetime,
    language: Language = Language.CHINESE,
) -> Paper:
    """Return what the template makes of the values."""

    def moment(value: datetime) -> str:
        return moment_on_paper(value, dated, language)

    def day(value: date) -> str:
        return day_on_paper(value, language)

    from reports.contexts import pieces  # With jinja2, which few bots start with.

    found = environment(FOLDER, escaping=False, language=language).get_template(template)
    text = "".join(pieces(found, {**values, "today": dated, "moment": moment, "day": day, "tab": "\t"}))
    return paper_from(text, dated=dated, made_at=made_at, language=language)
