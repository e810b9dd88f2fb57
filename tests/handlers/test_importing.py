"""导入台账 in private: the file is its own dry run, one tap imports it, once; administrators only hand it on."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Sequence

import openpyxl
import pytest

from bot.ledger_import.rows import LedgerFile, Row
from bot.ledger_import.weighing import Weighed
from bot.sheets import ROWS_AT_ONCE, Card, Sheets
from ledger.acts.importing import Imported
from ledger.entries import EvidenceAdded
from ledger.import_entries import LedgerImported, TaskImported
from reports.sheets import xlsx_of
from tests.support.dialog import ADMIN, COORDINATOR, GROUP, HEAD, LEADER, STAFF, USERS, Dialog

HEADER = ("编号", "事项", "牵头单位", "责任人", "交办时间", "现时限", "状态", "销号时间")
ROWS = (
    ("督1", "报送三季度经济运行分析", "综合科", "张三", "2026-11-02", "2026-11-28", "办理中", ""),
    ("督2", "整治老旧小区", "财政局", "", "2026-10-09", "2026-11-20", "办理中", ""),
    ("督3", "开展安全检查", "综合科", "", "2026-09-01", "2026-09-30", "归档", "2026-09-29"),
)
WRONG = ("督4", "清理公文", "无此局", "", "2026-11-16", "2026-11-30", "办理中", "")
FILE = xlsx_of(HEADER, ROWS)


def sheet_of(*rows: tuple[str, ...]) -> bytes:
    return xlsx_of(HEADER, rows)


class Dying(Sheets):
    """A process that dies when it comes to the second piece of an import."""

    async def _import_some(
        self, file: LedgerFile, rows: Sequence[Row], known: Imported, card: Card
    ) -> tuple[Weighed, ...]:
        if known.seq:
            raise ConnectionError
        weighed = await super()._import_some(file, rows, known, card)
        known.seq = 1
        return weighed


async def imported(dialog: Dialog) -> list[TaskImported]:
    async with dialog.store.reading(now=dialog.now) as books:
        records = await books.records_of(TaskImported)
    return [one.entry for one in records if isinstance(one.entry, TaskImported)]


async def batches(dialog: Dialog) -> list[int]:
    async with dialog.store.reading(now=dialog.now) as books:
        records = await books.records_of(LedgerImported)
    return [one.entry.tasks for one in records if isinstance(one.entry, LedgerImported)]


async def test_the_file_is_shown_first_and_imported_by_one_tap(dialog: Dialog) -> None:
    (card,) = await dialog.sends_table(COORDINATOR, "督查台账.xlsx", sheet_of(*ROWS, WRONG))
    assert card == (
        "<b>请核对台账导入</b>\n文件：督查台账.xlsx\n共4行：可登记3件，有误1行。\n其中1件在办事项已过时限，导入后按规则督办。\n"
        "· 第5行“牵头单位”：花名册里没有单位“无此局”，请改为花名册中的名称，或先在花名册中为它加别名。\n"
        "点“导入”登记可登记的3件；有误的行改正后再发一次，不会重复登记。"
    )
    assert await imported(dialog) == []
    (said,) = await dialog.taps(COORDINATOR, "导入")
    assert said.startswith(
        "已登记3件（DB-2026-1 至 DB-2026-3），原编号记在备注。\n文件：督查台账.xlsx\n未登记1行：\n· 第5行"
    )
    entries = await imported(dialog)
    assert [(one.reference, str(one.status)) for one in entries] == [
        ("督1", "active"),
        ("督2", "active"),
        ("督3", "archived"),
    ]
    async with dialog.store.reading(now=dialog.now) as books:
        coordinator = await books.directory.person_of_user(USERS[COORDINATOR])
    assert coordinator is not None and {one.by for one in entries} == {coordinator.id}


async def test_however_often_it_is_sent_or_tapped_it_counts_once(dialog: Dialog) -> None:
    await dialog.sends_table(COORDINATOR, "a.xlsx", FILE)
    first = dialog.last_to(COORDINATOR)
    await dialog.sends_table(COORDINATOR, "b.xlsx", FILE)
    second = dialog.last_to(COORDINATOR)
    await dialog.press(COORDINATOR, first.buttons["导入"], first)
    await dialog.press(COORDINATOR, first.buttons["导入"], first)
    assert dialog.toasts[-1] == "该操作已办理，无需重复点击。"
    assert (await dialog.press(COORDINATOR, second.buttons["导入"], second))[0].startswith("已登记0件")
    assert len(await imported(dialog)) == 3
    (said,) = await dialog.sends_table(COORDINATOR, "c.csv", _csv(ROWS), caption="请导入")
    assert said == "<b>没有可登记的新事项</b>\n文件：c.csv\n共3行：可登记0件，已有3件。"
    assert dialog.last_to(COORDINATOR).buttons == {}


def _csv(rows: tuple[tuple[str, ...], ...]) -> bytes:
    held = io.StringIO()
    csv.writer(held).writerows([HEADER, *rows])
    return held.getvalue().encode("gb18030")


async def test_a_long_ledger_is_imported_in_short_transactions_and_goes_on_after_a_death(dialog: Dialog) -> None:
    """The process dies after the first piece: the tap is dealt with again and brings the rest, no row twice."""
    many = tuple(
        (f"督{n}", f"事项{n}", "综合科", "", "2026-11-02", "2026-12-28", "办理中", "") for n in range(ROWS_AT_ONCE + 5)
    )
    await dialog.sends_table(COORDINATOR, "a.xlsx", sheet_of(*many))
    card = dialog.last_to(COORDINATOR)
    living, dialog.sheets = dialog.sheets, Dying(**vars(dialog.sheets))
    with pytest.raises(ConnectionError):
        await dialog.press(COORDINATOR, card.buttons["导入"], card)
    dialog.sheets = living
    assert await batches(dialog) == [ROWS_AT_ONCE]
    dialog.passes(hours=1)
    (said,) = await dialog.again()
    assert said.startswith(f"已登记{ROWS_AT_ONCE + 5}件（DB-2026-1 至 DB-2026-{ROWS_AT_ONCE + 5}）")
    assert await batches(dialog) == [ROWS_AT_ONCE, 5]


async def test_many_faults_come_as_a_file(dialog: Dialog) -> None:
    wrong = tuple((f"督{n}", f"事项{n}", "无此局", "", "2026-11-16", "2026-11-30", "办理中", "") for n in range(9))
    (card,) = await dialog.sends_table(COORDINATOR, "督查台账.xlsx", sheet_of(*ROWS, *wrong))
    assert "…… 共9处，全部列在随后的文件中。" in card
    paper = dialog.calls[-1]
    assert paper.method == "sendDocument" and paper.payload["caption"] == "全部问题共9处，按行列出。"
    name, content = await dialog.store.papers.get(paper.payload["document"]["paper"]) or ("", b"")
    rows = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert name == "督查台账_问题清单.xlsx" and rows.count("花名册里没有单位") == 9 and "13" in rows


async def test_an_administrator_hands_it_on_and_a_coordinator_imports(dialog: Dialog) -> None:
    (card,) = await dialog.sends_table(ADMIN, "督查台账.xlsx", FILE)
    assert card.endswith("导入由督查员确认，点“提交督查员”转交。")
    said = await dialog.taps(ADMIN, "提交督查员")
    assert said[0] == "已提交李四，由其中一人确认导入。"
    assert said[1].startswith("<b>请核对台账导入</b>（孙管理提交）\n文件：督查台账.xlsx\n共3行：可登记3件。")
    assert await imported(dialog) == []
    await dialog.taps(COORDINATOR, "导入")
    assert len(await imported(dialog)) == 3


@pytest.mark.parametrize("who", [STAFF, HEAD, LEADER])
async def test_nobody_else_imports(dialog: Dialog, who: str) -> None:
    (said,) = await dialog.sends_table(who, "督查台账.xlsx", FILE, caption="导入台账")
    assert said == "您没有“导入台账”的权限。如有需要，请联系督查员。"
    assert await imported(dialog) == []


async def test_in_a_group_it_is_refused_with_advice(dialog: Dialog) -> None:
    said = await dialog.sends_table(COORDINATOR, "督查台账.xlsx", FILE, caption="导入台账", chat=GROUP)
    assert said == ["台账只在私聊导入，请把文件私聊发给本助手。"]
    assert await dialog.sends_table(COORDINATOR, "督查台账.xlsx", FILE, chat=GROUP) == []
    assert await imported(dialog) == []


@pytest.mark.parametrize("words", ["/import", "导入台账", "请帮我导入原有台账"])
async def test_words_alone_ask_for_the_file(dialog: Dialog, words: str) -> None:
    (said,) = await dialog.says(COORDINATOR, words)
    assert said.startswith("请把原台账（.xlsx或.csv")


async def test_a_card_is_cancelled(dialog: Dialog) -> None:
    await dialog.sends_table(COORDINATOR, "a.xlsx", FILE)
    assert await dialog.taps(COORDINATOR, "取消") == ["已取消，未导入任何事项。"]
    assert await imported(dialog) == []


async def test_a_right_that_has_gone_meanwhile_imports_nothing(dialog: Dialog) -> None:
    await dialog.sends_table(COORDINATOR, "a.xlsx", FILE)
    card = dialog.last_to(COORDINATOR)
    dialog.passes(days=1)
    await dialog.says(ADMIN, "李四调到财政局")
    await dialog.taps(ADMIN, "确认")
    await dialog.press(COORDINATOR, card.buttons["导入"], card)
    assert dialog.toasts[-1] == "您没有“导入台账”的权限。如有需要，请联系督查员。"
    assert await imported(dialog) == []


def macro() -> bytes:
    held = io.BytesIO(FILE)
    with zipfile.ZipFile(held, "a") as package:
        package.writestr("xl/vbaProject.bin", b"x")
    return held.getvalue()


def bomb() -> bytes:
    held = io.BytesIO(FILE)
    with zipfile.ZipFile(held, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/a.bin", bytes(120_000_000))
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", macro, "文件带有宏，请另存为不带宏的 .xlsx 后再导入。"),
        ("a.xlsx", bomb, "文件解开后过大，请只保留一张表后再导入。"),
        ("a.xlsx", lambda: b"not a zip", "文件不是真正的 .xlsx（可能是加密或改过后缀），请另存为 .xlsx 后再导入。"),
        ("a.csv", lambda: b"x" * 10_000_001, "文件超过 10 MB，请拆分或去掉图片后再导入。"),
    ],
)
async def test_a_hostile_file_is_refused_with_the_remedy(
    dialog: Dialog, name: str, content: Callable[[], bytes], said: str
) -> None:
    (answer,) = await dialog.sends_table(COORDINATOR, name, content())
    assert answer == f"<b>文件未能导入</b>\n文件：{name}\n· {said}\n如系佐证材料，请回复对应事项发送。"


async def test_a_table_of_something_else_is_evidence_and_so_is_one_that_answers_a_task(assigned: Dialog) -> None:
    await assigned.says(COORDINATOR, "请李四周五下班前报送督查情况")
    await assigned.taps(COORDINATOR, "确认")
    other = xlsx_of(("姓名", "分数"), [("甲", "1")])
    await assigned.sends_table(COORDINATOR, "打分表.xlsx", other)
    assert any(isinstance(one, EvidenceAdded) for one in await assigned.entries("DB-2026-2"))
    await assigned.sends_table(COORDINATOR, "台账.xlsx", FILE, reply_to=assigned.latest(USERS[COORDINATOR], "签收"))
    assert sum(isinstance(one, EvidenceAdded) for one in await assigned.entries("DB-2026-2")) == 2
    (said,) = await assigned.sends_table(COORDINATOR, "打分表.xlsx", other, caption="导入台账")
    assert "没有找到表头，请保留一行列名" in said
    assert await imported(assigned) == []


async def test_a_category_of_the_house_is_taken_over_and_any_other_stays_in_the_remark(dialog: Dialog) -> None:
    header = (*HEADER, "备注", "督办类别")
    rows = [(*ROWS[n], remark, category) for n, remark, category in ((0, "", "民生类"), (1, "重点", "政府工作报告"))]
    await dialog.sends_table(COORDINATOR, "督查台账.xlsx", xlsx_of(header, rows))
    await dialog.taps(COORDINATOR, "导入")
    assert [(await dialog.task(f"DB-2026-{n}")).category for n in (1, 2)] == ["民生", ""]
    assert [one.remark for one in await imported(dialog)] == ["", "重点；原类别 政府工作报告"]


async def test_what_is_exported_is_imported_with_its_category(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "请张三周五下班前报送改造情况，类别：项目")
    await dialog.taps(COORDINATOR, "确认")
    await dialog.says(COORDINATOR, "/export")
    kept = await dialog.store.papers.get(dialog.calls[-1].payload["document"]["paper"])
    assert kept is not None
    header, row = openpyxl.load_workbook(io.BytesIO(kept[1])).active.iter_rows(values_only=True)
    assert dict(zip(header, row, strict=True))["类别"] == "项目"
    moved = ["督9" if name == "编号" else cell or "" for name, cell in zip(header, row, strict=True)]
    await dialog.sends_table(COORDINATOR, "台账.xlsx", xlsx_of(header, [moved]))
    await dialog.taps(COORDINATOR, "导入")
    assert (await dialog.task("DB-2026-2")).category == "项目"
