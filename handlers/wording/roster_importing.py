"""Sentences about a roster that comes as a file (导入名册): the dry run, the second person, what was done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.sheets import RosterSheet
from handlers.wording.importing import faults_of, file_of, problems_name
from handlers.wording.spoken import spoken
from handlers.wording.voice import called
from ledger.people import Person
from ledger.roster_rows import GROUP, PERSON

IMPORT = "导入名册"
_NAMED = 8


@spoken
def send_it() -> str:
    """Say how a roster is imported."""
    return (
        "请把花名册（.xlsx或.csv，首行为列名：类型、名称、所属、角色、职务、手机、别名、成员、上级、分管）"
        "直接发到本对话，核对后再导入。"
    )


@spoken
def card(sheet: RosterSheet, *, second: bool) -> str:
    """Show what an import would change, before anything counts."""
    last = (
        f"涉及督查员、审核、领导或管理员：{_people(sheet.gaining)}。点“{IMPORT}”后须另一名管理员或领导同意。"
        if second
        else f"核对无误后点“{IMPORT}”。"
    )
    return "\n".join(["<b>请核对名册导入</b>", *_told(sheet), last])


@spoken
def agree(by: str, sheet: RosterSheet) -> str:
    """Put a file before a second person."""
    head = f"<b>请审核名册导入</b>（{called(by)}提交）"
    return "\n".join([head, *_told(sheet), f"涉及督查员、审核、领导或管理员：{_people(sheet.gaining)}。请核实后决定。"])


@spoken
def put_to(names: Iterable[str]) -> str:
    """Say who was asked to agree."""
    return f"已提交{'、'.join(map(called, names))}，由其中一人同意后导入。"


@spoken
def not_agreed(name: str) -> str:
    """Say that a second person did not agree."""
    return f"名册导入未获同意，未作更改。{file_of(name)}。请核对后重新发送。"


@spoken
def refused(sheet: RosterSheet, shown: int) -> str:
    """Say why the file cannot be taken."""
    return "\n".join(
        ["<b>名册未能导入</b>", file_of(sheet.name), *faults_of(sheet.faults, shown), "改正后请重新发送。"]
    )


@spoken
def without_you() -> str:
    """Return what is wrong with a file after which the sender could not run the system any more."""
    return "表中没有您本人，或您不再是管理员，导入后将无人管理；请补上本人一行，角色写“管理员”，再发一次。"


@spoken
def has_changed() -> str:
    """Say that the roster changed since the card was shown."""
    return "名册刚有其他变动，本次未导入。请重新发送文件，核对后再导入。"


@spoken
def gone() -> str:
    """Say that the file is not at hand any more."""
    return "文件已不在，请重新发送。"


@spoken
def dropped() -> str:
    """Say that nothing was imported."""
    return "已取消，名册未作更改。"


@spoken
def done(sheet: RosterSheet, people: int, units: int) -> str:
    """Say what was imported, and what comes next."""
    changed = [f"新到{len(sheet.joined)}人", f"离任{len(sheet.left)}人"]
    held = f"离任人员的{sheet.held}件未办结事项将转接任负责人。" if sheet.held else ""
    return (
        f"名册已导入：人员{people}名，单位{units}个；{'，'.join(changed)}。{held}下一步：发送 /setup 生成绑定二维码。"
    )


def faults_name(sheet: RosterSheet) -> str:
    """Return the name of the file with the faults."""
    return problems_name(sheet.name)


@spoken
def faults_caption(sheet: RosterSheet) -> str:
    """Say what the file with the faults holds."""
    return f"全部问题共{len(sheet.faults)}处，按行列出。"


def _told(sheet: RosterSheet) -> Iterable[str]:
    people = sum(row.kind == PERSON for row in sheet.rows)
    groups = sum(row.kind == GROUP for row in sheet.rows)
    yield file_of(sheet.name)
    yield f"人员{people}名，单位{len(sheet.rows) - people - groups}个，分组{groups}个。"
    yield f"新到{len(sheet.joined)}人{_named(sheet.joined)}，离任{len(sheet.left)}人{_named(sheet.left)}。"
    if sheet.held:
        yield f"离任人员有{sheet.held}件未办结事项，导入后转接任负责人。"


def _named(names: Sequence[str]) -> str:
    shown = "、".join(map(called, names[:_NAMED])) + ("等" if len(names) > _NAMED else "")
    return f"（{shown}）" if names else ""


def _people(people: Sequence[Person]) -> str:
    return "、".join(called(one.name) for one in people[:_NAMED]) + ("等" if len(people) > _NAMED else "")
