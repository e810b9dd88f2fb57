"""导入台账: words that ask for it, alone or under a file."""

from __future__ import annotations

import unicodedata

from handlers.reading.key import Key, needs
from handlers.reading.late import Late

_ASKS = Late(
    r"\W*(?:/(?:import|导入)\b|(?:请|帮我|我要|把)*导入(?:一下)?(?:旧|原有?|现有|历史)?的?(?:督[查办])?台账)\W*"
)
_UNDER_A_FILE = Late(r"\D{0,20}导入\D{0,12}")


_ROSTER = Late(
    r"\W*(?:请|帮我|把)*(?:(?:导入|更新|替换)(?:一下)?)?(?:新的?|最新)?(?:花名册|名册)(?:导入|更新)?(?:一下)?\W*"
)


def asks_roster_import(text: str) -> bool:
    """Tell whether the words under a file say that it is the roster (花名册, 导入名册)."""
    return bool(_ROSTER.fullmatch(unicodedata.normalize("NFKC", text)))


@needs(Key("入/", _ASKS))
def asks_import(text: str, *, under_a_file: bool = False) -> bool:
    """Tell whether the words ask that a ledger be imported (导入台账); under a file 请导入 is enough."""
    plain = unicodedata.normalize("NFKC", text)
    return bool(_ASKS.fullmatch(plain) or (under_a_file and _UNDER_A_FILE.fullmatch(plain)))
