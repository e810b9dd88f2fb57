"""The rights as the design has them (access.md), written down by hand: nothing here asks ``ledger.permissions``.

Every task of a cell is 张三's, of 综合科; whoever reviews one of their own has it instead. Outcomes: ``y`` done, ``n``
refused, ``d`` refused because the person is the doer, ``?`` a card or a question to somebody else, nothing recorded.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

PRINCIPALS = (
    *("own", "colleague", "other", "head", "head_gave", "other_head", "in_field", "gave", "out_field"),
    *("reviewer", "own_reviewer", "leader", "other_leader", "admin", "stranger", "leaver", "stand_in"),
)
"""The columns; ``head_gave`` is the head of the office that assigned the task, ``gave`` a coordinator who did.

``stand_in`` (代办) is staff of another office, in whose care 张三 left the tasks for the days of a leave.
"""


TOPICS = (
    *("供热", "防汛", "消防", "招商", "信访", "统计", "档案", "民政"),
    *("环保", "教育", "交通", "水利", "农业", "卫生", "文旅", "审计", "林业"),
)
"""One for each column: two orders in the same words would be taken for one."""


APART = tuple((1 + at // 9, 1 + at % 9 * 3) for at in range(len(PRINCIPALS)))
"""A month and a day for each column, no two in a row: 张三's leaves of one day each."""


@dataclass(frozen=True)
class Row:
    """How an act is asked for, on what kind of task, what it leaves, and what comes of it for each of PRINCIPALS.

    ``decides``: words that are an act in the mouth of who decides only; said by others in a group they are chatter.
    """

    words: str
    state: str
    kind: str
    cells: str
    name: str = ""
    decides: bool = False

    def expected(self, who: str) -> str:
        """Return the outcome for a principal."""
        return dict(zip(PRINCIPALS, self.cells.split(), strict=True))[who]


_WORK = "y n n y y n n n n n y n n n n n"
_GIVEN = "n n n n y n y y n n n y y n n n"
_PRESSING = "n n n y y n y y y n n y y n n n"
_DECIDING = "n n n n n n y y y y d y y n n n"

ON_A_TASK: dict[str, Row] = {
    #                                                                           own coll oth head gave oh inf gave out
    #                                                                           rev ownrev lead ol admin stranger left
    "see": Row("{n}进展如何", "active", "", "y n n y y n y y y n y y n n n n"),
    "see.claimed": Row("/task {n}", "claimed", "", "y n n y y n y y y y y y n n n n"),
    "acknowledge": Row("{n} 收到", "assigned", "Acknowledged", _WORK),
    "decline": Row("/decline {n} 不属我科职责", "assigned", "Declined", _WORK),
    "progress": Row("{n} 完成50%，初稿已成", "active", "ProgressNoted", _WORK),
    "raise_blocker": Row("/blocker {n} 数据未到", "active", "BlockerRaised", _WORK),
    "clear_blocker": Row("/unblock {n}", "blocked", "BlockerCleared", _WORK),
    "claim": Row("{n} 申请销号", "shown", "CompletionClaimed", _WORK),
    "mend": Row("/mend {n} 1", "returned", "Mended", _WORK),
    "correct": Row("/correct {n} 完成40%", "noted", "Corrected", _WORK),
    "request_extension": Row("{n} 申请延期到12月18日，数据未核实", "active", "ExtensionRequested", _WORK),
    "split": Row("/split {n} 王五起草{t}初稿，12月4日前", "active", "Split", _PRESSING),
    "instruct": Row("/instruct {n} 务必核准数据", "active", "Instruction", "n n n n n n n n n n n y n n n n"),
    "orient": Row("/key {n} 问题：口径不一；目标：统一口径", "active", "OrientationsSet", _PRESSING),
    "visit": Row("/visit {n} 地点：换热站；时间：今天9:30；人员：张三；发现：漏水", "active", "SiteVisit", _PRESSING),
    "close": Row("/close {n}", "claimed", "Closed", _DECIDING),
    "return": Row("/return {n} 缺盖章版", "claimed", "Returned", _DECIDING),
    "archive": Row("/archive {n}", "closed", "Archived", "n n n n n n y y y y y y y n n n"),
    "recheck": Row("{n} 复核属实", "closed", "Rechecked", "n n n n n n y y y y d d y n n n"),  # The leader closed it.
    "reopen": Row("/reopen {n} 数据不实，12月18日前", "closed", "Reopened", _DECIDING),
    "reassign": Row("/reassign {n} 王五", "active", "Reassigned", "? n n y y n y y y n ? y y n n n"),
    "withdraw": Row("/withdraw {n} 重复交办", "active", "Withdrawn", _GIVEN),
    "amend": Row("/amend {n} 12月18日前", "active", "Amended", _GIVEN),
    "categorise": Row("/category {n} 项目", "active", "Categorised", _GIVEN),
    "suspend": Row("/suspend {n} 等省里批复", "active", "Suspended", _GIVEN),
    "resume": Row("/resume {n}", "suspended", "Resumed", _GIVEN),
    "decide_extension": Row(
        "{n}同意延期", "asked", "ExtensionDecided", "n n n n n n n n n n n y n n n n", decides=True
    ),
    "remind": Row("/remind {n}", "active", "Reminded", _PRESSING),
    "escalate": Row("/escalate {n} 蓝色", "active", "Escalated", _PRESSING),
}
"""Acts on one task; ``{n}`` is its number."""

IN_ANOTHERS_PLACE = frozenset(
    {"see", "see.claimed", "acknowledge", "progress", "raise_blocker", "clear_blocker", "claim", "mend", "correct"}
)
"""What a stand-in does on a task of who is on leave; the rest is left to the head, and decided by neither."""
ON_A_TASK = {
    act: replace(row, cells=f"{row.cells} {'y' if act in IN_ANOTHERS_PLACE else 'n'}") for act, row in ON_A_TASK.items()
}

ON_ONESELF: dict[str, Row] = {
    "see_report": Row("/daily", "", "", "n n n y y y y y y n n y y n n n", name="日报告"),
    "see_digest": Row("/digest", "", "", "n n n n n n n n n n n y y n n n", name="领导摘要"),
    "see_board": Row("/board", "", "", "n n n n n n n n n n n y y n n n", name="领导看板"),
    "see_scores": Row("/score 综合科", "", "", "y y n y y n y y y n n y y n n n", name="考评得分"),
    "export": Row("/export", "", "", "y y y y y y y y y n n y y n n n", name="台账"),
    "verify": Row("/verify", "", "", "n n n n n n y y y n n y y y n n", name="台账完整"),
    "assign": Row("请张三12月9日前报送{t}材料", "", "Assigned", "? n n y y n y y y n n y y n n n"),
    "recur": Row("请张三每周五下班前报送{t}进展", "", "RecurrenceSet", "n n n y y n y y y n n y y n n n"),
    "report_day": Row("日报：今日完成初稿；明日送审；困难无", "", "DailyReported", "y y y y y y y y y y y y y y n n"),
    "take_leave": Row("/leave 张三12月{d}日请假", "", "LeaveTaken", "y n n y y n y y n n n n n n n n"),
    "end_leave": Row("取消张三{apart}的请假", "", "LeaveEnded", "y n n y y n y y n n n n n n n n"),
    "set_calendar": Row("/calendar 12月{d}日放假", "", "CalendarDaySet", "n n n n n n n n n n n n n y n n"),
    "set_timetable": Row("/timetable 日报推送改到18:{d}", "", "SettingChanged", "n n n n n n n y n n n n n y n n"),
    "prepare_import": Row("/import", "", "", "n n n n n n y y y n n n n y n n", name="原台账"),
    "make_minutes": Row("出一份纪要", "", "", "n n n n n n y y y n n n n n n n", name="会议纪要"),
    "change_roster": Row("/roster 唐将离离任", "", "", "n n n n n n n n n n n n n ? n n"),
    "see_training": Row("培训计划", "", "", "y y y y y y y y y y y y y y n n", name="培训"),
    "keep_training": Row(
        "12月10日下午培训{t}业务，综合科组织，全体人员参加",
        "",
        "",
        "n n n y y n y y y n n y y n n n",
        name="请核对培训登记",
    ),
    "see_regulation": Row("制度清单", "", "", "y y y y y y y y y y y y y y n n", name="制度"),
    "keep_regulation": Row(
        "登记制度《{t}办法》，N类，综合科负责", "", "", "n n n n n n y y y n n n n n n n", name="请核对制度登记"
    ),
}
"""Acts on no task: about oneself, 张三, or the house; in private."""
ON_ONESELF = {act: replace(row, cells=f"{row.cells} {row.cells.split()[2]}") for act, row in ON_ONESELF.items()}
"""There a stand-in is staff of another office like any other."""

ON_A_DOCUMENT: dict[str, Row] = {
    "see_document": Row("{n}", "registered", "", "y n n y y n y y y n n y n n n n y"),
    "sign_document": Row("{n} 签收", "registered", "DocumentSigned", "y n n y y n n n n n n n n n n n y"),
    "hand_document": Row("{n} 转王五", "registered", "DocumentHanded", "y n n y y n y y y n n y n n n n n"),
    "return_document": Row("{n} 退回，不属我科", "registered", "DocumentReturned", "y n n y y n n n n n n n n n n n y"),
    "submit_document": Row("{n} 送陈静签发", "registered", "DocumentSubmitted", "y n n y y n n n n n n n n n n n y"),
    "sign_off_document": Row("{n} 已签发", "submitted", "DocumentSignedOff", "n n n n n n y y y n n y n n n n n"),
    "finish_document": Row("{n} 办结", "registered", "DocumentFinished", "y n n y y n n n n n n n n n n n y"),
    "withdraw_document": Row("{n} 作废，重复", "registered", "DocumentWithdrawn", "n n n n y n y y n n n y n n n n n"),
    "register_document": Row(
        "收文内政办发〔2026〕35号，张三首办，2个工作日内办理完毕",
        "",
        "",
        "n n n y y n y y y n n y y n n n n",
        "确认登记",
    ),
}
"""Steps on a document (办文) that ``gave``, or the head, registered, and that 张三 handles first; in private."""

ELSEWHERE = {
    "add_evidence": "test_a_photo_in_reply_to_a_task_in_the_group",
    "import": "test_a_ledger_is_imported_by_coordinators",
    "draft_circular": "test_who_drafts_and_who_approves_a_circular",
    "approve_circular": "test_who_drafts_and_who_approves_a_circular",
    "propose_score": "test_who_proposes_points_and_who_confirms_them",
    "confirm_score": "test_who_proposes_points_and_who_confirms_them",
    "appeal_score": "test_who_disputes_points_and_who_answers",
    "decide_appeal": "test_who_disputes_points_and_who_answers",
    **dict.fromkeys(ON_A_DOCUMENT, "test_who_does_what_with_a_document"),
    "join_training": "test_who_answers_a_training_and_who_sees_who_came",
    "see_attendance": "test_who_answers_a_training_and_who_sees_who_came",
    "read_regulation": "test_who_reads_a_regulation_and_who_sees_the_readers",
    "see_readers": "test_who_reads_a_regulation_and_who_sees_the_readers",
    **dict.fromkeys(
        ("see_meeting", "arrange_meeting", "see_information", "submit_information"),
        "test_who_arranges_meetings_and_tells_of_information",
    ),
    **dict.fromkeys(("adopt_information", "withdraw_information"), "test_who_records_what_became_of_information"),
    "undo": "test_only_the_own_last_act_is_taken_back",
    "bind_person": "test_who_approves_a_binding",
    "grant_role": "test_who_agrees_to_a_role",
    "bind_chat": "test_a_group_is_bound_by_administrators",
}
"""Acts whose cells need more than one message: the test that has them."""
