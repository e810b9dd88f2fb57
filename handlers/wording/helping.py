"""/help and /whoami: a short start by role and place, then topics of one phone screen each (帮助)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from handlers.wording.commands import ALIASES
from handlers.wording.spoken import spoken
from handlers.wording.terms import ROLE
from handlers.wording.topics import REGISTERS, Topic
from handlers.wording.voice import called, escape
from ledger.people import Person, Role

_WORKING = (
    Topic(
        name="签收",
        also=("不予受理", "自拟"),
        text="""· 签收：收到；有几件的，全部收到
· 不予受理：118号不归我科，应由财政局办理
· 不予受理一次为限，另行明确前仍由首办单位负责。
· 转给同事：118号转给王五办理（负责人同意后生效）
· 自拟事项：请{name}周五前报送调研提纲（负责人同意后登记）
回复交办消息即指该事项，可不写编号。""",
    ),
    Topic(
        name="反馈",
        also=("汇报", "进展", "卡点", "佐证"),
        text="""· 反馈：118号完成80%，预计周四完工
· 佐证：发照片或文件，注明“118号现场已整改”
· 卡点：118号卡在经费，请财政局协调
· 解除：118号卡点已解决
· 更正：/correct 118 应为60%
一条反馈同时计入办理进展和当日日报。""",
    ),
    Topic(
        name="延期",
        also=("申请延期",),
        text="""· 延期：118号申请延期到下周三，数据未核实
须在时限前提出，写明日期和原因；审批前原时限不变。
审批人可同意、不同意或改期，结果在私聊通知。
· 延期次数有限；原时限保留，报表按原时限和现时限分别统计。""",
    ),
    Topic(
        name="销号",
        also=("申请销号", "办结", "补正"),
        text="""· 销号：发照片或文件，注明“118号申请销号”
· 缺少的材料会逐项提示，补齐后再申请。
· 补正：第1项已补（回复退回通知，逐项勾选后再申请）
· 配合单位或分解事项未完的，说明原因后可先申请。
本人不能审核本人办理的事项。""",
    ),
    Topic(
        name="日报",
        also=("请假", "代办"),
        text="""· 日报：今日完成初稿；明日送审；困难无
· 无事项：日报 今日无事项
· 请假：明天请假一天，由王五代办
· 销假：提前返岗写“销假”；还未开始的写“取消请假”
当日已反馈的不必另报。请假期间由代办人签收、反馈、申请销号。""",
        needs="submit",
    ),
)
_STEERING = (
    Topic(
        name="交办",
        also=("派活", "分解", "周期", "周期事项"),
        text="""直接写，核对卡片后点“确认”：
· 交办：请张三周五下班前报送经济运行分析
· 牵头配合：由发改委牵头，财政局配合，下周五前拿出修改稿
· 周期：请张三每周五下班前报送项目进展
· 停止：停止周期1（周期事项查看）
· 分解：118号分解：张三起草初稿，周三前；王五汇总数据
科室负责人限向本科室交办。""",
        needs="assign",
    ),
    Topic(
        name="调整",
        also=("转办", "撤回", "中止", "改时限", "归类"),
        text="""· 调整：118号改到下周三
· 转办：118号转给王五办理
· 撤回：撤回118号，重复交办
· 中止：118号先中止，等省里批复
· 恢复：118号恢复办理
· 归类：/category 118 民生（决定销号须附的材料）
· 重点：/key 118 问题：……；目标：……
限于本人交出、本科室交出或分管范围内的事项。""",
        needs="amend",
    ),
    Topic(
        name="催办",
        also=("督办", "督办单", "蹲点"),
        text="""· 催办：催办118号；催一下逾期的
· 督办：118号下黄色督办单
· 蹲点：118号蹲点督办，地点：清洁取暖现场；发现：3栋未通暖；责任：住建局；整改：周五前（附现场照片）
催办有最短间隔，会提示上次催办时间。蓝、黄、红三级督办单依次加重。""",
        needs="remind",
    ),
    Topic(
        name="批示",
        also=("摘要", "领导摘要"),
        text="""· 批示：批示118号：请抓紧落实，周五前报结果
· 回复事项写意见，即为批示，转达责任人。
· 待决：领导摘要
· 延期：同意118号延期；118号只能延到周五；不同意118号延期
私聊按时推送摘要，列待批、争议、红灯和求助事项。""",
        needs="instruct",
    ),
    Topic(
        name="审核",
        also=("同意销号", "退回", "归档", "回头看", "抽查", "重新办理"),
        text="""先看“佐证材料”，再决定：
· 销号：同意118号销号
· 退回：退回118号，缺盖章版，周五前补正
· 归档：118号归档
· 抽查：回头看（每月随机抽取，可复现）
· 属实：118号复核属实
· 不实：/reopen 118 现场仍有积水，周五前
本人参与办理的，由他人审核。""",
        needs="close",
    ),
)
_ASKING = (
    Topic(
        name="查询",
        also=("查找", "清单", "亮灯", "经过"),
        text="""· 我的：我的待办；逾期；本周到期；久无进展
· 清单：住建局红灯；王五的；财政局本周到期
· 查找：查供热
· 一项：118号；118号经过；118号为什么红灯
· 过去：118号上周五的情况；财政局上周五的台账""",
    ),
    Topic(
        name="报表",
        also=("报告", "导出", "核验", "日调度", "周总结"),
        text="""· 日调度：/dispatch
· 日报告：/daily
· 周总结：/weekly
· 导出：导出台账；导出住建局红灯
· 核验：核验台账；核验 校验码
按权限显示范围；导出件只在私聊发送。""",
        needs="daily",
    ),
    Topic(
        name="通报",
        also=("起草通报", "纪要", "会议纪要"),
        text="""· 起草：起草本周督办通报；拟一份11月份表扬通报
· 修改：删去第2条；增加一条 DB-2026-12；标题改为……（回复通报稿）
· 报批：报批；报王副市长审批（回复通报稿）
· 印发：印发通报（领导批准后）
· 纪要：出一份纪要（先将议定事项发来并确认交办）
每条对应一件事项；改动后须重新报批。""",
        needs="circular",
    ),
    *REGISTERS,
    Topic(
        name="撤销",
        also=("更正",),
        text="""· 撤销：撤销（10分钟内撤回本人上一步，原记录保留）
· 更正：/correct 118 应为60%
他人已据此办理的不能撤销，请联系交办人。""",
    ),
)
_RUNNING = (
    Topic(
        name="名册",
        also=("人员", "角色", "离任", "调动", "邀请"),
        text="""· 新增：新增人员 张三，综合科，科员，手机13900000000
· 邀请：邀请张三（生成一次性链接，单独发给本人）
· 更正：张三改名为张珊；张三加别名小张；张三手机号改为13900000001
· 角色：设张三为督查员；取消张三的督查员；张三改为分管财政局
· 离任：张三12月1日起调离；张三退休；取消张三离任
· 调动：张三调到财政局任科长
督查员、审核、领导、管理员角色须第二人同意。""",
        needs="roster",
    ),
    Topic(
        name="工作群",
        also=("绑定", "群"),
        text="""· 绑定：在群内发“本群绑定综合科”或 /bind，再选推送的报告
· 全单位的群：本群绑定全单位
未绑定的群10分钟后自动退出。人员绑定申请在私聊审核。""",
        needs="roster",
    ),
    Topic(
        name="推送",
        also=("推送时间", "时刻表"),
        text="""· 改时间：日报改到18:00
· 停发：停发周总结
· 恢复：恢复周总结
· 查看：/timetable
自下一次推送起生效。""",
        needs="timetable",
    ),
    Topic(
        name="日历",
        also=("放假", "节假日", "调休"),
        text="""· 放假通知：全文粘贴发送，核对后登记
· 上班：11月28日上班
· 放假：12月3日放假
· 取消：取消12月3日放假
暂定时限随通知自动重算。""",
        needs="calendar",
    ),
    Topic(
        name="导入",
        also=("导入台账",),
        text="""· 导入：把 .xlsx 或 .csv 发来，注明“导入台账”
先逐行检查，全部正确才可导入；重复导入不会重复登记。
管理员可先行检查，由督查员点“导入”。""",
        needs="import",
    ),
)
TOPICS = (*_WORKING, *_STEERING, *_ASKING, *_RUNNING)
COMMANDS = "命令"
"""The name of the topic that lists the commands."""
_ALL_WORDS = {word: topic for topic in TOPICS for word in (topic.name, *topic.also)}

_START_WORK = """<b>办理事项</b>（回复交办消息，或写明编号）
· 签收：收到
· 反馈：118号完成80%，预计周四完工
· 销号：发照片或文件，注明“118号申请销号”"""
_START_ASSIGN = """<b>交办</b>（直接写，核对卡片后点“确认”）
· 请张三周五下班前报送经济运行分析"""
_START_REVIEW = """<b>审核销号</b>
· 先看“佐证材料”，再点“同意销号”或“退回”"""
_START_ADMIN = """<b>管理</b>
· 新增人员 张三，综合科，科员
· 在群内发“本群绑定综合科”"""
_START_FIND = "<b>查询</b>：住建局红灯；查供热"
_NUMBER = "编号可写作 DB-2026-118 或 118号；31及以下的请写全称，以免误作日期。"
_MORE = "点击下方主题查看写法，或写“帮助 延期”。"

_GROUP_WORK = "回复本助手的交办消息：“收到”即签收；“完成80%”即反馈；附照片或文件写“申请销号”，即申请销号。"
_GROUP_ASSIGN = "交办：请张三周五下班前报送经济运行分析。核对卡片后点“确认”。"
_GROUP_ELSE = "其他操作请私聊本助手，发送 /help 查看。"


def topic_called(words: str) -> Topic | None:
    """Return the topic of that name."""
    return _ALL_WORDS.get(words)


def topics_for(person: Person, commands: Collection[str]) -> tuple[Topic, ...]:
    """Return the topics that the start offers: duties that come first to the person come first."""
    mine = [topic for topic in TOPICS if not topic.needs or topic.needs in commands]
    if not person.owes_report:
        mine = [topic for topic in mine if topic not in _WORKING] + [topic for topic in mine if topic in _WORKING]
    return tuple(topic for topic in mine if topic.name != "日报" or person.owes_report)


@spoken
def start(person: Person, commands: Collection[str], *, private: bool) -> str:
    """Return the short start for the person's roles and this place."""
    if not private:
        parts = [_GROUP_WORK, *([_GROUP_ASSIGN] if "assign" in commands else [])]
        return "\n\n".join([*parts, command_list(commands), _GROUP_ELSE])
    duties = [
        part
        for part, command in ((_START_ASSIGN, "assign"), (_START_REVIEW, "close"), (_START_ADMIN, "roster"))
        if command in commands
    ]
    parts = [_START_WORK, *duties] if person.owes_report else duties
    return "\n".join([*parts, _START_FIND, _NUMBER, _MORE])


@spoken
def label(topic: str) -> str:
    """Return what stands on the button of a topic."""
    return topic


@spoken
def on_topic(topic: Topic, person: Person) -> str:
    """Return one topic, as the person may write it."""
    return f"<b>{topic.name}</b>\n{topic.text.format(name=called(person.name))}"


@spoken
def command_list(commands: Iterable[str]) -> str:
    """Return the commands of the person in this place."""
    listed = "　".join(f"/{name} {ALIASES[name][0]}" for name in commands if name != "help")
    return f"<b>{COMMANDS}</b>\n{listed}"


@spoken
def who(person: Person, unit: str, fields: Iterable[str]) -> str:
    """Tell the person who the ledger takes them for, and where to turn if that is wrong."""
    roles = "、".join(ROLE[role] for role in Role if role in person.roles)
    facts = {
        "姓名": person.name,
        "单位": unit or "未列",
        "职务": person.title,
        "角色": roles or "无",
        "分管": "、".join(fields),
    }
    lines = [f"{label}：{escape(said)}" for label, said in facts.items() if said]
    return "\n".join([*lines, "如与实际不符，请联系管理员更正名册。"])
