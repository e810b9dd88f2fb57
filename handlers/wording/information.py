"""Sentences of information (政务信息): submitted, adopted, void, and the counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from handlers.wording.spoken import spoken
from handlers.wording.voice import Voice, bare_title, called, days_named, entitled, escape, headline
from ledger import information_refusals as r
from ledger.information import Information
from ledger.refusals import Refusal
from reports.information import InformationCount, InformationCounts
from reports.splitting import split

VOID, LIST = "作废", "清单"


@spoken
def submitted(voice: Voice, one: Information) -> str:
    """Confirm what was submitted, and say how its adoption is told."""
    to = f"，报{escape(one.to)}" if one.to else ""
    unit = called(voice.roster.unit(one.unit).name)
    return (
        f"{one.number} 已登记：{unit}报送信息《{bare_title(one.title)}》{to}。"
        f"采用后由督查员登记，例如：{one.number} 被省政府办公厅采用。"
    )


@spoken
def adopted(voice: Voice, one: Information, names: Sequence[str]) -> str:
    """Confirm the adoptions."""
    unit = called(voice.roster.unit(one.unit).name)
    by = "、".join(map(called, names))
    return f"{one.number} {unit}《{headline(one.title)}》被{by}采用，已登记（累计{len(one.adoptions)}次）。"


@spoken
def withdrawn(one: Information) -> str:
    """Confirm that it is void."""
    return f"{one.number} 《{headline(one.title)}》已作废，不再计数，编号不再使用。"


@spoken
def standing(voice: Voice, one: Information) -> str:
    """Return the piece as it stands."""
    lines = [f"<b>{one.number}</b> 《{entitled(one.title)}》"]
    lines.append(f"报送：{called(voice.roster.unit(one.unit).name)}，{voice.moment(one.at)}")
    lines += [f"报：{escape(one.to)}"] if one.to else []
    lines += [f"采用：{escape(each.adopter)}（{voice.moment(each.at)}登记）" for each in one.adoptions]
    lines += ["已作废"] if one.withdrawn_at is not None else []
    return "\n".join(lines)


@spoken
def why(number: str) -> str:
    """Ask why it is void."""
    return f"请回复本消息，写明作废 {number} 的原因。"


@spoken
def no_unit() -> str:
    """Say that no unit is named and the person has none."""
    return "未写明报送科室，尚未登记。请写明，例如：综合一科报送信息《关于……的报告》。"


@spoken
def not_known(title: str) -> str:
    """Say that nothing of that title stands in the register."""
    name = headline(title)
    return f"台账中没有信息《{name}》。请核对标题，或先登记报送，例如：综合一科报送信息《{name}》。"


@spoken
def several(title: str, numbers: Sequence[str]) -> str:
    """Ask which of several pieces of one title was adopted."""
    return f"《{headline(title)}》有多条：{'、'.join(numbers)}。请写编号，例如：{numbers[0]} 被省政府办公厅采用。"


@spoken
def what_next(number: str) -> str:
    """Say which words a reply about a piece may hold."""
    return f"未能理解对 {number} 的操作，未作登记。可回复：被省政府办公厅采用、作废（写明原因）。"


@spoken
def told(found: InformationCounts, *, whose: str, first: date, last: date) -> tuple[str, ...]:
    """Return the counts of a period in parts of a message: the whole, each unit, each centre."""
    span = days_named(first, last)
    heading = f"<b>政务信息</b>｜{called(whose)}｜{span}"
    if not found.units:
        return (f"{heading}\n该时段没有报送和采用的信息。登记例：报送信息《关于……的报告》。",)
    blocks = [f"报送{len(found.whole.submitted)}，采用{len(found.whole.adopted)}", _rows(found.units)]
    blocks += [f"<b>分中心</b>\n{_rows(found.centres)}"] if found.centres else []
    return split(heading, blocks)


def _rows(rows: Sequence[InformationCount]) -> str:
    return "\n".join(f"{called(one.name)}：报送{len(one.submitted)}，采用{len(one.adopted)}" for one in rows)


@spoken
def listed(voice: Voice, known: Sequence[Information]) -> tuple[str, ...]:
    """Return the pieces, one a line, each with its unit and by whom it was adopted."""
    lines = [_line(voice, one) for one in known]
    blocks = ["\n".join(lines[start : start + 10]) for start in range(0, len(lines), 10)]
    return split(f"<b>信息清单 {len(known)}</b>", blocks)


def _line(voice: Voice, one: Information) -> str:
    by = "、".join(escape(each.adopter) for each in one.adoptions)
    facts = f"{called(voice.roster.unit(one.unit).name)}｜{voice.brief(one.at)}报送"
    return f"{one.number} 《{headline(one.title)}》｜{facts}" + (f"｜{by}采用" if by else "")


COLUMNS = ("编号", "标题", "报送单位", "报送时间", "报送对象", "采用单位", "采用次数", "状态")
"""The columns of the table of information (信息台账)."""


def table_row(voice: Voice, one: Information) -> list[str]:
    """Return one piece as a row of the table."""
    at = f"{voice.house.hours.local(one.at):%Y-%m-%d %H:%M}"
    by = "、".join(each.adopter for each in one.adoptions)
    state = "已作废" if one.withdrawn_at is not None else "已采用" if by else "已报送"
    return [one.number, one.title, voice.roster.unit(one.unit).name, at, one.to, by, str(len(one.adoptions)), state]


SENTENCES: Mapping[type[Refusal], Callable[[Voice, Any], str]] = {
    r.KnownInformation: lambda _voice, said: (
        f"该信息已登记为 {said.number}，未重复登记。采用的，请写：{said.number} 被省政府办公厅采用。"
    ),
    r.AdoptedAlready: lambda _voice, said: f"{said.number} 被{escape(said.adopter)}采用已登记过，未重复登记。",
    r.OwnInformation: lambda _voice, said: f"{said.number} 由您所在科室报送，采用须由其他科室的督查员登记。",
    r.InformationVoid: lambda _voice, said: f"{said.number} 已作废，不能再作登记。如仍需计入，请重新登记报送。",
}
