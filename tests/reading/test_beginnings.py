"""What a new process loads for reading: little, since every command line and every worker pays for it."""

import re
import subprocess
import sys

from handlers.reading.late import Late, compile_all
from handlers.reading.sounds import Spellings, sound_of

HEAVY = {"pydantic", "pypinyin", "sqlalchemy", "telegram", "yaml"}


def test_reading_loads_no_heavy_library():
    loaded = _told("import sys, handlers.reading; print(*{name.partition('.')[0] for name in sys.modules})")
    assert HEAVY & set(loaded) == set()


def test_the_reader_compiles_nothing_before_a_message_needs_it():
    """Patterns of the reader are ``Late``: compiling them all would be the longest part of the start."""
    held = (
        "[name for name, room in sys.modules.items() if name.startswith('handlers.reading.')"
        " and any(isinstance(one, re.Pattern) for one in vars(room).values())]"
    )
    assert _told(f"import re, sys, handlers.reading; print(*{held})") == []


def _told(code: str) -> list[str]:
    return subprocess.check_output([sys.executable, "-c", code], text=True).split()


def test_a_late_pattern_finds_what_a_pattern_finds():
    words, text = r"延(?P<n>\d)天", "再延3天,又延5天"
    late, pattern = Late(words), re.compile(words)
    assert [one.span() for one in late.finditer(text)] == [one.span() for one in pattern.finditer(text)]
    for name in ("search", "match", "fullmatch"):
        for span in ((text,), (text, 1), (text, 1, 4)):
            found, wanted = getattr(late, name)(*span), getattr(pattern, name)(*span)
            assert (found and found.span()) == (wanted and wanted.span())
    assert late.sub("", text) == "再,又"


def test_a_late_pattern_knows_its_own_findings_and_its_flags():
    one, other = Late("abc", re.IGNORECASE), Late("abd?")
    found = one.match("ABC")
    assert found is not None and one.made(found) and not other.made(found)


def test_patterns_are_made_ready_until_it_is_enough():
    """A bot that is told to stop in its first second does not compile on."""
    one, two, answers = Late("甲"), Late("乙"), iter([False, True])
    compile_all(lambda: next(answers))
    assert "search" in vars(two) and "search" not in vars(one)


def test_a_character_has_its_first_reading_and_any_other_sign_stands_for_itself():
    spellings = Spellings({ord("曾"): "zēng,céng", ord("章"): "zhāng", ord("𠮷"): "jí"})
    assert "".join(map(spellings.of, "章x曾!𠮷三")) == "zhāngxzēng!jí三"
    assert sound_of("章三") == sound_of("张叁") != sound_of("章四")
