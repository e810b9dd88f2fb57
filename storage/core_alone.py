"""The library's Core alone: its asynchronous half is loaded without the ORM, of which nobody here asks anything.

It imports the ORM for its sessions, and does nothing else with it. Seven MiB and a twentieth of a start were held for
that; whoever imports the ORM itself (the migrations' library may) gets it.
"""

from __future__ import annotations

import sys
from types import ModuleType

_PACKAGE = "sqlalchemy.ext.asyncio"
_OF_THE_ORM = (f"{_PACKAGE}.session", f"{_PACKAGE}.scoping")


class _Left(ModuleType):
    """Stands in the place of a module from which only names are taken, which mean nothing then."""

    def __getattr__(self, name: str) -> None:
        """Return nothing, which nobody can call; what Python itself asks of a module it does not have."""
        if name.startswith("__"):
            raise AttributeError(name)


def load_core() -> None:
    """Load the asynchronous half, unless somebody has loaded it, or the ORM, before."""
    if _PACKAGE in sys.modules or "sqlalchemy.orm" in sys.modules:
        return
    left = {name: _Left(name) for name in _OF_THE_ORM}
    sys.modules.update(left)
    try:
        import sqlalchemy.ext.asyncio  # noqa: F401 - it stays
    finally:
        for name in left:
            del sys.modules[name]
