"""What a rule may score: facts of the ledger about duties, and what somebody decides with evidence.

Use of the bot is no fact about a duty, so there is no event for it; files that ask for one are told why.
"""

from __future__ import annotations

import re
from enum import StrEnum
from unicodedata import normalize


class Event(StrEnum):
    """A fact that is worth points; its name in rule files."""

    CLOSED_IN_TIME = "closed_in_time"
    CLOSED_EARLY = "closed_early"
    OVERDUE = "overdue"
    RECEIPT_LATE = "receipt_late"
    RETURNED = "returned"
    REOPENED = "reopened"
    NOTICE = "notice"
    NOTICE_UNANSWERED = "notice_unanswered"
    EXTENDED = "extended"
    PRAISED = "praised"
    CRITICISED = "criticised"
    INFORMATION_SUBMITTED = "information_submitted"
    INFORMATION_ADOPTED = "information_adopted"
    DECIDED = "decided"


BY_WORKDAY = frozenset({Event.CLOSED_EARLY, Event.OVERDUE})
"""Events that last, or come so many workdays beforehand."""
OFF = frozenset({Event.OVERDUE, Event.RECEIPT_LATE, Event.RETURNED, Event.REOPENED, Event.NOTICE_UNANSWERED})
"""Events that may only cost points."""
OF_INFORMATION = frozenset({Event.INFORMATION_SUBMITTED, Event.INFORMATION_ADOPTED})
"""Events about information (政务信息) that an office submitted; no task stands behind them."""
ON = frozenset({Event.CLOSED_IN_TIME, Event.CLOSED_EARLY, Event.PRAISED}) | OF_INFORMATION
"""Events that may only bring points."""

_OF_THE_BOT = re.compile(
    "check.?in|messages?.?(count|sent)|messagecount|messages?$|online|log.?ins?$|login|likes?$|clicks?$|active.?days"
    "|daily.?report|read.?count|usage|streak"
    "|打卡|在线(时长|时间|天数|率)|上线(次数|天数|率)|登[录陆](次数|天数|率)|活跃|日活"
    "|发言(数|次数|条数|量)|(消息|发帖|回复)(数|次数|条数|量)|点赞|转发(量|数|次数)|(阅读|点击|浏览)(量|数|次数)"
    "|使用(时长|次数|率|频次)|日报(次数|篇数)|签到(次数|率|天数)|(每日|平台|线上)签到"
)
BURDEN = "按照整治指尖上的形式主义的要求，不得以打卡、在线时长、发言数等使用情况计分，请改为按时限、质量和佐证计分"


def scores_use_of_the_bot(words: str) -> bool:
    """Tell whether a rule is about using the bot, whatever it is called."""
    folded = "".join(normalize("NFKC", words).casefold().split())
    return _OF_THE_BOT.search(folded) is not None
