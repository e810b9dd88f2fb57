"""The words of a ledger file: the standard columns of the export, what offices call them, and their states."""

from __future__ import annotations

import re
import unicodedata

from ledger.tasks import Status

NUMBER, TITLE, ORIGIN, LEAD, SUPPORT, PEOPLE = "编号", "事项", "来源", "牵头单位", "配合单位", "责任人"
ASSIGNED, ORIGINAL, DEADLINE, STATUS = "交办时间", "原定时限", "现时限", "状态"
PERCENT, NOTE, EXTENSIONS, ENDED, EVIDENCE, REMARK = "进度", "最近进展", "延期次数", "销号时间", "佐证", "备注"
CATEGORY = "类别"
DERIVED = frozenset({"亮灯", "序号"})
"""Columns that are understood and not read: they follow from the others."""

_ALSO = {
    NUMBER: "事项编号 督办编号 台账编号 督查编号 文号",
    TITLE: "事项名称 督办事项 工作事项 工作任务 任务 任务名称 重点任务 工作内容 事项内容 交办事项 督查事项 主要任务",
    ORIGIN: "任务来源 事项来源 交办来源 来源依据 依据 交办人 交办领导",
    LEAD: "牵头部门 责任单位 责任部门 承办单位 承办部门 主办单位 牵头责任单位 承办科室 牵头科室 单位",
    SUPPORT: "配合部门 协办单位 协办部门 配合责任单位 责任配合单位 协同单位",
    PEOPLE: "责任人员 具体责任人 承办人 经办人 负责人 联系人 责任领导",
    ASSIGNED: "交办日期 下达时间 下达日期 立项时间 立项日期 登记时间 登记日期 派发时间 开始时间 交办时限起",
    ORIGINAL: "原时限 原定期限 原办结时限 原定完成时间",
    DEADLINE: "时限 办结时限 完成时限 办理时限 完成时间 截止时间 截止日期 要求完成时间 计划完成时间 办理期限 期限",
    STATUS: "办理状态 办理情况状态 事项状态 办结情况 当前状态 完成状态 是否办结",
    PERCENT: "完成进度 办理进度 进度% 完成率 完成比例",
    NOTE: "进展 进展情况 工作进展 办理情况 办理进展 落实情况 最新进展 完成情况",
    EXTENSIONS: "延期次数次 已延期次数",
    ENDED: "办结时间 办结日期 销号日期 实际完成时间 归档时间 完成日期",
    EVIDENCE: "佐证材料 印证材料 附件",
    REMARK: "说明 备注说明",
    CATEGORY: "事项类别 督办类别 任务类别",
}
STANDARD = tuple(_ALSO)
"""The standard columns, in the order of the export."""
COLUMNS = {word: column for column, words in _ALSO.items() for word in (column, *words.split())}
"""Every header word that is understood, to the standard column."""

_STATES = {
    Status.ASSIGNED: "待签收 未签收 待接收 未接收 待办 未启动 未开始",
    Status.ACTIVE: (
        "办理中 在办 正在办理 进行中 推进中 正在推进 持续推进 已签收 "
        "逾期 已逾期 逾期未办结 临期 未办结 未完成 延期 已延期 否"
    ),
    Status.CLAIMED: "待销号 待审核 待核验 申请销号 已申请销号 待验收",
    Status.SUSPENDED: "中止 已中止 暂停 已暂停 暂缓 挂起",
    Status.CLOSED: "已销号 销号 已办结 办结 已完成 完成 按期办结 逾期办结 已结 是",
    Status.ARCHIVED: "已归档 归档",
    Status.WITHDRAWN: "已撤回 撤回 撤销 已撤销 取消 已取消 终止 已终止",
}
STATES = {word: status for status, words in _STATES.items() for word in words.split()}
"""Every word for a state, to the state."""
STATE_WORDS = tuple(words.split()[0] for words in _STATES.values())


def word_of(header: str) -> str:
    """Return the word of a header cell; bracketed hints (完成时限（年月日）) are passed over."""
    return re.sub(r"\(.*?\)|[\s*:_]", "", unicodedata.normalize("NFKC", header))


def state_word(cell: str) -> str:
    """Return the word of a cell that tells a state."""
    return re.sub(r"\(.*?\)|\s", "", unicodedata.normalize("NFKC", cell))


def column_of(header: str) -> str | None:
    """Return the standard column that a header cell means."""
    word = word_of(header)
    return word if word in DERIVED else COLUMNS.get(word)
