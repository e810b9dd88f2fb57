"""Words that say too little for the reader and enough for the ledger: 全部收到."""

from __future__ import annotations

from handlers.reading.late import Late
from handlers.reading.normalise import normalise

_ENDS = r"[\s,。!~、]*+"
_ALL = Late(
    rf"(?:好的?|嗯+|是)?{_ENDS}(?:以上|上述|这(?:些|几项|几件)|各项|所有)?(?:任务|事项|通知)?(?:全部|全都?|都|均|一并|一起|统一)(?:已经?)?"
    rf"(?:收到|收悉|签收|知悉|接收|领受)(?:了|啦)?{_ENDS}|"
    rf"(?:收到|签收)(?:全部|所有)(?:任务|事项|通知)?{_ENDS}"
)
LONGEST = 20


def receipts_of_all(words: str) -> bool:
    """Tell whether everything that waits for a receipt is signed for: 全部收到, 都签收了."""
    plain = normalise(words).strip()
    return len(plain) <= LONGEST and _ALL.fullmatch(plain) is not None
