"""The house rules (``ledger.house.House``) out of the settings, and the folders that lie beside the database."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from config.appraisal.model import Register
from config.appraisal.reading import registers_in
from config.calendars import load_calendars
from config.settings import Settings
from ledger.calendar import WorkCalendar
from ledger.entries import Urgency
from ledger.evidence import EvidenceKind
from ledger.hours import OfficeHours
from ledger.house import House


def house_of(settings: Settings) -> House:
    """Return the rules of the settings and files; the books lay over them what the ledger holds of the calendar."""
    folder = calendar_folder(settings)
    return House(
        calendar=WorkCalendar(load_calendars(folder if folder.is_dir() else None)),
        hours=_hours(settings),
        numbering=settings.numbering,
        notice_numbering=settings.notice_numbering,
        circular_numbering=settings.circular_numbering,
        quiet=settings.quiet,
        receipt=settings.receipt,
        reminders=settings.reminders,
        recheck=settings.recheck,
        archive=settings.archive,
        escalation=settings.escalation,
        papers=settings.papers,
        documents=settings.documents,
        regulations=settings.regulations,
        training=settings.training,
        page=settings.page,
        yellow_within=settings.lights.yellow_workdays,
        blocker_yellow=settings.lights.blocker_workdays,
        extensions_at_most=settings.extensions.at_most,
        late_extensions=settings.extensions.late_allowed,
        coordinators_decide=settings.extensions.coordinators_decide,
        recurrence_ahead=settings.recurrence.ahead_workdays,
        urgency_workdays=_urgency_workdays(settings),
        evidence_required=settings.evidence_for("default").at_least > 0,
        evidence_needs=_evidence_needs(settings),
        undo_within=settings.cards.undo,
        timetable=settings.timetable,
        registers=registers_of(settings),
        appeal_workdays=settings.appraisal.appeal_workdays,
        freeze_workdays=settings.appraisal.freeze_workdays,
        outage_from=settings.appraisal.outage_from,
        outage_grace_hours=settings.appraisal.outage_grace_hours,
        burden_cap=settings.burden.weekly_cap,
    )


def _urgency_workdays(settings: Settings) -> dict[Urgency, int]:
    limits = settings.urgency
    return {
        Urgency.CRITICAL: limits.critical_workdays,
        Urgency.URGENT: limits.urgent_workdays,
        Urgency.NORMAL: limits.normal_workdays,
    }


def _evidence_needs(settings: Settings) -> dict[str, tuple[EvidenceKind, ...]]:
    return {name: tuple(map(EvidenceKind, settings.evidence_for(name).needs)) for name in settings.categories}


def _hours(settings: Settings) -> OfficeHours:
    hours = settings.hours
    return OfficeHours(
        morning_start=hours.morning_start,
        morning_end=hours.morning_end,
        afternoon_start=hours.afternoon_start,
        afternoon_end=hours.afternoon_end,
        timezone=settings.timezone,
    )


def registers_of(settings: Settings) -> tuple[Register, ...]:
    """Return the appraisal rules of the office's folder, every version; without a folder nobody is scored."""
    folder = settings.appraisal.rules
    return () if folder is None else registers_in(folder)


def evidence_folder(settings: Settings) -> Path:
    """Return where evidence is kept: the setting's folder, else ``evidence`` beside the database."""
    return settings.evidence_folder or database_folder(settings) / "evidence"


def ledger_exists(settings: Settings) -> bool:
    """Tell whether there is a ledger to be opened; a server is taken to have one."""
    parts = urlsplit(settings.database_url)
    return parts.scheme != "sqlite" or Path(unquote(parts.path.removeprefix("/"))).is_file()


def calendar_folder(settings: Settings) -> Path:
    """Return where local calendar files lie, which the ledger's own notices win over: ``calendars``."""
    return database_folder(settings) / "calendars"


def database_folder(settings: Settings) -> Path:
    """Return the SQLite file's folder; with a server there is none, and the working folder stands for it."""
    parts = urlsplit(settings.database_url)
    return Path(unquote(parts.path.removeprefix("/"))).parent if parts.scheme == "sqlite" else Path()
