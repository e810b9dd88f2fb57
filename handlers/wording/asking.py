"""Questions back to the writer: which task, which words, who, until when (追问)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.heard import Answer, Button
from handlers.questions import NotUnderstood, Question, WhichTask, WhoIsMeant, WordsMissing
from handlers.speaking import rows_of
from handlers.wording.spoken import spoken
from handlers.wording.voice import Voice, called, headline, short
from ledger.tasks import Task

_PROMPTS = {
    "decline": "请回复本消息，说明不予受理的原因。",
    "progress": "请回复本消息填写进展，例如：完成80%，预计周四完工。",
    "blocker": "请回复本消息，说明卡点和需要哪个单位协调。",
    "claim": "请回复本消息，附佐证材料（照片或文件）。",
    "return": "请回复本消息，写明缺少什么。",
    "withdraw": "请回复本消息，说明撤回原因。",
    "reassign": "请回复本消息，写明转给谁，例如：转王五。",
    "amend": "请回复本消息，写明新的时限，例如：改到下周三。",
    "suspend": "请回复本消息，说明中止原因或等待事项，例如：等省里批复。",
    "split": "请回复本消息，写明分给谁、办什么，一行一项，例如：张三起草初稿，周三前。",
    "instruct": "请回复本消息，写明批示内容。",
    "orient": "请回复本消息，按“问题：……目标：……结果：……成效：……”填写，可只写其中几项。",
    "visit": "请回复本消息，附现场照片，并写明：地点：……；发现：……；整改：周五前。",
    "correct": "请回复本消息，写明更正后的进展，例如：完成60%。",
}
_HOW = {
    "assign": "请写明由谁办理、何时完成、办什么，例如：/assign 请张三周五前报送经济运行分析。",
    "leave": "请写明请假日期，例如：明天请假一天；11月25日至27日请假，由王五代办。",
    "back": "请写明何时返岗，例如：销假；明天起销假；取消12月1日的请假。",
    "report_day": "请按“日报：今日……；明日……；困难……”的格式报送。",
    "reassign": "请写明转给哪个单位或人员，例如：转王五。",
    "amend": "请写明新的时限，例如：改到下周三。",
    "extend": "请写明延到哪天和原因，例如：118号申请延期到下周三，数据未核实。",
    "extend_approve": "请写明同意哪一项、延到哪天，例如：DB-2026-118 同意延期到下周三；或点击卡片上的按钮。",
    "extend_reject": "请写明不同意哪一项，例如：DB-2026-118 不同意延期；或点击卡片上的按钮。",
    "close": "请写明同意哪一项，例如：DB-2026-118 同意销号；或点击卡片上的按钮。",
    "yes_or_no": "请点相应卡片下的按钮，或写明编号，例如：DB-2026-118 同意销号。发送 /my 查看待办。",
    "recur": "请写明由谁办理、多久一次、何时报送，例如：请张三每周五下班前报送项目进展。",
    "inspect": "请写明由谁、到何处蹲点、何时前报情况，例如：请督查室今天下午到清洁取暖现场蹲点督办，明天9点前报情况。",
    "visit": "请回复本消息，写明地点和发现的问题，可附照片，例如：地点：供暖现场；发现：3栋未通暖；整改：周五前。",
    "roster": (
        "请写明要办什么，例如：新增人员 张三，综合科，科员；张三改名为张珊；设张三为督查员；邀请张三；"
        "张三12月1日起调离；张三调到财政局任科长。"
    ),
    "timetable": "请写明哪一份报告和时间，例如：日报改到18:00；停发周总结；恢复周总结。",
    "calendar": "请写明日期和安排，例如：/calendar 11月28日上班；或将放假通知全文粘贴发送。",
    "asof": "请写明已过去的时间，例如：/asof 118 11月20日下午；/asof 上周五；财政局上周五的台账。",
    "replay": "请写明要重放哪一份已发布的报告，例：重放11月20日日报告；日报告有什么变化。",
    "circular": "请写明如何处理该通报稿，例如：删去第2条；第1条改为……；增加一条 DB-2026-12；报批；退回，第2条须核实。",
    "adjust": "请写明单位、分值、依据和事由，并附佐证材料，例如：给城管局扣0.5分，依据4.2，无故缺席调度会。",
    "appeal.reply": "请回复“成立”或“不成立”并说明理由；也可点卡片下的按钮。",
    "adjust.reply": "请回复“同意”，或“不同意”并说明理由；也可点卡片下的按钮。",
    "report": "请写明要哪一份报告：/dispatch 日调度，/daily 日报告，/weekly 周总结。",
}
_ASKED_FOR = frozenset({"visit"})
"""What the example in the answer shows is complete with a reply to it."""
_YES_OR_NO = re.compile(r"我?不?(?:同意|批准|准予)[吧了啊]?\W*|(?:没有?|无)(?:意见|异议)\W*")
_NOT_UNDERSTOOD = "未能理解该内容，未作登记。发送 /help 查看用法。"


def decides(words: str) -> bool:
    """Tell whether the words say yes or no, and nothing else."""
    return _YES_OR_NO.fullmatch(words) is not None


def question(voice: Voice, asked: Question) -> Answer:
    """Return what is asked back."""
    match asked:
        case WhichTask():
            return _which_task(asked)
        case WordsMissing():
            text = words_for(asked.number, asked.act)
            return Answer(text=text, task=asked.number, purpose=f"ask:{asked.act}", prompt=True)
        case WhoIsMeant():
            return Answer(text=nobody_called(asked.name))
        case NotUnderstood():
            purpose = f"ask:{asked.act}" if asked.act in _ASKED_FOR else ""
            return Answer(text=how_to(asked.act), purpose=purpose, prompt=bool(purpose))
    raise TypeError(type(asked))


def _which_task(asked: WhichTask) -> Answer:
    shown = asked.tasks[:8]
    buttons = rows_of(Button(label=task.number, act=asked.act, task=task.number, args=asked.said) for task in shown)
    return Answer(text=which_of(shown), buttons=buttons, lapses=bool(shown))


@spoken
def which_of(tasks: Sequence[Task]) -> str:
    """Ask which of the tasks is meant, or for the number of one."""
    if not tasks:
        return "请写明事项编号，或直接回复该事项的消息。发送 /my 查看本人待办。"
    return "\n".join(["请选择事项：", *(f"{task.number} {headline(task.title)}" for task in tasks)])


@spoken
def words_for(number: str, act: str) -> str:
    """Ask for the words that the act needs."""
    return f"{number} {_PROMPTS.get(act, '请回复本消息补充说明。')}"


@spoken
def nobody_called(name: str) -> str:
    """Say that the roster holds nobody of that name."""
    return f"名册中未找到“{called(name)}”，未作登记。请核对姓名或单位名称。"


@spoken
def how_to(act: str) -> str:
    """Say how the act is asked for; nothing was recorded."""
    return _HOW.get(act, _NOT_UNDERSTOOD)


@spoken
def nothing_to_choose(task: Task) -> str:
    """Say that nothing the person may do with the task takes words."""
    return f"{task.number} 未作登记：该事项目前没有可由您登记的操作。请点下方按钮查看。"


def choose(task: Task, acts: tuple[tuple[str, str], ...], text: str) -> Answer:
    """Ask what words in reply to a task are to be recorded as; ``acts`` are labels and names."""
    buttons = rows_of(Button(label=label, act=act, task=task.number, args={"text": text}) for label, act in acts)
    return Answer(text=as_what(task, text), buttons=buttons, task=task.number, lapses=True)


@spoken
def as_what(task: Task, text: str) -> str:
    """Ask what the words are to be recorded as."""
    return f"{task.number} 请选择如何登记“{short(text)}”："
