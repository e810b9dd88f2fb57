"""The triggers that make entries append-only, for both kinds of databases."""

from __future__ import annotations

SQLITE = {
    "entries_no_update": "BEFORE UPDATE ON entries",
    "entries_no_delete": "BEFORE DELETE ON entries",
}
POSTGRESQL = {
    "entries_no_change": "BEFORE UPDATE OR DELETE ON entries FOR EACH ROW",
    "entries_no_truncate": "BEFORE TRUNCATE ON entries FOR EACH STATEMENT",
}
_FUNCTION = """
CREATE FUNCTION entries_are_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'entries are append-only'; END $$
"""


def names(dialect: str) -> frozenset[str]:
    """Return the triggers that must be there."""
    return frozenset(SQLITE if dialect == "sqlite" else POSTGRESQL)


def create(dialect: str) -> list[str]:
    """Return the statements that make them."""
    if dialect == "sqlite":
        # INSERT OR REPLACE deletes first, which fires only under PRAGMA recursive_triggers.
        body = "BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END"
        return [f"CREATE TRIGGER {name} {when} {body}" for name, when in SQLITE.items()]
    call = "EXECUTE FUNCTION entries_are_append_only()"
    return [_FUNCTION, *(f"CREATE TRIGGER {name} {when} {call}" for name, when in POSTGRESQL.items())]


def drop(dialect: str) -> list[str]:
    """Return the statements that drop them."""
    if dialect == "sqlite":
        return [f"DROP TRIGGER {name}" for name in SQLITE]
    dropped = [f"DROP TRIGGER {name} ON entries" for name in POSTGRESQL]
    return [*dropped, "DROP FUNCTION entries_are_append_only()"]
