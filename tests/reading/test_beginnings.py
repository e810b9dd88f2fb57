"""What a new process loads for reading: little, since every command line and every worker pays for it."""

import re
import subprocess
import sys

from handlers.reading.late import Late

HEAVY = {"pydantic", "pypinyin", "sqlalchemy", "telegram", "yaml"}


def test_reading_loads_no_heavy_library():
    code = "import sys, handlers.reading; print(*{name.partition('.')[0] for name in sys.modules})"
    loaded = subprocess.check_output([sys.executable, "-c", code], text=True).split()
    assert HEAVY & set(loaded) == set()


def test_a_late_pattern_finds_what_a_pattern_finds():
    words, text = r"延(?P<n>\d)天", "再延3天,又延5天"
    late, pattern = Late(words), re.compile(words)
    assert [one.span() for one in late.finditer(text)] == [one.span() for one in pattern.finditer(text)]
    for name in ("search", "match", "fullmatch"):
        for span in ((text,), (text, 1), (text, 1, 4)):
            found, wanted = getattr(late, name)(*span), getattr(pattern, name)(*span)
            assert (found and found.span()) == (wanted and wanted.span())
    assert late.sub("", text) == "再,又"
