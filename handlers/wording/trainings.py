"""Sentences of training (培训): its card, the plan, invitations, who came, and the warning about the cadence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from handlers.wording.spoken import spoken
from handlers.wording.voice import Voice, called, entitled, escape, headline, shown
from ledger.acts.trainings import TrainingRow
from ledger.people import Assignee, Person, UnitId
from ledger.trainings import Duty, Training, Turnout
from reports.splitting import split
from reports.trainings import Attendance

STEPS = {"join": "参加", "stay": "不能参加", "turnout": "参训情况", "file": "材料"}
PARTS = ("内容", "时间", "组织科室", "参加范围")
HOW_TO_PLAN = (
    "登记培训请写明时间、内容、组织科室和参加范围，"
    "例如：12月10日下午培训公文写作，综合一科组织，秘书一科、秘书二科参加。"
)


@spoken
def titled(one: Training) -> str:
    """Return number and title."""
    return f"{one.number} {headline(one.title, 50)}"


@spoken
def whom(voice: Voice, audience: Sequence[Assignee]) -> str:
    """Return for whom it is."""
    return "、".join(voice.assignee(one) for one in audience) or "全体人员"


@spoken
def unit(voice: Voice, one: UnitId) -> str:
    """Return the name of a unit."""
    return called(voice.roster.unit(one).name)


@spoken
def card(voice: Voice, row: TrainingRow) -> str:
    """Show a training as understood, before it counts."""
    lines = [f"<b>请核对培训登记</b>{f'（{row.number}）' if row.number else ''}", f"内容：{entitled(row.title)}"]
    lines += [f"时间：{voice.moment(row.starts)}", f"组织：{unit(voice, row.organiser)}"]
    lines.append(f"参加：{whom(voice, row.audience)}{'（全市性）' if row.city_wide else ''}")
    lines += [f"地点：{shown(row.place)}"] if row.place else []
    days = voice.house.training.invite_days
    return "\n".join([*lines, f"确认后登记，开始前{days}天内自动通知参加人员；10分钟内未确认自动失效。"])


@spoken
def kept(voice: Voice, one: Training, *, new: bool) -> str:
    """Confirm that it is in the plan."""
    said = "已登记" if new else "已更新"
    return f"{titled(one)}{said}：{voice.moment(one.starts)}，{unit(voice, one.organiser)}组织。"


@spoken
def missing(lacks: Sequence[bool]) -> str:
    """Ask for what a plan lacks, in the order of ``PARTS``."""
    what = (part for part, lacking in zip(PARTS, lacks, strict=True) if lacking)
    return f"未写明{'、'.join(what)}，尚未登记。{HOW_TO_PLAN}"


@spoken
def standing(voice: Voice, one: Training, told: Turnout, *, counts: bool) -> str:
    """Return the training as it stands."""
    lines = [f"<b>{one.number}</b> {entitled(one.title)}{'（全市性）' if one.city_wide else ''}"]
    if one.cancelled_at is not None:
        lines.append(f"状态：已取消{f'（{shown(one.reason)}）' if one.reason else ''}")
    lines += [f"时间：{voice.moment(one.starts)}", f"组织：{unit(voice, one.organiser)}"]
    lines.append(f"参加：{whom(voice, one.audience)}")
    lines += [f"地点：{shown(one.place)}"] if one.place else []
    lines += [f"材料：{'、'.join(escape(file.name) for file in one.files)}"] if one.files else []
    if counts:
        came = f"，参训{len(told.attended)}人" if told.attended else ""
        lines.append(f"通知{len(told.invited)}人，报名{sum(told.answers.values())}人{came}")
    return "\n".join(lines)


@spoken
def listed(voice: Voice, asked: str, some: Sequence[Training]) -> tuple[str, ...]:
    """Return the plan of the year, or of the quarter, in parts of a message."""
    name = "本季度" if asked == "quarter" else "全年"
    if not some:
        return (f"{name}尚无培训。{HOW_TO_PLAN}",)
    return split(f"<b>{name}培训{len(some)}次</b>", ["\n".join(row(voice, one) for one in some)])


@spoken
def row(voice: Voice, one: Training) -> str:
    """Return one training on one line."""
    state = "已取消" if one.cancelled_at else "已举办" if one.is_over(voice.now) else "计划"
    city = "｜全市性" if one.city_wide else ""
    return f"{titled(one)}｜{voice.moment(one.starts)}｜{unit(voice, one.organiser)}{city}｜{state}"


@spoken
def joined(one: Training, *, over: bool) -> str:
    """Confirm that somebody will come, or was there."""
    return f"已登记您参加了 {titled(one)}。" if over else f"已登记您参加 {titled(one)}。"


@spoken
def stays(one: Training, organiser: str) -> str:
    """Confirm that somebody will not come."""
    return f"已登记您不能参加 {titled(one)}，组织单位{organiser}可在参训情况中查看。"


@spoken
def noted(one: Training, count: int) -> str:
    """Confirm the organiser's list."""
    return f"{titled(one)}参训名单已登记，共{count}人。"


@spoken
def filed(one: Training, count: int) -> str:
    """Confirm the material."""
    return f"{titled(one)}的材料已登记，共{count}份。"


@spoken
def cancelled(one: Training) -> str:
    """Confirm that it will not be held."""
    return f"{titled(one)}已取消，已通知的人员将收到消息。"


@spoken
def cancelled_notice(voice: Voice, one: Training) -> str:
    """Tell those who were invited."""
    why = f"原因：{shown(one.reason)}。" if one.reason else ""
    return f"{titled(one)}（{voice.moment(one.starts)}）已取消，请勿前往。{why}"


@spoken
def changed_notice(voice: Voice, one: Training) -> str:
    """Tell those who were invited that it is otherwise."""
    place = f"，地点{shown(one.place)}" if one.place else ""
    return f"{titled(one)}有调整：{voice.moment(one.starts)}{place}。请以此为准。"


@spoken
def invitation(voice: Voice, some: Sequence[Training]) -> str:
    """Invite somebody to one training or to several at once."""
    lines = ["<b>培训通知</b>"]
    for one in some:
        place = f"，{shown(one.place)}" if one.place else ""
        lines.append(f"{titled(one)}｜{voice.moment(one.starts)}{place}｜{unit(voice, one.organiser)}组织")
    how = "请点按钮，或" if len(some) == 1 else "请"
    return "\n".join([*lines, f"{how}写编号加“参加”“不能参加”和原因，例如：{some[0].number} 参加。"])


@spoken
def turnout(voice: Voice, one: Training, offices: Sequence[Attendance], absent: Sequence[Person]) -> tuple[str, ...]:
    """Return who came by office, and who of those invited has not, as far as the asker may know."""
    if not offices:
        return (f"<b>{one.number} 参训情况</b>\n尚未通知，或不在您的查看范围。",)
    heading = f"<b>{one.number} 参训情况</b>｜{headline(one.title, 40)}"
    rows = [
        f"{called(office.name) or '未定单位'}：应到{office.wanted}人，参训{office.attended}人" for office in offices
    ]
    missing_ = [
        f"{unit(voice, of) if of is not None else '未定单位'}：{'、'.join(called(who.name) for who in people)}"
        for of, people in groupby(absent, key=lambda who: who.unit)
    ]
    return split(heading, ["\n".join(rows), *(["未参训人员\n" + "\n".join(missing_)] if missing_ else [])])


@spoken
def in_private() -> str:
    """Say in a group where the list went."""
    return "已私信。"


@spoken
def what_next(number: str) -> str:
    """Say what can be said of a training."""
    return f"未能识别要办理的内容，未作登记。可回复“参加”“不能参加”，或发送 {number} 查看。"


@spoken
def no_material(number: str) -> str:
    """Say that there is none."""
    return f"{number} 尚无材料，请联系组织单位补登。"


@spoken
def nobody(names: str) -> str:
    """Say that no name of the list is one of the roster."""
    return f"未能识别参训人员“{escape(names[:30])}”，未作登记。请写姓名，用顿号隔开。"


@spoken
def duty(voice: Voice, one: Duty) -> str:
    """Return what a period is to have, and how it stands."""
    met = "、".join(each.number for each in one.planned) if one.planned else "尚未举办或计划"
    return f"{of_duty(voice, one)}：应有{one.wanted}次，{met}"


@spoken
def of_duty(voice: Voice, one: Duty) -> str:
    """Return what a duty is called: 2026年全市性培训, 苏明远分管领域四季度专题培训."""
    if one.field is None:
        return f"{one.first.year}年全市性培训"
    quarter = f"{'一二三四'[(one.first.month - 1) // 3]}季度"
    whose = f"{voice.person(one.field.leader)}分管领域" if one.field.leader is not None else "全办"
    return f"{whose}{quarter}专题培训"


@spoken
def warning(voice: Voice, some: Sequence[Duty]) -> str:
    """Warn whoever answers for it that a period nears its end without its training."""
    lines = [f"{of_duty(voice, one)}尚未举办，也未列入计划，应于{voice.day(one.last)}前举办。" for one in some]
    return "\n".join(["<b>培训频次预警</b>", *lines, HOW_TO_PLAN])


@spoken
def figures(
    voice: Voice, duties: Sequence[Duty], some: Sequence[Training], offices: Sequence[Attendance]
) -> tuple[str, ...]:
    """Return the report: the cadence, the trainings, and the attendance by office."""
    unmet = sum(not one.is_met for one in duties)
    heading = "<b>培训落实情况</b>" + (f"｜{unmet}项尚未落实" if unmet else "｜均已落实")
    blocks = ["\n".join(duty(voice, one) for one in duties)]
    blocks += ["\n".join(["<b>本年培训</b>", *(row(voice, one) for one in some)])] if some else []
    came = [f"{called(one.name) or '未定单位'}：应到{one.wanted}人次，参训{one.attended}人次" for one in offices]
    blocks += ["\n".join(["<b>参训情况（按科室）</b>", *came])] if came else []
    return split(heading, blocks)
