"""Fixed words: statuses, labels of buttons, names of reports (用语)."""

from __future__ import annotations

from config.timetable import BOARD, GROUP_REPORTS, ReportKind
from handlers.english import terms as english
from handlers.wording.spoken import word
from ledger.entries import Completion, Urgency
from ledger.escalations import Level
from ledger.evidence import EvidenceKind
from ledger.lights import Light
from ledger.origins import OriginKind
from ledger.people import Role
from ledger.tasks import Status
from ledger.transitions import Act

NUMBER_MARK = "号"
STATUS = {
    Status.ASSIGNED: "待签收",
    Status.ACTIVE: "办理中",
    Status.CLAIMED: "待审核销号",
    Status.SUSPENDED: "中止",
    Status.CLOSED: "已销号",
    Status.ARCHIVED: "已归档",
    Status.WITHDRAWN: "已撤回",
}

ACT = {
    Act.SEE: "查看",
    Act.SEE_REPORT: "查看报告",
    Act.VERIFY: "核验台账",
    Act.SEE_DIGEST: "查看领导摘要",
    Act.SEE_BOARD: "打开领导看板",
    Act.SEE_SCORES: "查看考评得分",
    Act.EXPORT: "导出台账",
    Act.ASSIGN: "交办",
    Act.SPLIT: "分解",
    Act.RECUR: "设定周期事项",
    Act.INSTRUCT: "批示",
    Act.ORIENT: "重点事项",
    Act.VISIT: "蹲点督办",
    Act.ACKNOWLEDGE: "签收",
    Act.DECLINE: "不予受理",
    Act.PROGRESS: "反馈",
    Act.ADD_EVIDENCE: "补充佐证材料",
    Act.RAISE_BLOCKER: "报告卡点",
    Act.CLEAR_BLOCKER: "解除卡点",
    Act.CLAIM: "申请销号",
    Act.CLOSE: "同意销号",
    Act.RETURN: "退回",
    Act.ARCHIVE: "归档",
    Act.RECHECK: "复核属实",
    Act.REOPEN: "重新办理",
    Act.REASSIGN: "转办",
    Act.WITHDRAW: "撤回",
    Act.AMEND: "调整交办内容",
    Act.CATEGORISE: "归类",
    Act.REQUEST_EXTENSION: "申请延期",
    Act.DECIDE_EXTENSION: "审批延期",
    Act.SUSPEND: "中止",
    Act.RESUME: "恢复办理",
    Act.MEND: "补正",
    Act.CORRECT: "更正",
    Act.REMIND: "催办",
    Act.ESCALATE: "下督办单",
    Act.UNDO: "撤销",
    Act.REPORT_DAY: "报送日报",
    Act.TAKE_LEAVE: "请假",
    Act.END_LEAVE: "销假",
    Act.BIND_PERSON: "审核人员绑定",
    Act.BIND_CHAT: "绑定工作群",
    Act.SET_CALENDAR: "调整工作日历",
    Act.CHANGE_ROSTER: "调整名册",
    Act.GRANT_ROLE: "同意角色调整",
    Act.SET_TIMETABLE: "调整推送时间",
    Act.PREPARE_IMPORT: "导入台账",
    Act.IMPORT: "导入台账",
    Act.DRAFT_CIRCULAR: "起草通报",
    Act.APPROVE_CIRCULAR: "批准通报",
    Act.MAKE_MINUTES: "出纪要",
    Act.PROPOSE_SCORE: "提出赋分",
    Act.CONFIRM_SCORE: "确认赋分",
    Act.APPEAL_SCORE: "考评申诉",
    Act.DECIDE_APPEAL: "答复申诉",
    Act.SEE_DOCUMENT: "查看文件",
    Act.REGISTER_DOCUMENT: "登记办文",
    Act.SIGN_DOCUMENT: "签收文件",
    Act.HAND_DOCUMENT: "转办文件",
    Act.RETURN_DOCUMENT: "退回文件",
    Act.SUBMIT_DOCUMENT: "送签",
    Act.SIGN_OFF_DOCUMENT: "签发",
    Act.FINISH_DOCUMENT: "办结或印发",
    Act.WITHDRAW_DOCUMENT: "作废",
    Act.SEE_REGULATION: "查看制度",
    Act.KEEP_REGULATION: "登记制度",
    Act.READ_REGULATION: "阅知制度",
    Act.SEE_READERS: "查看阅知情况",
    Act.SEE_TRAINING: "查看培训",
    Act.KEEP_TRAINING: "登记培训",
    Act.JOIN_TRAINING: "培训报名",
    Act.SEE_ATTENDANCE: "查看参训情况",
    Act.SEE_MEETING: "查看会议",
    Act.ARRANGE_MEETING: "登记会议",
    Act.SEE_INFORMATION: "查看政务信息",
    Act.SUBMIT_INFORMATION: "登记信息报送",
    Act.ADOPT_INFORMATION: "登记信息采用",
    Act.WITHDRAW_INFORMATION: "作废信息",
}

URGENCY = {Urgency.CRITICAL: "特急", Urgency.URGENT: "加急", Urgency.NORMAL: "平急"}

MARKS = {Light.RED: "🔴", Light.YELLOW: "🟡", Light.GREEN: "🟢"}
LEVEL = {Level.BLUE: "蓝色", Level.YELLOW: "黄色", Level.RED: "红色"}
ORIGIN = {
    OriginKind.MEETING: "会议",
    OriginKind.DOCUMENT: "上级文件",
    OriginKind.INSTRUCTION: "批示",
    OriginKind.VISIT: "蹲点督办",
    OriginKind.RECURRENCE: "周期事项",
    OriginKind.OWN: "自拟",
}

EVIDENCE_KIND = {
    EvidenceKind.PHOTO: "现场照片",
    EvidenceKind.STAMPED: "盖章文件",
    EvidenceKind.ACCEPTANCE: "验收单",
    EvidenceKind.NUMBER: "完成数据",
}

ORIENTATION = {"problem": "问题", "target": "目标", "result": "结果", "effect": "成效"}

ROLE = {
    Role.STAFF: "科员",
    Role.HEAD: "科室负责人",
    Role.COORDINATOR: "督查员",
    Role.REVIEWER: "销号审核",
    Role.LEADER: "分管领导",
    Role.ADMIN: "系统管理员",
}

RULE = {
    ReportKind.DISPATCH: "日调度",
    ReportKind.TODO: "待办提醒",
    ReportKind.DIGEST: "领导摘要",
    ReportKind.PROMPT: "日报提醒",
    ReportKind.PREVIEW: "发布预览",
    ReportKind.LASTCALL: "日报催报",
    ReportKind.DAILY: "日报告",
    ReportKind.WEEKLY: "周总结",
    ReportKind.MONTHLY: "月度总结",
    ReportKind.QUARTERLY: "季度总结",
}
REPORT = {**{kind.value: RULE[kind] for kind in GROUP_REPORTS}, BOARD: "工作看板"}

CONFIRM = "确认"
DROP = word("撤销", "terms.DROP")
CANCEL = "取消"
NOT_ME = "不是我"
APPROVE = "同意"
REFUSE = "不同意"
DONE = "完成"
DRAW = "抽取"
AS_DRAFTED, NOTHING_TODAY, AS_REPORT = "对，照此报送", "今日无事项", "登记为今日日报"
EVIDENCE = "佐证材料"
WHOLE_HOUSE = "全单位"
BIND_HERE = "绑定此群"
LEAVE_GROUP = "退出此群"
UNTIL_DAY_BEFORE = "改到前一工作日"
OTHER_DATE = "改期"
ADD_WORDS = "补充说明"
OTHER_DEADLINE, OTHER_ASSIGNEE, OTHER_CATEGORY, BACK = "改时限", "改责任", "改类别", "返回"
NO_CATEGORY = "不分类"
PAGE_BACK, PAGE_ON = "上一页", "下一页"
COMPLETION = {Completion.ANY: "改为任一完成即可", Completion.EACH: "改为各自完成"}

MY, DUE, LATE, HELP = "我的待办", "本周到期", "逾期", "帮助"
KEYBOARD = ((MY, DUE), (LATE, HELP))
KEYBOARD_ACTS = {MY: "my", DUE: "due", LATE: "late", HELP: "help"} | english.KEYBOARD_ACTS

LEFT = "离任"
