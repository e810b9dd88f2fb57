"""Sentences of regulations (制度): one as it stands, its buttons, and what the register was told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from handlers.wording.spoken import spoken
from handlers.wording.terms import STATUS
from handlers.wording.voice import Voice, called, entitled, escape, headline
from ledger.acts.regulations import RegulationRow
from ledger.entries import Evidence
from ledger.people import UnitId
from ledger.regulation_entries import RegulationStatus
from ledger.regulations import Readers, Regulation
from ledger.tasks import Task
from reports.regulations import GROUPS, STATUSES

STEPS = {"read": "阅知", "file": "原件", "readers": "阅知情况", "lay": "组织阅知", "task": "交办修订"}
_SHORT_HASH = 12


@spoken
def titled(title: str) -> str:
    """Return the title as titles are written."""
    return f"《{headline(title, 60)}》"


@spoken
def standing(
    voice: Voice,
    one: Regulation,
    *,
    task: Task | None,
    cited_by: Sequence[str],
    readers: Readers | None,
    mine: datetime | None,
    note: str = "",
) -> str:
    """Return the regulation as it stands: status, version, owner, what is owed, its file, who has read it."""
    lines = [note, f"<b>{one.number}</b> {titled(one.title)}"]
    lines.append(f"类别：{GROUPS[one.group]}｜状态：{STATUSES[one.status]}{_late(voice, one)}")
    lines += [f"版本：{_edition(voice, one.edition, one.effective)}"] if one.edition else []
    lines.append(f"责任科室：{owner(voice, one.owner)}")
    lines += [f"修订时限：{voice.day(one.due)}"] if one.due and one.is_owed else []
    lines += [f"修订任务：{task.number}（{STATUS[task.status]}）"] if task is not None else []
    lines += list(_citations(one, cited_by))
    lines += [f"文件：{_file(file)}" for file in one.files]
    lines += list(_reading(voice, readers, mine))
    return "\n".join(filter(None, lines))


def _late(voice: Voice, one: Regulation) -> str:
    return "（已超过修订时限）" if one.is_late(voice.house.hours.local(voice.now).date()) else ""


def _edition(voice: Voice, edition: int, effective: date | None) -> str:
    return f"第{edition}版" + (f"，{voice.day(effective)}起施行" if effective else "")


@spoken
def owner(voice: Voice, unit: UnitId | None) -> str:
    """Return the name of the office that owns it."""
    return called(voice.roster.unit(unit).name) if unit is not None else "未定"


def _citations(one: Regulation, cited_by: Sequence[str]) -> Iterator[str]:
    if cited_by:
        valid = "" if one.status is RegulationStatus.IN_FORCE else "，该制度现非有效，请核对细则"
        yield f"考评引用：{'、'.join(map(called, cited_by))}{valid}"


def _file(file: Evidence) -> str:
    return f"{escape(file.name)}（SHA-256 {file.sha256[:_SHORT_HASH]}）"


def _reading(voice: Voice, readers: Readers | None, mine: datetime | None) -> Iterator[str]:
    if readers is not None and (readers.asked or readers.read):
        yield f"阅知：已阅{len(readers.read)}人，未阅{len(readers.missing)}人"
    if mine is not None:
        yield f"您已于{voice.brief(mine)}阅知。"


@spoken
def card(voice: Voice, row: RegulationRow) -> str:
    """Show what the register is to say, before it counts."""
    lines = [f"<b>请核对制度登记</b>{f'（{row.number}）' if row.number else ''}", f"名称：《{entitled(row.title)}》"]
    lines.append(f"类别：{GROUPS[row.group]}｜状态：{STATUSES[row.status]}")
    lines.append(f"责任科室：{owner(voice, row.owner)}")
    lines += [f"修订时限：{voice.day(row.due)}"] if row.due else []
    lines += [f"版本：{_edition(voice, row.edition, row.effective)}"] if row.edition else []
    lines += [f"文件：{_file(file)}" for file in row.files]
    return "\n".join([*lines, "确认后登记；10分钟内未确认自动失效。有出入请取消后重新写明。"])


@spoken
def kept(voice: Voice, one: Regulation, *, new: bool) -> str:
    """Confirm what the register says now, and what comes next."""
    due = f"，限{voice.day(one.due)}前" if one.due and one.is_owed else ""
    then = "发送“制度修订任务”可交办责任科室。" if one.is_owed else "如有文本，请回复本消息发送文件。"
    done = "已登记" if new else "已更新"
    return (
        f"{one.number} {done}：{titled(one.title)}，{STATUSES[one.status]}，"
        f"责任科室{owner(voice, one.owner)}{due}。{then}"
    )


@spoken
def file_kept(one: Regulation) -> str:
    """Confirm that the file is the text of the version."""
    return f"{one.number} 的文本已登记，共{len(one.files)}份。"


@spoken
def revised(one: Regulation) -> str:
    """Tell whoever closed the task what that did to the regulation."""
    return f"{one.number} {titled(one.title)}已更新为第{one.edition}版，现行有效。"


@spoken
def not_revised(one: Regulation) -> str:
    """Tell whoever closed the task that the regulation stays as it was."""
    return f"{one.number} {titled(one.title)}未更新：该事项未附文件。请将文本发给我并写明编号 {one.number}。"


@spoken
def how_to_keep() -> str:
    """Say how a regulation is put into the register."""
    return "未写明制度名称或类别，尚未登记。请写明，例如：登记制度《公文处理办法》，N类，文电科负责，现行有效。"


@spoken
def what_next(number: str) -> str:
    """Say what can be said of a regulation."""
    return f"未能识别要办理的内容，未作登记。可回复“阅知”；查看全文请发送 {number}，再点“原件”。"


@spoken
def no_file(number: str) -> str:
    """Say that there is no text of it yet."""
    return f"{number} 尚未登记文本，请联系督查员补登。"
