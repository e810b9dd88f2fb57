"""导入台账: words that ask for it, alone or under a file."""

from __future__ import annotations

import re
import unicodedata

_ASKS = re.compile(
    r"\W*(?:/(?:import|导入)\b|(?:请|帮我|我要|把)*导入(?:一下)?(?:旧|原有?|现有|历史)?的?(?:督[查办])?台账)\W*"
)
_UNDER_A_FILE = re.compile(r"\D{0,20}导入\D{0,12}")


def asks_import(text: str, *, under_a_file: bool = False) -> bool:
    """Tell whether the words ask that a ledger be imported (导入台账); under a file 请导入 is enough."""
    plain = unicodedata.normalize("NFKC", text)
    return bool(_ASKS.fullmatch(plain) or (under_a_file and _UNDER_A_FILE.fullmatch(plain)))
