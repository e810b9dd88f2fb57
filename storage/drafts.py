"""Drafts: what is being written has another name until it is whole, and is locked; what nobody locks was left."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO
from uuid import uuid4

BEGINNING, END = ".taizhang-", ".part"
"""The name of a draft begins and ends so, whatever it is to become."""


@contextmanager
def private_draft(folder: Path) -> Iterator[tuple[Path, IO[bytes]]]:
    """Yield a new file in the folder that nobody else may read, and what writes it; its name goes in the end."""
    draft, number = _locked_draft(folder, _new_file)
    with os.fdopen(number, "w+b") as out:
        try:
            yield draft, out
        finally:
            draft.unlink(missing_ok=True)


@contextmanager
def private_folder(folder: Path) -> Iterator[Path]:
    """Yield a new folder inside the folder that nobody else may read; it goes in the end with all that it holds."""
    draft, number = _locked_draft(folder, _new_folder)
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        os.close(number)


def drop_leftovers(folder: Path) -> None:
    """Remove what processes that died had begun in the folder, as far as this account may.

    What one that lives is writing stays, for it is locked (``BlockingIOError``).
    """
    for draft in folder.glob(f"{BEGINNING}*{END}"):
        with suppress(OSError):
            _drop_unless_locked(draft)


def _drop_unless_locked(draft: Path) -> None:
    number = os.open(draft, os.O_RDONLY)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(draft) if draft.is_dir() else draft.unlink(missing_ok=True)
    finally:
        os.close(number)


def to_disk(folder: Path) -> None:
    """Wait until the names in the folder are on the disk, too: the power may go in the next moment."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _locked_draft(folder: Path, make: Callable[[Path], int]) -> tuple[Path, int]:
    """Make a draft and lock it; one that was taken for a leftover before it was locked is made again."""
    while True:
        draft = folder / f"{BEGINNING}{uuid4().hex}{END}"
        number = make(draft)
        fcntl.flock(number, fcntl.LOCK_EX)
        if os.fstat(number).st_nlink:
            return draft, number
        os.close(number)


def _new_file(draft: Path) -> int:
    return os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)


def _new_folder(draft: Path) -> int:
    while True:
        draft.mkdir(mode=0o700)
        with suppress(FileNotFoundError):  # Taken for a leftover, too.
            return os.open(draft, os.O_RDONLY)
