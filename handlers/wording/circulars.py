"""Sentences of circulars (通报): what the facts say of a task, the draft with its buttons, the paper, and its way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from handlers.wording.lists import Block, Listing
from handlers.wording.scoring import quarter_name
from handlers.wording.spoken import spoken
from handlers.wording.voice import Voice, called, entitled, escape
from ledger.circulars import Circular, Point, Stage, Tone
from ledger.quarters import Quarter
from ledger.tasks import Task
from reports.papers import CircularDraft
from reports.splitting import split
from reports.words import clean, signs_missing

SUBMIT, APPROVE, RETURN, PUBLISH, WITHDRAW = "报批", "批准", "退回修改", "印发", "撤稿"
TASKS, GROUPS, WORD, DONE = "事项清单", "印发范围", "Word 版", "完成"
PARTS = {Tone.PRAISE: "表扬", Tone.CRITICISM: "批评"}
STAGES = {
    Stage.DRAFT: "待报批",
    Stage.SUBMITTED: "待批准",
    Stage.APPROVED: "已批准，待印发",
    Stage.PUBLISHED: "已印发",
    Stage.WITHDRAWN: "已撤稿",
}
_REQUESTS = {
    Tone.PRAISE: "请各单位以先进为榜样，按时保质完成督查事项。",
    Tone.CRITICISM: "请有关单位认真对照，抓紧整改，办理情况及时反馈。",
}


def default_title(first: date, last: date) -> str:
    """Return the title of a draft."""
    return f"关于{days(first, last)}督查事项办理情况的通报"


def scores_title(quarter: Quarter) -> str:
    """Return the title of the draft that follows from the scores of a quarter."""
    return f"关于{quarter_name(quarter)}政务绩效考评情况的通报"


def days(first: date, last: date) -> str:
    """Return 2026年11月23日至26日."""
    start = f"{first.year}年{first.month}月{first.day}日"
    if first == last:
        return start
    year = "" if first.year == last.year else f"{last.year}年"
    month = "" if (first.year, first.month) == (last.year, last.month) else f"{last.month}月"
    return f"{start}至{year}{month}{last.day}日"


def opening(voice: Voice, one: Circular) -> str:
    """Return the first sentence: of which days, and up to when the facts reach."""
    until = voice.house.hours.local(one.as_of)
    reach = f"{until.month}月{until.day}日{until:%H:%M}"
    return f"现将{days(one.first, one.last)}督查事项办理情况（截至{reach}）通报如下。"


def _told(point: Point) -> str:
    """Return the sentence with the number of its task, once."""
    text = clean(point.text)
    return text if point.task in text else f"{text.rstrip('。')}（{point.task}）。"


def paper(voice: Voice, one: Circular, number: str) -> CircularDraft:
    """Return the circular as its paper has it."""
    return CircularDraft(
        issuer=voice.house.papers.issuer,
        addressee=voice.house.papers.addressee,
        title=clean(one.title),
        number=number,
        opening=opening(voice, one),
        parts=[(PARTS[tone], told_points(one, tone)) for tone in tones(one)],
        closing="".join(_REQUESTS[tone] for tone in tones(one)[-1:]),
    )


def tones(one: Circular) -> Sequence[Tone]:
    """Return the tones that the circular has sentences of."""
    return [tone for tone in Tone if one.of_tone(tone)]


def told_points(one: Circular, tone: Tone) -> Sequence[str]:
    """Return the sentences of a tone, each with the number of its task."""
    return [_told(point) for point in one.of_tone(tone)]


def published(voice: Voice, one: Circular, number: str, day: date) -> tuple[str, ...]:
    """Return the circular as a group reads it: the words of the paper, in parts of a message; a draft has no number."""
    shown = paper(voice, one, number)
    parts = (_block(title, sentences, 1) for title, sentences in shown.parts)
    signed = "　".join(filter(None, (shown.issuer, f"{day.year}年{day.month}月{day.day}日")))
    first = "\n".join(filter(None, (called(number), escape(shown.opening))))
    return split(f"<b>{entitled(shown.title)}</b>", [first, *parts, f"{called(shown.closing)}\n{called(signed)}"])


def _block(title: str, sentences: Iterable[str], start: int) -> str:
    return "\n".join([f"<b>{title}</b>", *(f"{n}. {escape(said)}" for n, said in enumerate(sentences, start=start))])


@spoken
def card(voice: Voice, one: Circular, groups: Sequence[str], *, note: str = "", hint: str = "") -> tuple[str, ...]:
    """Return the draft as its authors and leaders read it: sentences numbered through, so that each can be named."""
    heading = f"<b>通报稿（第{one.version}版，{STAGES[one.stage]}）</b>"
    range_ = "、".join(map(called, groups)) or "未选定，请点“印发范围”"
    first = "\n".join(filter(None, (note, f"标题：{entitled(clean(one.title))}", f"印发范围：{range_}")))
    blocks, start = [first, escape(opening(voice, one))], 1
    for tone in tones(one):
        points = told_points(one, tone)
        blocks.append(_block(PARTS[tone], points, start))
        start += len(points)
    return split(heading, [*blocks, *([hint] if hint else [])])


@spoken
def left_out(count: int) -> str:
    """Say that the period has more facts than the draft."""
    return f"另有{count}件未列入，如需列入请写“增加一条 编号”。" if count else ""


HOW_TO_CHANGE = (
    "修改请回复本消息，例如：删去第2条；第1条改为……；增加一条 DB-2026-12；标题改为……。"
    "改好后点“报批”，领导批准后方可印发。"
)
HOW_TO_PUBLISH = "请点“印发”。再作修改的，须重新报批。"
HOW_TO_DECIDE = "请审批：批准，或退回修改；也可直接回复“同意”，或“退回，第2条核实后再报”。"


@spoken
def changed(one: Circular) -> str:
    """Say that there is a new version."""
    return f"已修改，现为第{one.version}版。"


@spoken
def submitted_by(name: str) -> str:
    """Tell the leader who asks for the approval."""
    return f"{called(name)}报请审批。"


@spoken
def submitted(one: Circular, name: str, missed: Sequence[str]) -> str:
    """Confirm to whom it went."""
    if missed:
        return f"第{one.version}版未能送达{called(name)}（尚未启用本助手）。请改报其他领导，或请其绑定后重新报批。"
    return f"第{one.version}版已报{called(name)}审批。批准前修改的，须重新报批。"


@spoken
def choose_leader() -> str:
    """Ask to whom it goes."""
    return "请选择报哪位领导审批："


@spoken
def choose_groups() -> str:
    """Ask who is to read it."""
    return "请选择印发范围，选好后点“完成”；范围有变的，作为新的一版。"


@spoken
def toggle(title: str, *, chosen: bool) -> str:
    """Return the label of one group."""
    return f"{'☑' if chosen else '☐'} {title}"


@spoken
def approved(one: Circular) -> str:
    """Confirm the approval to the leader."""
    return f"已批准通报稿第{one.version}版，由督查员印发。印发前如不同意，请写“退回通报”并说明原因。"


@spoken
def approved_by(name: str) -> str:
    """Tell the authors that they may publish."""
    return f"{called(name)}已批准。"


@spoken
def why_return(one: Circular) -> str:
    """Ask what is to be otherwise."""
    return f"请回复本消息，写明第{one.version}版需要修改之处。"


@spoken
def returned(one: Circular) -> str:
    """Confirm to the leader that it goes back."""
    return f"通报稿第{one.version}版已退回督查员修改。"


@spoken
def returned_by(name: str, reason: str) -> str:
    """Tell the authors why it came back."""
    return f"{called(name)}退回修改：{escape(clean(reason))}"


@spoken
def published_in(one: Circular, groups: Sequence[str], gone: int) -> str:
    """Confirm what went where, and how many chosen groups are not there any more."""
    missed = f"\n另有{gone}个所选的群已解除绑定或退出，未发送。" if gone else ""
    return f"{called(one.number)}已印发至：{'、'.join(map(called, groups))}。{missed}"


@spoken
def withdrawn(one: Circular) -> str:
    """Confirm that it will not go out."""
    return f"通报稿（第{one.version}版）已撤稿，不再印发。"


@spoken
def withdrawn_notice(one: Circular, name: str) -> str:
    """Tell the leader who has it that nothing waits any more."""
    return f"{called(name)}已撤回通报稿（第{one.version}版）“{entitled(clean(one.title))}”，无需审批。"


@spoken
def caption(one: Circular, number: str, *, missing: int = 0) -> str:
    """Return what stands under a file, and what the fonts could not print."""
    said = called(number) if number else f"通报稿（第{one.version}版，{STAGES[one.stage]}），未编文号"
    return "\n".join(filter(None, (said, signs_missing(missing))))


@spoken
def file_name(one: Circular, number: str, form: str) -> str:
    """Return the file's name."""
    return f"{number or f'通报稿_第{one.version}版'}.{form}"


@spoken
def listed(circulars: Sequence[Circular]) -> str:
    """List what is under way, and what was published last."""
    if not circulars:
        return f"目前没有通报稿。{HOW_TO_DRAFT}"
    lines = [
        f"{n}. {entitled(clean(one.title))}｜{called(one.number) or f'第{one.version}版'}｜{STAGES[one.stage]}"
        for n, one in enumerate(circulars, start=1)
    ]
    return "\n".join(["<b>通报</b>", *lines, HOW_TO_DRAFT])


HOW_TO_DRAFT = "起草请写“起草本周督办通报”“拟一份11月份表扬通报”，或发送 /circular 本月。"


@spoken
def tasks_heading(count: int) -> str:
    """Return the heading of the tasks behind a draft."""
    return f"通报稿所涉事项 {count}件"


@spoken
def tasks_hidden() -> str:
    """Say that the asker may see none of them."""
    return "所涉事项均不在您可查看的范围内。"


def tasks(one: Circular, found: Sequence[Task]) -> Listing:
    """Return the tasks behind the sentences, by part."""
    known = {task.number: task for task in found}
    behind = ((tone, [known[point.task] for point in one.of_tone(tone) if point.task in known]) for tone in Tone)
    return Listing(
        heading=tasks_heading(len(known)),
        blocks=tuple(Block(PARTS[tone], tuple(dict.fromkeys(listed))) for tone, listed in behind if listed),
        nothing=tasks_hidden(),
    )


_NONE = {"submit": "待报批", "approve": "待批准", "return": "可退回", "publish": "已批准、待印发", "withdraw": "可撤稿"}


@spoken
def none_waits(what: str) -> str:
    """Say that no circular is where the words could be meant for it."""
    return f"目前没有{_NONE.get(what, '可修改')}的通报稿。发送 /circular 查看。"


@spoken
def which_one() -> str:
    """Ask which of several is meant."""
    return "有几份通报稿，请直接回复所指的那一份，或发送 /circular 查看。"


@spoken
def name_task() -> str:
    """Ask for the number that a sentence needs."""
    return "每条须对应一件事项，请写明编号，例如：增加一条 DB-2026-12，或：增加一条表扬 DB-2026-12 某某单位……。"


@spoken
def no_fact(number: str) -> str:
    """Say that the ledger holds neither praise nor criticism of the task in the period."""
    return f"{number} 在该时段没有可表扬或批评的记录。如需列入，请写明内容，例如：增加一条批评 {number} ……。"


@spoken
def no_such_leader(name: str, able: Iterable[str]) -> str:
    """Say who can approve."""
    return f"“{called(name)}”不能审批该稿。可报：{'、'.join(map(called, able))}。"
