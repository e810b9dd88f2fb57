"""The project's pages as texts: their links, tables and the commands they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from tests.support.sources import ROOT

SKIPPED = {".venv", ".git", "node_modules", "cases"}
MANUAL, OPERATIONS, ACCESS = (ROOT / "docs" / name for name in ("manual.zh-CN.md", "operations.md", "access.md"))
PROCEDURES = ROOT / "docs" / "operations" / "procedures.md"
SANDBOX = ROOT / "docs" / "sandbox.md"
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")

_LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)|<img src=\"(?P<picture>[^\"]+)\"")
_FENCE = re.compile(r"^```[^\n`]*\n.*?^```$", re.MULTILINE | re.DOTALL)


def pages() -> list[Path]:
    """Return every Markdown file of the project."""
    found = ROOT.rglob("*.md")
    return sorted(page for page in found if not SKIPPED.intersection(page.relative_to(ROOT).parts))


def name_of(page: Path) -> str:
    """Return the page's path as people call it."""
    return page.relative_to(ROOT).as_posix()


def text_of(page: Path) -> str:
    """Return the page as it stands."""
    return page.read_text("utf-8")


def dead_links(page: Path, text: str) -> Iterator[str]:
    """Yield the relative links of the page that lead nowhere: no such file, or no such heading in it."""
    for target in (found["target"] or found["picture"] for found in _LINK.finditer(_FENCE.sub("", text))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, heading = unquote(target).partition("#")
        place = page.parent / path if path else page
        if not place.exists() or (heading and place.suffix == ".md" and heading not in anchors(text_of(place))):
            yield target


def anchors(text: str) -> set[str]:
    """Return what the headings of a page are called in links."""
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


def rows(text: str, heading: str) -> list[list[str]]:
    """Return the cells of the first table below the heading, without the table's own head."""
    _, found, below = text.partition(f"\n## {heading}\n")
    assert found, f"no heading {heading}"
    lines = [line for line in below.partition("\n## ")[0].splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines[2:]]


def code(cell: str) -> str:
    """Return what stands in code font in a cell."""
    return cell.strip().strip("`").replace("\\|", "|")
