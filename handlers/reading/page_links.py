"""Words by which a leader asks for the page in the browser (领导看板), or ends the links to it; pure."""

from __future__ import annotations

from handlers.reading.key import Key, needs
from handlers.reading.late import Late

_PAGE = r"(?:领导|我的|工作)?看板(?:网页|页面)?"
_ASKS = Late(
    rf"\W*(?:请|麻烦|帮我|我要|我想|给我)*(?:打开|查看|看一?看?|看一下|发|发一下|进入)?(?:一下)?{_PAGE}(?:的?链接)?\W*"
)
_ENDS = Late(rf"\W*(?:/board\s*)?(?:请|麻烦|帮我)*(?:收回|作废|撤回|取消|停用)(?:{_PAGE}的?)?(?:链接)?\W*")


@needs(Key("板", _ASKS))
def asks_page(text: str) -> bool:
    """Tell whether the words, all of them, ask for the page or for the end of its links."""
    return _ASKS.fullmatch(text) is not None or ("看板" in text and ends_links(text))


def ends_links(text: str) -> bool:
    """Tell whether the words, all of them, take links back: 收回看板链接; behind the command 收回 alone."""
    return _ENDS.fullmatch(text) is not None
