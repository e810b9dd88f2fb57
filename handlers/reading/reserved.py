"""Names that nobody on a roster may have, for they say something else: 收到, 逾期, 周五, 118号, /my; pure.

Names are recognised before anything else is read, so that somebody called 周五 would take every Friday for theirs.
"""

from __future__ import annotations

from handlers.reading.late import Late
from handlers.reading.normalise import normalise
from handlers.reading.time_words import DAYS

_WORDS = Late(
    "收到|签收|已阅|同意|确认|取消|退回|销号|办结|撤回|延期|催办|督办|逾期|超期|临期|红灯|黄灯|绿灯|待办|在办|未办|"
    "帮助|台账|日报|周报|月报|通报|批示|请假|返岗|领导|大家|全体|全员|所有人|各区|各部门|各科室|各单位|本人|自己|"
    "牵头|配合|负责|完成|报送|上午|下午|中午|晚上|下班|上班|特急|加急|平急"
)
_NUMBER = Late(r"(?:[A-Za-z]{1,4}-)?(?:\d{4}-)?\d{1,6}[号项件]?")
_LEAST = 2
"""Signs of a name: 请 or 王 alone stand in half of all sentences."""


def is_reserved(name: str) -> bool:
    """Tell whether the name, or alias, would be read as something else."""
    plain = normalise(name).strip()
    if len(plain) < _LEAST or plain.startswith("/"):
        return True
    return any(pattern.fullmatch(plain) is not None for pattern in (_WORDS, _NUMBER, DAYS))
