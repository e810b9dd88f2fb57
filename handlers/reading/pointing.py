"""Titles that only point at another message: 此件, 这件事, 落实, 阅处 (指代)."""

from __future__ import annotations

import re

from handlers.reading.late import Late

_POINTER = Late(
    r"(?:按|按照|根据|对照|就|对|将|把)?(?:此|该|本|这|上述|以上|上面|前述|附件|所附)(?:件|事项?|项|份|条|个|篇|张)?"
    r"(?:事项|事情|事|材料|文件|通知|要求|内容|问题|工作|任务|情况|消息|信息|照片|图片|件)?"
)
_VERBS = Late(
    r"(?:认真|抓紧|尽快|及时|立即|负责|牵头|具体|妥善|按要求|做好)*"
    r"(?:办理?|办结|办好|阅处|处理|处置|落实|落实到位|跟进|核实|核查|核处|整改|整改到位|研究|研处|研办|回复|答复|反馈|完成|报结果|报情况|报送|提出意见|办理情况|结果|情况)"
)


def points_back(title: str) -> bool:
    """Tell whether the title says nothing by itself, so that the message it answers must say what is to be done."""
    rest = _POINTER.sub("", title)
    rest = re.sub(r"[，,。;；、\s]", "", rest)
    return not rest or bool(re.fullmatch(rf"(?:{_VERBS.pattern})+(?:一下|下|吧|掉|好|完)?", rest))
