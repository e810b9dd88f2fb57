"""Orders that name nobody, from whoever assigns: who is meant is asked (未指名)."""

from __future__ import annotations

import re

from handlers.reading.choosing import has_limit
from handlers.reading.key import Keyed
from handlers.reading.late import Late
from handlers.reading.leisure import FUN
from handlers.reading.said import Said, T
from handlers.reading.verbs import ANY
from ledger.people import Role

_OWN = Keyed(
    "俺咱我本",
    rf"(?:^|[,。;!\n\s])(?:{T})?(?:我们?科?室?|咱们?|俺|本人)(?:{T})?(?!负责人|市|区|局|单位|办公室|这)(?:会|就|再|先|来|去|把|将|在|要|得|下午|上午|马上|尽快|报|交|发|{T})",
)
_LONG = 500  # A text longer than this is a document; only plain commands in it count.
_URGENT = Late(
    r"^\s?(?:请|麻烦|辛苦)?(?:尽快|抓紧|马上|立即|立刻|赶紧|赶快)(?:时间)?(?:把|将)[^,。;\n]{2,30}?(?:报|交|发|送|拿|传)(?:上来|过来|给我|我|来|出来)"
    r"|谁(?:来)?(?:做|弄|整理|写|报|核|拟|办|盯|跟)一下[,。]\s?(?:抓紧|尽快|急|马上|立即)"
)


def names_nobody(said: Said) -> bool:
    """周五前把材料报上来: an order from somebody who assigns; who is meant is asked."""
    if said.role is Role.STAFF or said.finds(_OWN) or len(said.text) > _LONG:
        return False
    if _URGENT.search(said.bones) and not said.finds(FUN):
        return True
    asked = re.search(r"请|把|将|务必|必须|要求|报上来|交上来|报来|发我|报我|给我", said.bones)
    owed = asked or _THOSE_CONCERNED.search(said.bones)
    return has_limit(said) and bool(owed) and bool(ANY.search(said.bones))


_THOSE_CONCERNED = Late(
    rf"(?:^|[,。;!\n])\s?各?(?:相关|有关|责任|涉及|成员)(?:单位|部门|科室)(?:于|要|须|应|在|务必)*(?:{T})(?:务必|统一|要|须)?(?:上?报(?!名|到|销)|报送|提交|反馈|上?交)"
)
"""相关单位12月4日前报停工清单: who they are is asked."""
