"""Sentences about a ledger that is taken over (导入台账): the dry run, what was done, what is wrong with the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.english.voice import called, escape, listed, many
from handlers.sheets import Fault, LedgerSheet
from ledger.acts.importing import Fate
from ledger.people import Person
from ledger.personal import masked

IMPORT, SUBMIT = "Import", "Submit to coordinators"
_COUNTED = {Fate.SAME: "{} known", Fate.CHANGED: "{} differ from what was imported", Fate.TAKEN: "{} numbers taken"}
_FAULTY = "{} faulty"
_NAME, _WORDS = 40, 20


def send_it() -> str:
    """Say how a ledger is imported."""
    return (
        "Please send the ledger here (.xlsx or .csv; the first row names the columns: at least task, lead unit or "
        "assignee, assigned on). It is checked first."
    )


def only_in_private() -> str:
    """Say in a group where a ledger is imported."""
    return "Ledgers are imported in private only; please send the file there."


def card(sheet: LedgerSheet, shown: int, *, imports: bool) -> str:
    """Show what an import would do, before anything counts."""
    last = (
        f"“{IMPORT}” registers the {many(sheet.new, 'new task')}; mend faulty rows and send it again."
        if imports
        else f"A coordinator confirms the import; press “{SUBMIT}”."
    )
    return "\n".join(["<b>Please check the import</b>", *_told(sheet, shown), last])


def submitted_card(by: str, sheet: LedgerSheet, shown: int) -> str:
    """Put a file that an administrator sent before a coordinator."""
    last = f"“{IMPORT}” registers the {many(sheet.new, 'new task')}."
    return "\n".join([f"<b>Please check the import</b> (from {called(by)})", *_told(sheet, shown), last])


def submitted(coordinators: Iterable[Person]) -> str:
    """Say who has the file now."""
    return f"Submitted to {listed(called(one.name) for one in coordinators)}; one of them confirms the import."


def nobody_imports() -> str:
    """Say that there is no coordinator to whom the file could go."""
    return "No coordinator is bound, so it could not be submitted. Please have one bound, then send the file again."


def nothing_new(sheet: LedgerSheet, shown: int) -> str:
    """Say that no row of the file is new, or that it cannot be taken at all."""
    if not sheet.rows:
        faults = [_fault(one) for one in sheet.faults[:shown]]
        last = "If it is evidence, please send it in reply to its task."
        return "\n".join(["<b>The file could not be imported</b>", file_of(sheet.name), *faults, last])
    return "\n".join(["<b>Nothing new to register</b>", *_told(sheet, shown)])


def done(sheet: LedgerSheet, shown: int) -> str:
    """Say what was imported, and what was not."""
    if not sheet.rows:
        return nothing_new(sheet, shown)
    numbers = f" ({sheet.first}{f' to {sheet.last}' if sheet.done > 1 else ''})" if sheet.done else ""
    refused = sum(sheet.fates.get(fate, 0) for fate in (Fate.CHANGED, Fate.TAKEN, None))
    lines = [
        f"{many(sheet.done, 'task')} registered{numbers}; the old numbers stand in the remarks.",
        file_of(sheet.name),
    ]
    if refused:
        then = "Mend them and send the same file again: what is registered does not count twice."
        lines += [f"{many(refused, 'row')} not registered:", *faults_of(sheet.faults, shown), then]
    return "\n".join(lines)


def dropped() -> str:
    """Say that nothing was imported."""
    return "Cancelled; nothing was imported."


def gone() -> str:
    """Say that the file is not at hand any more."""
    return "The file is gone, please send it again."


def faults_caption(sheet: LedgerSheet) -> str:
    """Say what the file with the faults holds."""
    return f"All {many(len(sheet.faults), 'fault')}, by row and column."


def _told(sheet: LedgerSheet, shown: int) -> Iterable[str]:
    words = [*_COUNTED.items(), (None, _FAULTY)]
    counts = [f"{sheet.new} new"] + [said.format(count) for fate, said in words if (count := sheet.fates.get(fate, 0))]
    yield file_of(sheet.name)
    yield f"{many(sheet.rows, 'row')}: {listed(counts)}."
    if sheet.late:
        yield f"{sheet.late} of them are open and overdue; once imported they are supervised by the rules."
    if sheet.ignored:
        yield f"Columns not read: {escape(listed(word[:_WORDS] for word in sheet.ignored))}."
    yield from faults_of(sheet.faults, shown)


def file_of(name: str) -> str:
    """Return the line that names the file."""
    return f"File: {escape(name[:_NAME])}"


def faults_of(faults: Sequence[Fault], shown: int) -> Iterable[str]:
    """Yield the first faults, and how many there are in all."""
    yield from (_fault(one) for one in faults[:shown])
    if len(faults) > shown:
        yield f"… {len(faults)} in all, listed in the file that follows."


def _fault(fault: Fault) -> str:
    column = f" “{fault.column}”" if fault.column else ""
    what = masked(fault.what)
    return escape(f"· row {fault.line}{column}: {what}" if fault.line else f"· {what}")
