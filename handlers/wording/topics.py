"""Topics of /help (帮助主题): their shape, and those of documents, meetings and information."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One topic (主题): its name on the button, what else people call it, and the phrases that do it.

    It is offered to whoever is offered the command ``needs``; empty: to everybody.
    """

    name: str
    also: tuple[str, ...]
    text: str
    needs: str = ""


REGISTERS = (
    Topic(
        name="办文",
        also=("文件", "收文", "签发件", "首办"),
        text="""· 登记：收文内政办发〔2026〕35号，综合科首办，2个工作日内办理完毕
· 签发：签发件《关于供暖的通知》，综合科3日内办结
· 每步：SW-2026-12 签收；SW-2026-12 转综合科；SW-2026-12 退回，不属我科职责；SW-2026-12 办结
· 签批：QF-2026-3 送签；QF-2026-3 已签发
· 查看：办文清单；未批文件大起底；办文用时
不写时限的按办文限时；他人签收前，首办责任不变。""",
        needs="documents",
    ),
    Topic(
        name="办会",
        also=("会议", "会议登记", "议定事项"),
        text="""· 登记：登记会议：11月30日下午3点在301会议室召开常务会议，议题：1.供热保障；2.招商奖补
· 调整：HY-2026-1 改到12月1日上午9点；HY-2026-1 增加议题：防汛；HY-2026-1 取消，与迎检冲突
· 会后：HY-2026-1 已召开；HY-2026-1 纪要 JY-2026-1
· 议定：回复会议消息“会议纪要：一、……”，一次交办
· 跟踪：常务会议定事项办得怎么样
· 查看：会议清单""",
        needs="meetings",
    ),
    Topic(
        name="信息",
        also=("政务信息", "信息报送", "信息采用"),
        text="""· 报送：报送信息《供热保障的做法》
· 采用：XX-2026-1 被省政府办公厅采用（督查员登记，不登记本科室的）
· 作废：XX-2026-1 作废，重复登记
· 统计：政务信息统计；本季度政务信息统计；综合科本月信息采用情况
每条有编号；同一单位采用只计一次。""",
        needs="information",
    ),
)
"""What is registered beside tasks: 办文、办会、信息."""
