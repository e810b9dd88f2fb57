"""The registration of a document (办文登记): its card, what it lacks, and who is told."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.wording.documents import heading, limits, with_missed
from handlers.wording.spoken import spoken
from handlers.wording.voice import Voice, called, entitled, headed
from ledger.document_entries import DocumentKind
from ledger.documents import Document, DocumentLimit
from ledger.people import Assignee
from reports.documents import KINDS, done_word


@spoken
def card(
    voice: Voice,
    *,
    kind: DocumentKind,
    title: str,
    reference: str,
    handler: Assignee,
    limit: DocumentLimit,
    files: int,
    doubts: Sequence[str],
) -> str:
    """Show a registration as understood, before it counts."""
    lines = ["<b>请核对办文登记</b>", f"文种：{KINDS[kind]}", f"标题：{entitled(title)}"]
    lines += [f"文号：{called(reference)}"] if reference else []
    lines.append(f"首办：{voice.assignee(handler)}")
    lines += [f"签发时限：{voice.time_left(limit.sign_by)}"] if limit.sign_by else []
    lines += [f"{done_word(kind)}时限：{voice.time_left(limit.finish_by)}"] if limit.finish_by else []
    lines += [f"原件：{files}份"] if files else []
    lines += map(called, doubts)
    return "\n".join([*lines, "确认后编号登记；10分钟内未确认自动失效。修改首办或时限，请直接回复本消息写明。"])


@spoken
def who_first() -> str:
    """Ask for the first handler."""
    return "未写明首办单位或人员，尚未登记。请回复本消息写明由谁首办，例如：秘书二科首办。"


@spoken
def by_office(name: str) -> str:
    """Return the label by which the own office is proposed."""
    return f"由{called(name, 12)}首办"


@spoken
def which_first(names: Sequence[str]) -> str:
    """Ask which of several it is: exactly one is answerable."""
    return f"首办只能有一个，所写有：{'、'.join(map(called, names))}。请回复本消息写明由哪一个首办。"


@spoken
def forwarded() -> str:
    """Say on the card whose words they are."""
    return "根据转发的文件登记，请核对。"


@spoken
def known_before(number: str) -> str:
    """Say on the card that the paper is in the books."""
    return f"该文号已登记为 {number}，请核对是否重复。"


@spoken
def longer_than_limit(workdays: int) -> str:
    """Say on the card that the limit that was said is longer than the house's."""
    return f"所写时限超过办文限时（{workdays}个工作日），请核对。"


@spoken
def not_changed() -> str:
    """Say that a reply to the card named nothing that it could take."""
    return "未能识别要修改的内容，登记卡未变。请写明首办（如：改由秘书一科首办）或时限（如：周四下班前）。"


@spoken
def registered(voice: Voice, document: Document, missed: Sequence[str]) -> str:
    """Confirm the registration."""
    return with_missed(
        f"{document.number} 已登记：{headed(document.title)}，{voice.assignee(document.handler)}首办，"
        f"{limits(voice, document)}。",
        missed,
    )


@spoken
def given(voice: Voice, document: Document) -> str:
    """Tell the first handler."""
    return f"{heading(document)}\n由您首办，{limits(voice, document)}。请签收；在他人签收之前，首办责任在您。"


@spoken
def given_to_unit(voice: Voice, document: Document) -> str:
    """Tell those behind the unit that is the first handler."""
    return (
        f"{heading(document)}\n由{voice.assignee(document.handler)}首办，{limits(voice, document)}。请签收；"
        "在其他单位签收之前，首办责任不变。"
    )
