"""A fact (事实): a value that nobody changes once it is found.

mypy refuses to assign to a fact, as to a frozen dataclass. At run time it is a plain one: a message is read in some
hundred small facts, and Python makes a frozen one by a call for each field, at three times the price.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, dataclass_transform

from ledger.values import dataclass

C = TypeVar("C")


@dataclass_transform(frozen_default=True)
def fact(*, slots: bool = True, kw_only: bool = False) -> Callable[[type[C]], type[C]]:
    """Make the class a dataclass whose instances are compared and hashed by their fields; never assign to one."""

    def made(cls: type[C]) -> type[C]:
        hashed = "__hash__" not in cls.__dict__  # A class may know a shorter way to its hash.
        return dataclass(slots=slots, kw_only=kw_only, unsafe_hash=hashed)(cls)

    return made
