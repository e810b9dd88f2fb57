"""Query plans: which statements the program runs, and which growing tables they would read from end to end."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

import psycopg
from sqlalchemy import event

from storage.driver import Words
from storage.engines import Database
from storage.server_trips import ServerTrips

GROWING = (
    "entries",
    "texts",
    "tasks",
    "branches",
    "documents",
    "outbox",
    "inbox",
    "messages",
    "actions",
    "slots",
    "versions",
    "month_end_tasks",
)
"""Tables that grow with every day of the office."""
_LATEST = re.compile(r"ORDER BY \w+\.(seq|id) DESC\s+LIMIT", re.IGNORECASE)
"""What walks back from the newest row and stops at the first that fits reads no whole table."""
Statement = tuple[str, Any]


def heard(database: Database) -> list[Statement]:
    """Return a list that grows with each statement that the database runs from now on, with its values."""
    found: list[Statement] = []
    if database.dialect == "sqlite":

        def trace(connection: Any, _record: object) -> None:
            connection.driver_connection._conn.set_trace_callback(lambda text: found.append((text, None)))

        event.listen(database.engine.sync_engine, "connect", trace)
    else:

        def note(_connection: Any, _cursor: Any, text: str, values: Any, _context: Any, many: bool) -> None:
            if not many:
                found.append((text, values))

        event.listen(database.engine.sync_engine, "before_cursor_execute", note)
        event.listen(
            database.engine.sync_engine, "connect", lambda adapted, _: _listen(adapted.driver_connection.trips, found)
        )
    return found


def _listen(driver: ServerTrips, found: list[Statement]) -> None:
    asks = driver._asks

    async def heard(steps: Sequence[Words], **how: Any) -> Any:
        found.extend(steps)
        return await asks(steps, **how)

    driver._asks = heard  # type: ignore[method-assign]


def scans(url: str, statements: Sequence[Statement]) -> list[str]:
    """Return the statements that read a growing table from end to end, each with its plan."""
    asked = [(text, values) for text, values in statements if _is_query(text) and not _LATEST.search(text)]
    return list(_scans_of_file(url, asked) if url.startswith("sqlite") else _scans_of_server(url, asked))


def _is_query(text: str) -> bool:
    return text.split(None, 1)[0].upper() in {"SELECT", "UPDATE", "DELETE", "WITH"}


def _scans_of_file(url: str, asked: Sequence[Statement]) -> Iterator[str]:
    file = sqlite3.connect(url.removeprefix("sqlite:///"))
    for text, _ in asked:
        plan = [row[3] for row in file.execute(f"EXPLAIN QUERY PLAN {text}")]
        if any(_of_growing(line.split()[1]) for line in plan if line.startswith("SCAN ")):
            yield f"{text}\n  {plan}"
    file.close()


def _of_growing(name: str) -> bool:
    return re.sub(r"_\d+$", "", name) in GROWING


def _scans_of_server(url: str, asked: Sequence[Statement]) -> Iterator[str]:
    """Plan with scans forbidden, and the joins that small tables are scanned for: one that stays has no index."""
    with psycopg.connect(url) as server:
        for way in ("seqscan", "hashjoin", "mergejoin"):
            server.execute(f"SET enable_{way} = off".encode())
        for text, values in asked:
            cursor = psycopg.RawCursor(server) if isinstance(values, Sequence) else server.cursor()
            row = cursor.execute(f"EXPLAIN (FORMAT JSON) {text}".encode(), values).fetchone()
            assert row is not None
            plan = row[0][0]["Plan"]
            if any(_is_scan(node) for node in _nodes(plan)):
                yield f"{text}\n  {json.dumps(plan)}"


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for part in plan.get("Plans", ()):
        yield from _nodes(part)


def _is_scan(node: dict[str, Any]) -> bool:
    whole = node["Node Type"] == "Seq Scan" or (node["Node Type"].startswith("Index") and "Index Cond" not in node)
    return whole and node.get("Relation Name") in GROWING
