"""The two commands of the first screen, and the machine that runs the second."""

from __future__ import annotations

import os
import subprocess

import pytest

from tests.support.sources import ROOT


def test_make_test_and_the_machine_run_the_same_script():
    assert "\ttests/run\n" in (ROOT / "Makefile").read_text("utf-8")
    assert (ROOT / ".ci" / "run").read_text("utf-8").endswith("\nmake test\n")


@pytest.mark.parametrize("script", ["tests/run", ".ci/run"])
def test_the_scripts_are_whole_and_executable(script):
    assert os.access(ROOT / script, os.X_OK)
    assert subprocess.run(["bash", "-n", script], cwd=ROOT, check=False).returncode == 0


def test_an_old_python_is_refused_with_the_way_out(tmp_path):
    old = tmp_path / "python"
    old.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    old.chmod(0o755)

    made = subprocess.run(
        ["make", "test", f"PYTHON={old}", f"VENV={tmp_path}/venv"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert made.returncode != 0
    assert "Python 3.11 or newer" in made.stderr
    assert "make test PYTHON=" in made.stderr
