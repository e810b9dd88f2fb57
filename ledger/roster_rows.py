"""A roster file's rows as values: what is read from .xlsx or .csv, checked, and given to the directory."""

from __future__ import annotations

from typing import TypeAlias

from ledger.people import Role, UnitKind
from ledger.values import dataclass

PERSON = "person"
GROUP = "group"
KINDS = (PERSON, *UnitKind, GROUP)
"""What a row may be about: a person, one of the kinds of units, or a group (分组)."""

KIND_PREFIX = "kind:"
"""``kind:office`` among a group's members stands for all units of that kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """One checked row; ``unit`` is a unit's parent or a person's unit, by name, and ``line`` counts the header as 1.

    ``superior`` names a person, ``fields`` (分管) name units, ``members`` name units and people or hold ``kind:…``.
    """

    kind: str
    name: str
    unit: str = ""
    roles: tuple[Role, ...] = ()
    title: str = ""
    phone: str = ""
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    superior: str = ""
    fields: tuple[str, ...] = ()
    line: int = 0


RosterRows: TypeAlias = tuple[RosterRow, ...]
"""A whole roster, in the order of the file."""
