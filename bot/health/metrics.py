"""Metrics for Prometheus: names, labels and HELP texts are a contract; ``docs/operations.md`` has them as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric

from ledger.health import Cause, Counted, Figures
from ledger.values import dataclass

PREFIX = "taizhang_"
HELP = {
    "build_info": "Always 1; the labels name the program's version, the tables' revision, the process's role and the "
    "kind of database.",
    "healthy": "1 where nothing is wrong, else 0; what waits for people's word does not count.",
    "trouble": "1 for each cause that is there now, else 0.",
    "database_reachable": "1 where the database answered within 1.5 seconds, else 0; then its figures are absent.",
    "last_poll_age_seconds": "Seconds since the platform was last heard.",
    "last_tick_age_seconds": "Seconds since the last round of the bell was finished.",
    "inbox_waiting": "Updates that are not dealt with yet.",
    "inbox_oldest_age_seconds": "Age of the oldest of these, 0 without any.",
    "inbox_quarantined": "Updates that were set aside.",
    "outbox_waiting": "Messages that may be sent now.",
    "outbox_oldest_age_seconds": "Age of the oldest of these, 0 without any.",
    "outbox_unknown": "Messages of which nobody can tell whether they arrived.",
    "outbox_restored": "Messages that wait for a word since a backup was restored.",
    "feeds_given_up": "Programs that are sent nothing any more because they did not confirm.",
    "pushes_owed": "Reports of groups that are due and have not arrived, within their catch-up window.",
    "pushes_oldest_age_seconds": "Seconds since the first of these was due, 0 without any.",
    "ledger_entries": "Entries of the ledger.",
    "disk_free_bytes": "Bytes free where the evidence and the SQLite file are kept.",
}


@dataclass(frozen=True)
class Build:
    """What stays the same while the process runs, but for its role."""

    version: str
    role: str
    database: str


class Exposition:
    """Turns figures into the text that Prometheus reads; figures of the process itself come with it."""

    def __init__(self) -> None:
        self._process = CollectorRegistry()
        ProcessCollector(registry=self._process)

    def text(self, figures: Figures, causes: Iterable[Cause], build: Build, *, healthy: bool) -> bytes:
        """Return the exposition in Prometheus's text format."""
        registry = CollectorRegistry()
        registry.register(_Given([*_families(figures, frozenset(causes), build, healthy=healthy)]))
        return generate_latest(registry) + generate_latest(self._process)


class _Given:
    def __init__(self, families: list[Metric]) -> None:
        self._families = families

    def collect(self) -> Iterable[Metric]:
        """Return what was given."""
        return self._families


def _families(figures: Figures, causes: frozenset[Cause], build: Build, *, healthy: bool) -> Iterator[Metric]:
    schema = figures.counted.schema if figures.counted is not None else ""
    labels = {"version": build.version, "schema": schema, "role": build.role, "database": build.database}
    yield _family("build_info", 1, labels)
    trouble = GaugeMetricFamily(PREFIX + "trouble", HELP["trouble"], labels=["cause"])
    for cause in Cause:
        trouble.add_metric([cause], float(cause in causes))
    yield trouble
    yield _family("healthy", float(healthy))
    for name, value in values(figures).items():
        yield _family(name, value)


def values(figures: Figures) -> Mapping[str, float]:
    """Return the plain figures by their names; what is not known is absent."""
    known = {"last_poll_age_seconds": figures.ages.poll, "last_tick_age_seconds": figures.ages.tick}
    found = {name: age for name, age in known.items() if age is not None}
    found |= {"database_reachable": float(figures.counted is not None), "disk_free_bytes": figures.disk_free}
    return found if figures.counted is None else found | _of_the_database(figures.counted)


def _of_the_database(counted: Counted) -> dict[str, float]:
    return {
        "inbox_waiting": counted.inbox,
        "inbox_oldest_age_seconds": counted.inbox_age,
        "inbox_quarantined": counted.quarantined,
        "outbox_waiting": counted.outbox,
        "outbox_oldest_age_seconds": counted.outbox_age,
        "outbox_unknown": counted.unknown,
        "outbox_restored": counted.restored,
        "feeds_given_up": counted.feeds,
        "pushes_owed": counted.pushes,
        "pushes_oldest_age_seconds": counted.push_age,
        "ledger_entries": counted.entries,
    }


def _family(name: str, value: float, labels: Mapping[str, str] | None = None) -> Metric:
    family = GaugeMetricFamily(PREFIX + name, HELP[name], labels=list(labels or ()))
    family.add_metric(list((labels or {}).values()), value)
    return family
