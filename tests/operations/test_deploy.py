"""The files of ``deploy/`` are taken by the programs that read them, where these are on the machine."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from bot.sandbox.world import World
from tests.docs import tables
from tests.operations.__main__ import procedures
from tests.operations.machine import Machine
from tests.support.require import missing
from tests.support.sources import ROOT

DEPLOY = ROOT / "deploy"
KNOWN = {"TAIZHANG_CONFIG", "TAIZHANG_TOKEN_FILE", "TAIZHANG_DATABASE_PASSWORD"}
"""Variables that are no settings: two name files, the last is put into a URL by the compose file."""


def program(name: str) -> str:
    """Return the path of a program of the distribution, or skip."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")
    if found is None:
        missing(name, "it is not installed")
    return found


def said_by(*words: str) -> str:
    """Return what the program says; it must be content."""
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


async def test_systemd_takes_the_units(tmp_path):
    analyze = program("systemd-analyze")
    machine = Machine(tmp_path, {})
    await procedures(machine, World(), {1})
    units = sorted(map(str, machine.at("/etc/systemd/system").iterdir()))

    assert said_by(analyze, "verify", *units) == ""
    worst = re.search(r"exposure level for taizhang\.service: ([\d.]+)", said_by(
        analyze, "security", "--offline=true", "--no-pager", str(machine.at("/etc/systemd/system/taizhang.service"))
    ))  # fmt: skip
    assert worst and float(worst[1]) < 3


def test_nginx_takes_the_site(tmp_path):
    nginx, openssl = program("nginx"), program("openssl")
    key, certificate, site = (tmp_path / name for name in ("taizhang.key", "taizhang.crt", "site.conf"))
    said_by(
        openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
        "-keyout", str(key), "-out", str(certificate), "-subj", "/CN=taizhang.example.gov.cn",
    )  # fmt: skip
    site.write_text((DEPLOY / "nginx.conf").read_text().replace("/etc/nginx/", f"{tmp_path}/"))
    whole = tmp_path / "nginx.conf"
    paths = "".join(f"{kind}_temp_path {kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    whole.write_text(f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{ {paths} include {site}; }}\n")

    said_by(nginx, "-t", "-e", "stderr", "-p", str(tmp_path), "-c", str(whole))


def test_prometheus_takes_the_alarms():
    assert "SUCCESS" in said_by(program("promtool"), "check", "rules", str(ROOT / "docs/operations/alerts.yml"))


def test_logrotate_takes_its_file(tmp_path):
    logrotate = program("logrotate")
    copy = tmp_path / "taizhang"
    shutil.copy(DEPLOY / "logrotate.conf", copy)
    copy.chmod(0o644)

    assert "error:" not in said_by(logrotate, "--debug", "--state", str(tmp_path / "state"), str(copy))


def test_the_image_holds_every_package_and_the_build_sees_it():
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    copied = re.findall(r"^COPY (\w+) /src/", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE)
    seen = (ROOT / ".dockerignore").read_text().splitlines()

    assert copied == packages["packages"]
    assert {f"!{name}" for name in (*copied, "pyproject.toml", "README.md")} <= set(seen)


@pytest.mark.parametrize("path", [*sorted(DEPLOY.glob("[!.]*.*")), DEPLOY / "environment"], ids=lambda path: path.name)
def test_variables_are_settings(path: Path):
    settings = {f"TAIZHANG_{name.upper().replace('.', '__')}" for name in tables.settings()}

    assert set(re.findall(r"\bTAIZHANG_[A-Z_]+", path.read_text())) <= settings | KNOWN


@pytest.mark.parametrize("name", ["taizhang", "taizhang-nightly"])
def test_scripts_are_whole_and_executable(name):
    said_by("sh", "-n", str(DEPLOY / name))

    assert (DEPLOY / name).stat().st_mode & 0o111
