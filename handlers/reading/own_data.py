"""Words by which somebody asks for what is stored about oneself (导出我的数据); pure."""

from __future__ import annotations

from handlers.reading.key import Key, needs
from handlers.reading.late import Late

VERB = "导出"
"""What ``/export`` stands for before its words."""
_WHAT = r"(?:全部|所有|个人|本人)*(?:的)?(?:数据|信息|资料|个人信息|记录)"
_ASKS = Late(
    rf"\W*(?:请|麻烦|帮我|我要|我想|给我)*(?:导出|下载|索取|查阅|复制)(?:一下|一份)?(?:系统(?:里|中)?(?:保存|存)?的?)?"
    rf"(?:我|本人|关于我)(?:的)?{_WHAT}(?:吧)?\W*"
    rf"|\W*(?:请|麻烦)?(?:帮我)?把(?:我|本人|关于我)(?:的)?{_WHAT}(?:都|全部)?(?:导出来?|发给我|给我)(?:一份)?(?:吧)?\W*"
    rf"|\W*(?:系统|你们?|机器人|这里)(?:里|中)?(?:都|到底)?(?:存|保存|记录|留存)了?(?:我|本人)的?(?:哪些|什么){_WHAT}?\W*"
)


@needs(Key("资息据录存", _ASKS))
def asks_own_data(text: str) -> bool:
    """Tell whether the words, all of them, ask for one's own data."""
    return _ASKS.fullmatch(text) is not None
