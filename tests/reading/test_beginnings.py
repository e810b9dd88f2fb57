"""What a new process loads for reading: little, since every command line and every worker pays for it."""

import re
import subprocess
import sys

from pypinyin import Style, pinyin

from handlers.reading.late import Late
from handlers.reading.sounds import sound_of

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


def test_the_table_of_sounds_says_what_pypinyin_says():
    """Of the characters of names; zh and z, ing and in are one sound there."""
    names = "张三李四王海南周三铭赵钱孙吴郑冯陈褚卫蒋沈韩杨单曾解区住建局发改委财政海勃湾乌达"
    for character in names:
        plain = pinyin(character, style=Style.NORMAL, heteronym=True)[0]
        alike = {re.sub("([ei])ng$", r"\1n", re.sub("^([zcs])h", r"\1", one)) for one in plain}
        assert sound_of(character) in alike
    assert sound_of("A1。") == "A 1 。"
