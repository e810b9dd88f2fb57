"""Words about the proof that the ledger is whole (核验)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from handlers.wording.verifying import SHOWN

if TYPE_CHECKING:
    from storage.proving import Proof

ONLY_IN_PRIVATE = "The proof is told in private only; please send /verify there."
NO_HEAD = (
    "A check code has 12 digits and letters (0-9, a-f), see the last line of a daily report. E.g.: 核验 81bc5b36a482."
)
BREAKS = {
    "gap": "the numbers have a gap",
    "link": "does not fit the one before",
    "hash": "was changed",
    "text": "its words were changed",
    "lost": "is missing",
    "unreadable": "fits its hash, but this program cannot read it; update the program, else check against a backup",
}


def proved(proof: Proof, head: str) -> str:
    """Return the answer: whole or not, how many entries, the head as reports print it."""
    return "\n".join(_lines(proof, head))


def _lines(proof: Proof, head: str) -> Iterator[str]:
    whole = proof.broken is None and proof.head_found is not False
    yield "<b>The ledger is whole</b>" if whole else "<b>The ledger is broken</b>: please call the maintainers at once."
    yield f"Entries {proof.head.seq} | check code {proof.head.hash[:SHOWN]}"
    if proof.broken is not None:
        task = f" ({proof.broken_task})" if proof.broken_task else ""
        yield f"Entry {proof.broken.seq}{task}: {BREAKS.get(proof.broken.why, proof.broken.why)}."
    if proof.head_found is not None:
        at = head[:SHOWN]
        gone = "is not in the ledger: what followed was deleted or rewritten"
        yield f"The check code {at} {'is in the ledger' if proof.head_found else gone}."
    if proof.first > 1:
        yield f"Verified from entry {proof.first} on; for all, have the maintainers run taizhang ledger verify."
