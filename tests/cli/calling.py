"""The command line called inside the test's process: exit code, standard output, standard error."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass

import pytest

from bot.cli import main


@dataclass(frozen=True)
class Called:
    """What a command left behind."""

    code: int
    out: str
    err: str


def taizhang(*arguments: str) -> Called:
    """Run one command."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
        main(arguments)
    return Called(int(ended.value.code or 0), out.getvalue(), err.getvalue())
