"""Tables of the work calendar: notices by year, and the office's own days."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Integer, Table, Text

from storage.types import BIG, METADATA, Json

calendar_years = Table(
    "calendar_years",
    METADATA,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("paper", Text, nullable=False),
    Column("days", Json, nullable=False),
    Column("seq", BIG, nullable=False),
)
"""Notices kept by chat or command; ``days`` holds [date, name, works] each, ``seq`` the entry that says so."""

calendar_days = Table(
    "calendar_days",
    METADATA,
    Column("day", Date, primary_key=True),
    Column("works", Boolean, nullable=False),
    Column("seq", BIG, nullable=False),
)
"""The office's own days (本单位调整), which win over the notices."""
