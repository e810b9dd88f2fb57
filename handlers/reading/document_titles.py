"""What a paper is called in the sentence that registers it (标题)."""

from __future__ import annotations

from handlers.reading.late import Late

LONGEST = 120
_QUOTED = Late(r"[^,，。;；:：\s]{0,20}《[^》]{2,100}》[^,，。;；(（\s]{0,10}")
_LEADING = Late(
    r"^[\s\[【]*(?:收文登记|来文登记|登记来文|登记收文|收到来文|新收来文|新收文一?件?|收文|来文|办文|签发件)[\]】]?[\s:：,，]*"
)
_TRAILING = Late(
    r"[,，。;；、\s]*(?:办理完毕|办理完成|办结|办毕|办完|走签发|印发|提出?拟?办?意见|首办|经办|承办|主办|办理|负责)$"
)
_MARKS = " ,，。;；:：、"


def title_in(said: str, title: str) -> str:
    """Return what the paper is called: the quoted name with who wrote it, else the words without those of handling."""
    if quoted := _QUOTED.search(said):
        return _LEADING.sub("", quoted.group()).strip()[:LONGEST]
    bare = _LEADING.sub("", title.strip())
    while (shorter := _TRAILING.sub("", bare)) != bare:
        bare = shorter
    return (bare.strip(_MARKS) or title.strip())[:LONGEST]
