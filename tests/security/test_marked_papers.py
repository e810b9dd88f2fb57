"""A marking in a PDF, an .xls or a .doc is seen, by a child process that has neither much time nor the token."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot import marked_papers
from bot.evidence import EvidenceFolder
from bot.intake.fetching import Fetching, MarkedFile
from bot.marked_files import is_heavy
from bot.marked_papers import found_in, marking_apart, marking_of_file, needs_reader
from handlers.incoming import FileWanted
from reports.papers import Paper, pdf_of
from reports.papers.paper import Block, Kind

TITLE = "关于做好供热保障工作的通知"


def a_pdf(line: str) -> bytes:
    """Return a PDF with the line as a paragraph of its own."""
    blocks = (Block(Kind.TEXT, line), Block(Kind.TEXT, "请各单位认真落实。"))
    made = datetime(2026, 11, 27, tzinfo=UTC)
    return pdf_of(Paper(title=TITLE, blocks=blocks, dated=date(2026, 11, 27), made_at=made)).pages[0]


def a_doc(line: str) -> bytes:
    """Return what matters of an old .doc: its first bytes, and paragraphs in UTF-16 at an odd place."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1017) + f"{TITLE}\r{line}\r请落实。\r".encode("utf-16-le")


class Bot:
    """Hands out one file."""

    def __init__(self, content: bytes, path: str = "documents/1.pdf") -> None:
        self.content, self.file_size, self.file_path = content, len(content), path

    async def get_file(self, _: str) -> Bot:
        return self

    async def download_as_bytearray(self) -> bytearray:
        return bytearray(self.content)


@pytest.mark.parametrize(("paper", "word"), [(a_pdf("机密★1年"), "机密"), (a_doc("秘密★长期"), "秘密")])
async def test_a_marked_paper_never_reaches_the_disk(paper: bytes, word: str, tmp_path) -> None:
    assert needs_reader(paper)
    fetching = Fetching(Bot(paper), EvidenceFolder(tmp_path))  # type: ignore[arg-type]
    with pytest.raises(MarkedFile, match=word):
        await fetching.fetch([FileWanted(file_id="f", name="通知.pdf", size=len(paper), kind="document")])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("shares_disk", "kept"), [(False, 0), (True, 1)])
async def test_a_server_elsewhere_names_no_file_of_ours(shares_disk: bool, kept: int, tmp_path) -> None:
    """The library reads a path that exists from our own disk: the settings, the database, whatever a server names."""
    secret = tmp_path / "taizhang.toml"
    secret.write_bytes(b"secret")
    fetching = Fetching(Bot(b"secret", str(secret)), EvidenceFolder(tmp_path), shares_disk)  # type: ignore[arg-type]
    assert len(await fetching.fetch([FileWanted(file_id="f", name="a.txt", size=6, kind="document")])) == kept


@pytest.mark.parametrize("paper", [a_pdf("请妥善保管机密文件"), a_doc("严守国家秘密是公民的义务")])
def test_words_that_speak_of_secrets_are_no_marking(paper: bytes) -> None:
    assert found_in(paper) is None


async def test_what_cannot_be_read_in_time_or_at_all_passes() -> None:
    assert await marking_apart(b"%PDF-1.7 and nothing that is one") is None
    assert await marking_apart(a_pdf("机密★1年"), seconds=0.01) is None


async def test_what_is_large_is_read_by_the_child(monkeypatch) -> None:
    """Lines without end that nearly carry a marking would hold up everybody, were they read in the process itself."""
    monkeypatch.setattr(marked_papers, "marking_inside", None)
    assert await marking_of_file("说明", ("内部管理\n" * 20_000 + "机密★").encode()) == "机密"
    assert not is_heavy("IMG.jpg", b"\xff\xd8" + bytes(200_000)) and is_heavy("a.txt", b"\xff" * 200_000)


async def test_the_child_has_no_token(monkeypatch) -> None:
    """Whatever a hostile paper makes of its reader, there is nothing to be had in it."""
    monkeypatch.setenv("TAIZHANG_TOKEN", "1:secret")
    given = {}

    async def noted(*_: str, env: dict[str, str], **__: object) -> None:
        given.update(env)
        raise OSError

    monkeypatch.setattr(marked_papers.asyncio, "create_subprocess_exec", noted)
    with pytest.raises(OSError):
        await marking_apart(b"%PDF-")
    assert given and not any("TAIZHANG" in name for name in given)
