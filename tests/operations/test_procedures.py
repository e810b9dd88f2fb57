"""The page of procedures can be typed: its first part is, the rest has commands, files and settings that there are."""

from __future__ import annotations

import asyncio
import re
import subprocess

import pytest

from bot.sandbox.world import World
from tests.docs.pages import PROCEDURES, text_of
from tests.operations.__main__ import procedures
from tests.operations.machine import Machine
from tests.operations.procedures import blocks
from tests.support.sources import ROOT

TEXT = text_of(PROCEDURES)


def test_an_installation_is_typed_into_an_empty_machine(tmp_path):
    machine = Machine(tmp_path, {})

    typed = asyncio.run(procedures(machine, World(), {1, 11}))

    assert [one for one in typed if one.failed] == []
    assert {one.name for one in machine.at("/etc/systemd/system").iterdir()} == {
        "taizhang.service", "taizhang-backup.service", "taizhang-backup.timer",
    }  # fmt: skip
    assert f"sqlite:///{tmp_path}/var/lib/taizhang/taizhang.db" in machine.at("/etc/taizhang/environment").read_text()
    assert machine.types("taizhang --help").out.startswith("用法：taizhang")
    assert not machine.running


def test_whoever_follows_the_page_stops_at_the_first_line_that_fails(tmp_path):
    machine = Machine(tmp_path, {})
    machine.at("/etc/taizhang").write_text("in the way")

    typed = asyncio.run(procedures(machine, World(), {1}))

    assert typed[-1].failed and typed[-1].line == "mkdir -p /etc/taizhang"


def test_procedures_are_numbered_in_order():
    numbers = [int(number) for number in re.findall(r"^## (\d+)\. ", TEXT, re.MULTILINE)]

    assert numbers == list(range(1, len(numbers) + 1))
    assert {block.number for block in blocks()} == set(numbers)


@pytest.mark.parametrize("block", blocks(), ids=lambda block: f"{block.number}-{block.lines[0][:30]}")
def test_every_block_is_a_shell_script(block):
    whole = "\n".join(block.lines)

    assert subprocess.run(["bash", "-n"], input=whole, text=True, check=False).returncode == 0


def test_every_file_that_a_procedure_takes_from_the_clone_is_there():
    named = {
        word
        for block in blocks()
        for word in re.findall(r"(?<![\w/.])((?:deploy|config|bot|docs)/[\w./-]+)", "\n".join(block.lines))
    }

    assert len(named) > 8
    assert [path for path in sorted(named) if not (ROOT / path).exists() and path != "deploy/.env"] == []


def test_operations_leads_to_every_procedure():
    told = text_of(ROOT / "docs" / "operations.md")

    assert "(operations/procedures.md" in told
