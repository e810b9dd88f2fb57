"""Commands in Chinese: their other names, what they are for, and the answers that name them (命令)."""

from __future__ import annotations

from handlers.wording.spoken import spoken
from handlers.wording.terms import WHOLE_HOUSE
from handlers.wording.voice import called
from ledger.people import Person

ALIASES: dict[str, tuple[str, ...]] = {
    "start": ("开始",),
    "assign": ("交办", "派活"),
    "split": ("分解",),
    "recurring": ("周期", "周期事项"),
    "instruct": ("批示",),
    "key": ("重点事项", "四个导向"),
    "visit": ("蹲点", "蹲点督办"),
    "ack": ("签收", "收到"),
    "decline": ("不予受理",),
    "progress": ("反馈", "进展"),
    "blocker": ("卡点",),
    "unblock": ("解除卡点",),
    "extend": ("延期", "申请延期"),
    "claim": ("申请销号", "办结"),
    "close": ("销号", "同意销号"),
    "return": ("退回",),
    "mend": ("补正",),
    "archive": ("归档",),
    "recheck": ("回头看", "抽查"),
    "reopen": ("重新办理",),
    "reassign": ("转办",),
    "withdraw": ("撤回",),
    "amend": ("改时限", "调整时限"),
    "category": ("归类", "类别"),
    "suspend": ("中止",),
    "resume": ("恢复", "恢复办理"),
    "correct": ("更正",),
    "remind": ("催办",),
    "escalate": ("督办", "督办单"),
    "task": ("事项", "查询"),
    "timeline": ("经过", "办理经过"),
    "asof": ("当时", "时点"),
    "my": ("我的待办", "待办"),
    "today": ("今日",),
    "dispatch": ("日调度",),
    "daily": ("日报告",),
    "weekly": ("周总结",),
    "digest": ("领导摘要", "摘要"),
    "board": ("领导看板", "看板"),
    "submit": ("日报",),
    "leave": ("请假",),
    "back": ("销假",),
    "find": ("查找", "搜索", "清单"),
    "why": ("亮灯依据", "为什么"),
    "score": ("考评",),
    "adjust": ("赋分",),
    "appeal": ("申诉",),
    "circular": ("通报", "起草通报"),
    "minutes": ("纪要", "出纪要"),
    "documents": ("办文", "文件"),
    "regulations": ("制度", "制度清单"),
    "training": ("培训", "培训计划"),
    "meetings": ("会议", "办会"),
    "information": ("信息", "政务信息"),
    "export": ("导出",),
    "verify": ("核验", "核验台账"),
    "undo": ("撤销",),
    "help": ("帮助",),
    "practice": ("试办", "演练"),
    "whoami": ("我是谁",),
    "setup": ("启用", "启用向导", "自检"),
    "requests": ("审核绑定", "绑定申请"),
    "language": ("语言",),
    "bind": ("绑定",),
    "timetable": ("推送时间", "时刻表"),
    "calendar": ("日历", "工作日历"),
    "roster": ("名册", "人员"),
    "import": ("导入", "导入台账"),
}
"""The Chinese names of each command, which the platform does not offer but people type."""

DESCRIPTIONS: dict[str, str] = {
    "start": "开始使用",
    "assign": "交办事项，例：/assign 请张三周五前报送分析",
    "split": "分解事项，例：/split 118 张三起草初稿，周三前",
    "recurring": "周期事项，例：/recurring 停止 1",
    "instruct": "批示，例：/instruct 118 请抓紧落实",
    "key": "重点事项的问题、目标、结果、成效",
    "visit": "登记蹲点督办，附现场照片",
    "ack": "签收，例：/ack 118",
    "decline": "不予受理，须写明原因",
    "progress": "反馈进展，例：/progress 118 完成80%",
    "blocker": "报告卡点",
    "unblock": "解除卡点",
    "extend": "申请延期，例：/extend 118 下周三，数据未核实",
    "claim": "申请销号，附佐证材料",
    "close": "同意销号",
    "return": "退回，须写明缺少什么",
    "mend": "勾选补正清单，例：/mend 118 1、3",
    "archive": "归档，例：/archive 118",
    "reassign": "转办，例：/reassign 118 王五",
    "withdraw": "撤回，须写明原因",
    "amend": "调整时限，例：/amend 118 下周三",
    "category": "归类，例：/category 118 民生",
    "suspend": "中止办理，例：/suspend 118 等省里批复",
    "resume": "恢复办理，例：/resume 118",
    "correct": "更正本人上一条反馈",
    "recheck": "回头看：抽查当月销号事项",
    "reopen": "重新办理，例：/reopen 118 现场仍有积水，周五前",
    "remind": "催办，例：/remind 118",
    "escalate": "下督办单，例：/escalate 118 黄色 周三前",
    "task": "查看事项，例：/task 118",
    "timeline": "办理经过，例：/timeline 118",
    "asof": "过去某时的情况，例：/asof 118 上周五",
    "my": "我的待办",
    "today": "今日到期和逾期",
    "dispatch": "日调度",
    "daily": "日报告",
    "weekly": "周总结",
    "digest": "领导摘要：待批、争议、红灯、求助",
    "board": "领导看板：在网页上看亮灯、排名、走势",
    "submit": "报送日报，例：/submit 今日完成初稿；明日送审",
    "leave": "请假，例：/leave 明天",
    "back": "销假，例：/back 明天起",
    "find": "查找和清单，例：/find 住建局红灯",
    "why": "亮灯依据，例：/why 118",
    "score": "考评得分和排名，例：/score 城管局",
    "appeal": "考评申诉，例：/appeal 118 当天系统故障",
    "adjust": "提出赋分，附依据和佐证；单独发送查看待确认的",
    "circular": "通报：起草、查看，例：/circular 本周",
    "minutes": "出会议纪要，先发议定事项并确认",
    "documents": "办文：在办文件、未批文件、用时",
    "training": "培训：计划、本季度、落实情况",
    "regulations": "制度：清单、查找、修订任务，例：/regulations 公文",
    "meetings": "办会：待召开和近期的会议",
    "information": "政务信息：报送和采用篇数",
    "export": "导出台账，例：/export 住建局红灯",
    "verify": "核验台账，例：/verify 81bc5b36a482",
    "undo": "撤销本人上一步操作",
    "help": "用法说明，例：/help 延期",
    "practice": "试办一件，熟悉写法，不入台账",
    "whoami": "本人身份",
    "setup": "启用向导：名册、绑定、工作群、自检（管理员）",
    "requests": "审核绑定申请",
    "language": "语言，例：/language English",
    "bind": "绑定工作群（管理员），例：/bind 综合科",
    "roster": "人员新增、更正、角色、离任（管理员），例：/roster 邀请张三",
    "timetable": "推送时间，例：/timetable 日报改到18:00",
    "calendar": "工作日历（管理员），例：/calendar 11月28日上班",
    "import": "导入原有台账，把 .xlsx 或 .csv 发来",
}


@spoken
def greeting(person: Person) -> str:
    """Greet somebody who is bound."""
    return f"{called(person.name)}，您好。发送 /my 查看待办，发送 /help 查看用法。"


@spoken
def not_understood() -> str:
    """Say in private that nothing was recorded."""
    return "未能理解该内容，未作登记。发送 /help 查看用法。"


@spoken
def no_such_command() -> str:
    """Answer a command that nobody knows."""
    return "没有该命令。发送 /help 查看用法。"


@spoken
def only_in_group() -> str:
    """Say that a group is bound in the group itself."""
    return f"请在需要绑定的群内发送 /bind，再选择对应单位或{WHOLE_HOUSE}。"


@spoken
def forwarded() -> str:
    """Say that a forwarded message is nobody's order."""
    return "转发的消息不作为反馈登记，有交办权限的人员转发的交办内容除外。请以本人名义重新发送。"


@spoken
def too_big() -> str:
    """Say that a file was over the platform's limit."""
    return "文件超过20MB，未能接收。请压缩或分开后重新发送。"


@spoken
def sent_in_private() -> str:
    """Say in a group that the answer went to the asker alone."""
    return "已私信。"


@spoken
def tap_gone(reason: str) -> str:
    """Say why a tap cannot be honoured."""
    return {
        "expired": "该卡片已失效，请重新发送。",
        "used": "该操作已办理，无需重复点击。",
        "not_yours": "您无权使用该按钮。",
        "changed": "事项状态已变更，请重新查看后办理。",
    }.get(reason, "该按钮已失效，请重新查看事项。")
