"""Topics of /help in English (帮助主题): name and text, by the Chinese name; what people write stays Chinese."""

from __future__ import annotations

TOPICS: dict[str, tuple[str, str]] = {
    "签收": (
        "Receipt",
        """· Acknowledge: 收到; several at once: 全部收到
· Decline: 118号不归我科，应由财政局办理
· You can decline once; until decided otherwise the first unit stays answerable.
· Hand over: 118号转给王五办理 (once your head agrees)
· Propose: 请{name}周五前报送调研提纲 (once your head agrees)
A reply to the task's message needs no number.""",
    ),
    "反馈": (
        "Progress",
        """· Progress: 118号完成80%，预计周四完工
· Evidence: send photos or files with “118号现场已整改”
· Blocker: 118号卡在经费，请财政局协调
· Clear it: 118号卡点已解决
· Correct: /correct 118 应为60%
One message counts as progress and as the day's return.""",
    ),
    "延期": (
        "Extension",
        """· Request: 118号申请延期到下周三，数据未核实
Before the deadline, with date and reason; until it is decided the deadline stays.
Whoever decides may agree, refuse or choose another date; you are told in private.
· Extensions are limited; the first deadline is kept, and reports count by both.""",
    ),
    "销号": (
        "Completion",
        """· Claim: send photos or files with “118号申请销号”
· What is missing is named one by one; then claim again.
· Put right: 第1项已补 (in reply to the return, one by one, then claim again)
· If support or parts are not done, say why and claim.
Nobody reviews what they worked on.""",
    ),
    "日报": (
        "Daily return",
        """· Return: 日报：今日完成初稿；明日送审；困难无
· Nothing: 日报 今日无事项
· Leave: 明天请假一天，由王五代办
· Back early: 销假; before it begins: 取消请假
Whoever noted progress today need not report again. The stand-in acknowledges, notes and claims.""",
    ),
    "交办": (
        "Assigning",
        """Write it, check the card, press “Confirm”:
· Assign: 请张三周五下班前报送经济运行分析
· Lead and support: 由发改委牵头，财政局配合，下周五前拿出修改稿
· Recurring: 请张三每周五下班前报送项目进展
· Stop: 停止周期1 (周期事项 lists them)
· Split: 118号分解：张三起草初稿，周三前；王五汇总数据
Office heads assign within their own office.""",
    ),
    "调整": (
        "Amending",
        """· Deadline: 118号改到下周三
· Reassign: 118号转给王五办理
· Withdraw: 撤回118号，重复交办
· Suspend: 118号先中止，等省里批复
· Resume: 118号恢复办理
· Category: /category 118 民生 (decides which evidence is needed)
· Key task: /key 118 问题：…；目标：…
For tasks that you or your office assigned, or in your field.""",
    ),
    "催办": (
        "Reminding",
        """· Remind: 催办118号; 催一下逾期的
· Supervision notice: 118号下黄色督办单
· On site: 118号蹲点督办，地点：清洁取暖现场；发现：3栋未通暖；责任：住建局；整改：周五前 (with photos)
Between two reminders some time must pass. Notices are blue, yellow, red.""",
    ),
    "批示": (
        "Instructions",
        """· Instruct: 批示118号：请抓紧落实，周五前报结果
· Words in reply to a task are an instruction, and reach the assignee.
· To decide: 领导摘要
· Extensions: 同意118号延期; 118号只能延到周五; 不同意118号延期
The digest arrives in private, with what waits for you, disputes, red lights and calls for help.""",
    ),
    "审核": (
        "Reviewing",
        """Look at “Evidence”, then decide:
· Close: 同意118号销号
· Return: 退回118号，缺盖章版，周五前补正
· Archive: 118号归档
· Recheck: 回头看 (drawn at random once a month, reproducible)
· Confirmed: 118号复核属实
· Not so: /reopen 118 现场仍有积水，周五前
What you worked on is reviewed by others.""",
    ),
    "查询": (
        "Finding",
        """· Mine: 我的待办; 逾期; 本周到期; 久无进展
· Lists: 住建局红灯; 王五的; 财政局本周到期
· Search: 查供热
· One task: 118号; 118号经过; 118号为什么红灯
· Past: 118号上周五的情况; 财政局上周五的台账""",
    ),
    "报表": (
        "Reports",
        """· Daily dispatch: /dispatch
· Daily report: /daily
· Weekly summary: /weekly
· Export: 导出台账; 导出住建局红灯
· Verify: 核验台账; 核验 and the check code
You see what your rights reach; files are sent in private only.""",
    ),
    "通报": (
        "Circulars",
        """· Draft: 起草本周督办通报; 拟一份11月份表扬通报
· Change: 删去第2条; 增加一条 DB-2026-12; 标题改为… (in reply to the draft)
· Submit: 报批; 报王副市长审批 (in reply to the draft)
· Publish: 印发通报 (once a leader approved)
· Minutes: 出一份纪要 (first send the decisions and confirm the assignment)
Each sentence has its task; after a change it must be approved again.""",
    ),
    "办文": (
        "Documents",
        """· Register: 收文内政办发〔2026〕35号，综合科首办，2个工作日内办理完毕
· For signature: 签发件《关于供暖的通知》，综合科3日内办结
· Steps: SW-2026-12 签收; SW-2026-12 转综合科; SW-2026-12 退回，不属我科职责; SW-2026-12 办结
· Signing: QF-2026-3 送签; QF-2026-3 已签发
· Show: 办文清单; 未批文件大起底; 办文用时
Without a deadline the house's limits hold; until another signs, the first handler stays answerable.""",
    ),
    "办会": (
        "Meetings",
        """· Register: 登记会议：11月30日下午3点在301会议室召开常务会议，议题：1.供热保障；2.招商奖补
· Change: HY-2026-1 改到12月1日上午9点; HY-2026-1 增加议题：防汛; HY-2026-1 取消，与迎检冲突
· Afterwards: HY-2026-1 已召开; HY-2026-1 纪要 JY-2026-1
· Decisions: reply to the meeting's message “会议纪要：一、…”, assigned at once
· Follow up: 常务会议定事项办得怎么样
· Show: 会议清单""",
    ),
    "信息": (
        "Information",
        """· Submit: 报送信息《供热保障的做法》
· Adopted: XX-2026-1 被省政府办公厅采用 (by a coordinator, not of the same office)
· Void: XX-2026-1 作废，重复登记
· Counts: 政务信息统计; 本季度政务信息统计; 综合科本月信息采用情况
Each has a number; one adopter counts once.""",
    ),
    "制度": (
        "Regulations",
        """· Find: 查制度 公文; 考勤有什么规定; 制度清单; 待修订制度
· Read: press “Read” under the notice, or write 阅知
· Register: 登记制度《公文处理办法》，N类，综合科负责，现行有效 (coordinator)
· Change: ZD-N-12 待修订，12月20日前; ZD-N-12 废止
· Revise: 制度修订任务, checked and assigned at once
· Have it read: ZD-N-12 请综合科阅知; ZD-N-12 阅知情况""",
    ),
    "培训": (
        "Trainings",
        """· Answer: 参加, or 不能参加，出差
· Show: 培训计划; 本季度培训; PX-2026-3
· Register: 12月10日下午培训公文写作，综合科组织，全体人员参加 (head, coordinator)
· Change: PX-2026-3 改到12月12日上午; PX-2026-3 取消，与会议冲突
· Attendance: PX-2026-3 参加：张三、李四; PX-2026-3 全部参加
· Cadence: 培训落实情况; PX-2026-3 参训情况""",
    ),
    "考评": (
        "Appraisal",
        """· Score: 我们科多少分，扣在哪了; 我的得分怎么算的; 今年累计多少分
· Other quarters: 上季度多少分; 三季度排名
· Suppose: 若今天销号; 若118号今天销号
· Appeal: 118号扣分有异议，当天已请假 (within 5 workdays)
· Ranking: 排名; 年度评优名单 (coordinator, leader)
· Propose: 给综合科扣0.5分，依据4.2，附文号或佐证 (by a coordinator, confirmed by another)
Scores and rankings are told in private only.""",
    ),
    "撤销": (
        "Undoing",
        """· Undo: 撤销 (your last step, within 10 minutes; the record is kept)
· Correct: /correct 118 应为60%
What others have gone on from cannot be undone; please ask whoever assigned it.""",
    ),
    "名册": (
        "Roster",
        """· New: 新增人员 张三，综合科，科员，手机13900000000
· Invite: 邀请张三 (a one-time link, for that person alone)
· Correct: 张三改名为张珊; 张三加别名小张; 张三手机号改为13900000001
· Roles: 设张三为督查员; 取消张三的督查员; 张三改为分管财政局
· Leaving: 张三12月1日起调离; 张三退休; 取消张三离任
· Moving: 张三调到财政局任科长
Coordinator, reviewer, leader and administrator need a second person's agreement.""",
    ),
    "工作群": (
        "Group chats",
        """· Bind: in the group 本群绑定综合科 or /bind, then choose the reports
· The whole house's group: 本群绑定全单位
An unbound group is left after 10 minutes. People's bindings are approved in private.""",
    ),
    "推送": (
        "Timetable",
        """· Time: 日报改到18:00
· Stop: 停发周总结
· Resume: 恢复周总结
· Show: /timetable
From the next slot on.""",
    ),
    "日历": (
        "Calendar",
        """· Holiday notice: paste it whole, check it, confirm
· Workday: 11月28日上班
· Rest day: 12月3日放假
· Take back: 取消12月3日放假
Provisional deadlines are recounted.""",
    ),
    "导入": (
        "Importing",
        """· Import: send the .xlsx or .csv with “导入台账”
Each row is checked first; only if all are right can it be imported; twice registers nothing twice.
An administrator may check it first, a coordinator presses “Import”.""",
    ),
}
