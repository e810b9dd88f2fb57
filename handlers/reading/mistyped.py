"""Words for a day or an hour mistyped (错字): 名天, 下斑 and 月低 are taken for what they sound like, and confirmed."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.reading.late import Late

_PART = "上午|中午|下午|晚上|早上|晌午|下班|上班|早|晚|前|之前|以前|之内|内"
_OWED = "把|将|给我|交|报|发我|要|务必|必须|一定"
_AT = rf"(?=\s?(?:{_PART}|\d|[一二三四五六七八九十]{{1,2}}点|{_OWED}))"
_BEFORE = "(?=之?前|以前|截止|为止)"

_WORDS: tuple[tuple[str, str], ...] = (
    ("明天", rf"(?:[名命鸣铭冥茗]天|明[添田夭填舔])(?<!文明添){_AT}"),
    ("后天", rf"(?:[侯候厚吼]天|后[添田夭填舔]){_AT}"),
    ("今天", rf"(?:[金津斤]天|今[添田夭填舔]){_AT}"),
    ("周", r"[洲舟粥](?=[一二三四五六日天](?:上午|中午|下午|下班|之?前|以前))"),
    ("星期", r"(?:星[其奇器旗棋]|[性兴]期)(?=[一二三四五六日天])"),
    ("礼拜", r"(?:[里李理]拜|礼[败摆])(?=[一二三四五六日天])"),
    ("下班", rf"(?:下[斑板般搬]|[夏吓]班){_BEFORE}"),
    ("月底", rf"月[低抵地]{_BEFORE}"),
    ("年底", rf"年[低抵地]{_BEFORE}"),
    ("号", rf"(?<=\d)[好浩]{_BEFORE}"),
)
_MEANT = tuple(meant for meant, _ in _WORDS)
_LETTERS = frozenset("名命鸣铭冥茗添田夭填舔侯候厚吼金津斤洲舟粥其奇器旗棋性兴里李理败摆斑板般搬夏吓低抵地好浩")
_ANY = Late("|".join(f"({words})" for _, words in _WORDS))


def mistyped(plain: str) -> Iterator[tuple[int, str]]:
    """Yield where a word is mistyped, and what it is taken for, of the same length."""
    if _LETTERS.isdisjoint(plain):
        return
    for found in _ANY.finditer(plain):
        assert found.lastindex is not None  # noqa: S101 - every alternative is a group
        yield found.start(), _MEANT[found.lastindex - 1]
