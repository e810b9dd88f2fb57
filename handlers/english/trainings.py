"""Sentences of training (培训): its card, the plan, invitations, who came, and the warning about the cadence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from handlers.english.voice import called, entitled, escape, headline, many, shown
from handlers.english.voice import listed as in_a_row
from handlers.wording.voice import Voice
from ledger.acts.trainings import TrainingRow
from ledger.people import Assignee, Person, UnitId
from ledger.trainings import Duty, Training, Turnout
from reports.splitting import split
from reports.trainings import Attendance

STEPS = {"join": "I come", "stay": "I cannot come", "turnout": "Attendance", "file": "Material"}
PARTS = ("contents", "time", "organising office", "audience")
HOW_TO_PLAN = (
    "To register a training, write time, contents, organiser and audience, for example: "
    "12月10日下午培训公文写作，综合一科组织，秘书一科、秘书二科参加."
)
_NO_UNIT = "No unit"


def titled(one: Training) -> str:
    """Return number and title."""
    return f"{one.number} {headline(one.title, 50)}"


def whom(voice: Voice, audience: Sequence[Assignee]) -> str:
    """Return for whom it is."""
    return in_a_row(voice.assignee(one) for one in audience) or "everybody"


def unit(voice: Voice, one: UnitId) -> str:
    """Return the name of a unit."""
    return called(voice.roster.unit(one).name)


def card(voice: Voice, row: TrainingRow) -> str:
    """Show a training as understood, before it counts."""
    number = f" ({row.number})" if row.number else ""
    lines = [f"<b>Please check the training</b>{number}", f"Contents: {entitled(row.title)}"]
    lines += [f"Time: {voice.moment(row.starts)}", f"Organiser: {unit(voice, row.organiser)}"]
    lines.append(f"Audience: {whom(voice, row.audience)}{' (city-wide)' if row.city_wide else ''}")
    lines += [f"Place: {shown(row.place)}"] if row.place else []
    days = many(voice.house.training.invite_days, "day")
    then = f"Once confirmed it is registered, and people are invited {days} ahead; the card lapses in 10 minutes."
    return "\n".join([*lines, then])


def kept(voice: Voice, one: Training, *, new: bool) -> str:
    """Confirm that it is in the plan."""
    said = "registered" if new else "changed"
    return f"{titled(one)} {said}: {voice.moment(one.starts)}, organised by {unit(voice, one.organiser)}."


def missing(lacks: Sequence[bool]) -> str:
    """Ask for what a plan lacks, in the order of ``PARTS``."""
    what = (part for part, lacking in zip(PARTS, lacks, strict=True) if lacking)
    return f"Missing: {in_a_row(what)}; nothing is registered yet. {HOW_TO_PLAN}"


def standing(voice: Voice, one: Training, told: Turnout, *, counts: bool) -> str:
    """Return the training as it stands."""
    lines = [f"<b>{one.number}</b> {entitled(one.title)}{' (city-wide)' if one.city_wide else ''}"]
    if one.cancelled_at is not None:
        lines.append(f"Status: cancelled{f' ({shown(one.reason)})' if one.reason else ''}")
    lines += [f"Time: {voice.moment(one.starts)}", f"Organiser: {unit(voice, one.organiser)}"]
    lines.append(f"Audience: {whom(voice, one.audience)}")
    lines += [f"Place: {shown(one.place)}"] if one.place else []
    lines += [f"Material: {in_a_row(escape(file.name) for file in one.files)}"] if one.files else []
    if counts:
        came = f", came {len(told.attended)}" if told.attended else ""
        lines.append(f"Invited {len(told.invited)}, enrolled {sum(told.answers.values())}{came}")
    return "\n".join(lines)


def listed(voice: Voice, asked: str, some: Sequence[Training]) -> tuple[str, ...]:
    """Return the plan of the year, or of the quarter, in parts of a message."""
    name = "this quarter" if asked == "quarter" else "this year"
    if not some:
        return (f"No trainings {name}. {HOW_TO_PLAN}",)
    return split(f"<b>Trainings {name}: {len(some)}</b>", ["\n".join(row(voice, one) for one in some)])


def row(voice: Voice, one: Training) -> str:
    """Return one training on one line."""
    state = "cancelled" if one.cancelled_at else "held" if one.is_over(voice.now) else "planned"
    city = " | city-wide" if one.city_wide else ""
    return f"{titled(one)} | {voice.moment(one.starts)} | {unit(voice, one.organiser)}{city} | {state}"


def joined(one: Training, *, over: bool) -> str:
    """Confirm that somebody will come, or was there."""
    return f"Registered that you {'were at' if over else 'come to'} {titled(one)}."


def stays(one: Training, organiser: str) -> str:
    """Confirm that somebody will not come."""
    return f"Registered that you cannot come to {titled(one)}; {organiser} sees it in the attendance."


def noted(one: Training, count: int) -> str:
    """Confirm the organiser's list."""
    return f"The attendance of {titled(one)} is registered: {many(count, 'person', 'people')}."


def filed(one: Training, count: int) -> str:
    """Confirm the material."""
    return f"The material of {titled(one)} is registered: {many(count, 'file')}."


def cancelled(one: Training) -> str:
    """Confirm that it will not be held."""
    return f"{titled(one)} is cancelled; those invited are told."


def cancelled_notice(voice: Voice, one: Training) -> str:
    """Tell those who were invited."""
    why = f" Reason: {shown(one.reason)}." if one.reason else ""
    return f"{titled(one)} ({voice.moment(one.starts)}) is cancelled; please do not go.{why}"


def changed_notice(voice: Voice, one: Training) -> str:
    """Tell those who were invited that it is otherwise."""
    place = f", place {shown(one.place)}" if one.place else ""
    return f"{titled(one)} has changed: {voice.moment(one.starts)}{place}. This is what holds."


def invitation(voice: Voice, some: Sequence[Training]) -> str:
    """Invite somebody to one training or to several at once."""
    lines = ["<b>Training</b>"]
    for one in some:
        place = f", {shown(one.place)}" if one.place else ""
        lines.append(f"{titled(one)} | {voice.moment(one.starts)}{place} | by {unit(voice, one.organiser)}")
    how = "Please press a button, or write" if len(some) == 1 else "Please write"
    return "\n".join([*lines, f"{how} the number with 参加 or 不能参加 and the reason: {some[0].number} 参加."])


def turnout(voice: Voice, one: Training, offices: Sequence[Attendance], absent: Sequence[Person]) -> tuple[str, ...]:
    """Return who came by office, and who of those invited has not, as far as the asker may know."""
    if not offices:
        return (f"<b>{one.number} attendance</b>\nNobody is invited yet, or nobody whom you may see.",)
    heading = f"<b>{one.number} attendance</b> | {headline(one.title, 40)}"
    rows = [f"{called(office.name) or _NO_UNIT}: {office.attended} of {office.wanted}" for office in offices]
    missing_ = [
        f"{unit(voice, of) if of is not None else _NO_UNIT}: {in_a_row(called(who.name) for who in people)}"
        for of, people in groupby(absent, key=lambda who: who.unit)
    ]
    return split(heading, ["\n".join(rows), *(["Did not come\n" + "\n".join(missing_)] if missing_ else [])])


def in_private() -> str:
    """Say in a group where the list went."""
    return "Sent in private."


def what_next(number: str) -> str:
    """Say what can be said of a training."""
    return f"Not understood; nothing was registered. Reply 参加 (I come) or 不能参加 (I cannot), or send {number}."


def no_material(number: str) -> str:
    """Say that there is none."""
    return f"{number} has no material yet; please ask the organiser."


def nobody(names: str) -> str:
    """Say that no name of the list is one of the roster."""
    return f"No name was found in “{escape(names[:30])}”; nothing was registered. Please write names with 、 between."


def duty(voice: Voice, one: Duty) -> str:
    """Return what a period is to have, and how it stands."""
    met = in_a_row(each.number for each in one.planned) if one.planned else "neither held nor planned"
    return f"{of_duty(voice, one)}: {one.wanted} wanted, {met}"


def of_duty(voice: Voice, one: Duty) -> str:
    """Return what a duty is called: city-wide training of 2026, special training of the field of a leader."""
    if one.field is None:
        return f"City-wide training of {one.first.year}"
    quarter = f"quarter {(one.first.month - 1) // 3 + 1}"
    whose = f"the field of {voice.person(one.field.leader)}" if one.field.leader is not None else "the whole house"
    return f"Special training of {whose}, {quarter}"


def warning(voice: Voice, some: Sequence[Duty]) -> str:
    """Warn whoever answers for it that a period nears its end without its training."""
    lines = [f"{of_duty(voice, one)}: neither held nor planned; it is due by {voice.day(one.last)}." for one in some]
    return "\n".join(["<b>Trainings missing</b>", *lines, HOW_TO_PLAN])


def figures(
    voice: Voice, duties: Sequence[Duty], some: Sequence[Training], offices: Sequence[Attendance]
) -> tuple[str, ...]:
    """Return the report: the cadence, the trainings, and the attendance by office."""
    unmet = sum(not one.is_met for one in duties)
    heading = "<b>Trainings</b>" + (f" | {unmet} still missing" if unmet else " | all there")
    blocks = ["\n".join(duty(voice, one) for one in duties)]
    blocks += ["\n".join(["<b>This year</b>", *(row(voice, one) for one in some)])] if some else []
    came = [f"{called(one.name) or _NO_UNIT}: {one.attended} of {one.wanted}" for one in offices]
    blocks += ["\n".join(["<b>Attendance by office</b>", *came])] if came else []
    return split(heading, blocks)
