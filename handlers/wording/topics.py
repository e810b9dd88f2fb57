"""Topics of /help (帮助主题): their shape, and those of documents, meetings and information."""

from __future__ import annotations

from ledger.values import dataclass


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
    Topic(
        name="制度",
        also=("制度体系", "规章制度", "阅知"),
        text="""· 查找：查制度 公文；考勤有什么规定；制度清单；待修订制度
· 阅知：收到通知后点“阅知”，或写“阅知”
· 登记：登记制度《公文处理办法》，N类，综合科负责，现行有效（督查员）
· 更改：ZD-N-12 待修订，12月20日前；ZD-N-12 废止
· 修订：制度修订任务，核对后一次交办
· 组织阅知：ZD-N-12 请综合科阅知；ZD-N-12 阅知情况""",
        needs="regulations",
    ),
    Topic(
        name="培训",
        also=("培训计划", "参训", "讲义"),
        text="""· 答复：收到通知后写“参加”，或“不能参加，出差”
· 查看：培训计划；本季度培训；PX-2026-3
· 登记：12月10日下午培训公文写作，综合科组织，全体人员参加（负责人、督查员）
· 调整：PX-2026-3 改到12月12日上午；PX-2026-3 取消，与会议冲突
· 参训：PX-2026-3 参加：张三、李四；PX-2026-3 全部参加
· 落实：培训落实情况；PX-2026-3 参训情况""",
        needs="training",
    ),
    Topic(
        name="考评",
        also=("得分", "排名", "申诉", "赋分"),
        text="""· 得分：我们科多少分，扣在哪了；我的得分怎么算的；今年累计多少分
· 其他季度：上季度多少分；三季度排名
· 测算：若今天销号；若118号今天销号
· 申诉：118号扣分有异议，当天已请假（5个工作日内）
· 排名：排名；年度评优名单（督查员、领导）
· 赋分：给综合科扣0.5分，依据4.2，附文号或佐证（督查员提出，另一人确认）
得分和排名只在私聊中答复。""",
        needs="score",
    ),
)
"""What is registered beside tasks (办文、办会、信息、制度、培训), and what comes of it (考评)."""
