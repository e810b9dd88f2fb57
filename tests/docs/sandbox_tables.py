"""The tables of ``docs/sandbox.md`` as the code has them; ``python -m tests.docs.sandbox_tables`` prints them anew."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator

from bot.sandbox import control
from bot.sandbox.client import SandboxClient
from bot.sandbox.control.routes import control_routes
from bot.sandbox.faults import Fault
from bot.sandbox.limits import SETTABLE, Limits
from bot.sandbox.people import Person
from bot.sandbox.world import World

COUNTERS = {"met", "played"}


def calls() -> list[str]:
    """Return the control API's calls as its docstring lists them."""
    _, _, listed = str(control.__doc__).partition("\n\n    ")
    return ["    " + listed.splitlines()[0], *listed.splitlines()[1:]]


def named_calls() -> set[tuple[str, str]]:
    """Return verb and path of each call in that list."""
    lines = (re.match(r"    (GET|POST|DELETE) +(/\S+)", line) for line in calls())
    return {(line[1], line[2].replace("FILE_ID", "{file_id}")) for line in lines if line}


def served_calls() -> set[tuple[str, str]]:
    """Return verb and path of each call that is served."""
    routes = control_routes(World())
    return {(verb, route.path) for route in routes for verb in (route.methods or set()) - {"HEAD"}}


def client() -> list[list[str]]:
    """Return what the client can be asked for: how it is called, and what its docstring says first."""
    return [*_methods("office", SandboxClient), *_methods("person", Person)]


def _methods(name: str, kind: type) -> Iterator[list[str]]:
    for method, function in inspect.getmembers(kind, inspect.iscoroutinefunction):
        if not method.startswith("_"):
            parameters = list(inspect.signature(function).parameters)[1:]
            words = " ".join(str(function.__doc__).split("\n\n")[0].split())
            yield [f"{name}.{method}({', '.join(parameters)})", words.replace("|", "or")]


def faults() -> dict[str, str]:
    """Return the fields of a fault with their defaults."""
    plain = Fault()
    return {name: str(value) for name, value in vars(plain).items() if name not in COUNTERS}


def limits() -> dict[str, str]:
    """Return the settable limits with their defaults."""
    return {name: str(getattr(Limits(), name)) for name in SETTABLE}


if __name__ == "__main__":
    for row in client():
        sys.stdout.write(f"| `{row[0]}` | {row[1]} |\n")
    sys.stdout.write("\n".join(calls()))
