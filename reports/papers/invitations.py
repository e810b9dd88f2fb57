"""A sheet of one-time links as QR codes (绑定二维码): twelve to a page of A4, to be cut apart and handed out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import datetime
from pathlib import Path

from ledger.values import dataclass
from reports.typesetting import Typeset, typeset

TEMPLATE = Path(__file__).with_name("templates") / "invitations.typ"


@dataclass(frozen=True, slots=True)
class Invitation:
    """Whose link it is; whoever holds the link may ask to be bound as that person."""

    name: str
    unit: str
    link: str = field(repr=False)


def invitation_sheet(invitations: Sequence[Invitation], *, until: str, made_at: datetime) -> Typeset:
    """Return the PDF; ``until`` says in words when the links run out."""
    people = [{"name": one.name, "unit": one.unit, "code": _code(one.link)} for one in invitations]
    return typeset(TEMPLATE, {"people": people, "until": until}, form="pdf", made_at=made_at)


def _code(link: str) -> str:
    """Return the QR code as SVG; 15 % of it may be unreadable on a worn sheet."""
    import segno

    return str(segno.make(link, error="m", micro=False).svg_inline(border=0, omitsize=True))
