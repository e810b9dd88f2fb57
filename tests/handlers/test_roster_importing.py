"""导入名册 in private: a dry run first; at set-up one administrator is enough, afterwards more than posts takes two."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from bot.roster_files.columns import HEADER, KIND_WORDS, ROLE_WORDS
from ledger.office_entries import RosterImported
from ledger.people import Person, Role
from ledger.roster_rows import RosterRow
from reports.sheets import xlsx_of
from storage.roster_tables import bindings
from tests.support.dialog import ADMIN, COLLEAGUE, COORDINATOR, LEADER, ROSTER, STAFF, USERS, Dialog


def file_of(*rows: RosterRow) -> bytes:
    columns = tuple(HEADER.values())
    return xlsx_of(columns, [_cells(row) for row in rows])


def _cells(row: RosterRow) -> tuple[str, ...]:
    roles = "、".join(ROLE_WORDS[one] for one in row.roles)
    return (
        *(KIND_WORDS[row.kind], row.name, row.unit, roles, row.title, row.phone),
        *("、".join(row.aliases), "、".join(row.members), row.superior, "、".join(row.fields)),
    )


NEW = RosterRow(kind="person", name="钱多多", unit="综合科", roles=(Role.STAFF,))
SECOND = RosterRow(kind="person", name="赵督查", unit="督查室", roles=(Role.COORDINATOR,))
WITH_NEW = file_of(*(one for one in ROSTER if one.name != COLLEAGUE), NEW)


async def known(dialog: Dialog, name: str) -> Person | None:
    async with dialog.store.reading(now=dialog.now) as books:
        return next((one for one in books.roster.active_people if one.name == name), None)


async def imports(dialog: Dialog) -> list[RosterImported]:
    async with dialog.store.reading(now=dialog.now) as books:
        records = await books.records_of(RosterImported)
    return [one.entry for one in records if isinstance(one.entry, RosterImported)]


async def test_the_file_is_shown_first_and_imported_by_one_tap(dialog: Dialog) -> None:
    (card,) = await dialog.sends_table(ADMIN, "花名册.xlsx", WITH_NEW)
    assert card == (
        "<b>请核对名册导入</b>\n文件：花名册.xlsx\n人员10名，单位5个，分组0个。\n新到1人（钱多多），离任1人（王五）。\n"
        "核对无误后点“导入名册”。"
    )
    assert await known(dialog, NEW.name) is None
    assert len(await imports(dialog)) == 1
    (said,) = await dialog.taps(ADMIN, "导入名册")
    assert said.startswith("名册已导入：人员10名，单位5个；新到1人，离任1人。")
    assert await known(dialog, NEW.name) is not None
    assert await known(dialog, COLLEAGUE) is None
    admin = await known(dialog, ADMIN)
    assert admin is not None
    assert (await imports(dialog))[-1].by == admin.id


async def test_whoever_would_leave_with_open_tasks_is_told(assigned: Dialog) -> None:
    without = file_of(*(one for one in ROSTER if one.name != STAFF))
    (card,) = await assigned.sends_table(ADMIN, "名册.xlsx", without)
    assert "离任人员有1件未办结事项，导入后转接任负责人。" in card


@pytest.mark.parametrize(
    "row",
    [SECOND, replace(next(one for one in ROSTER if one.name == LEADER), phone="13900009999")],
    ids=["a new coordinator", "another phone number of a leader"],
)
async def test_more_than_a_post_takes_a_second_person(dialog: Dialog, row: RosterRow) -> None:
    rows = [one for one in ROSTER if one.name != row.name]
    (card,) = await dialog.sends_table(ADMIN, "名册.xlsx", file_of(*rows, row))
    assert f"涉及督查员、审核、领导或管理员：{row.name}。点“导入名册”后须另一名管理员或领导同意。" in card
    said = await dialog.taps(ADMIN, "导入名册")
    if row.name == LEADER:  # The only other one who could agree is the one who gains.
        assert said == []
        assert "须由第二人同意" in dialog.toasts[-1]
        assert len(await imports(dialog)) == 1
        return
    assert said[0] == "已提交陈静，由其中一人同意后导入。"
    assert await known(dialog, row.name) is None
    said = await dialog.taps(LEADER, "同意")
    assert said[0].startswith("名册已导入")
    leader = await known(dialog, LEADER)
    assert leader is not None
    assert (await imports(dialog))[-1].agreed == leader.id


async def test_a_second_person_may_say_no(dialog: Dialog) -> None:
    await dialog.sends_table(ADMIN, "名册.xlsx", file_of(*ROSTER, SECOND))
    await dialog.taps(ADMIN, "导入名册")
    assert (
        await dialog.taps(LEADER, "不同意") == ["名册导入未获同意，未作更改。文件：名册.xlsx。请核对后重新发送。"] * 2
    )
    assert await known(dialog, SECOND.name) is None


async def test_at_set_up_one_administrator_is_enough(dialog: Dialog) -> None:
    async with dialog.store.books(now=dialog.now) as books:
        others = bindings.c.user != USERS[ADMIN]
        await books.connection.execute(update(bindings).where(others).values(state="ended"))
    (card,) = await dialog.sends_table(ADMIN, "名册.xlsx", file_of(*ROSTER, SECOND))
    assert "核对无误后点“导入名册”。" in card
    assert (await dialog.taps(ADMIN, "导入名册"))[0].startswith("名册已导入")
    assert await known(dialog, SECOND.name) is not None


async def test_nobody_shuts_themselves_out(dialog: Dialog) -> None:
    (said,) = await dialog.sends_table(ADMIN, "名册.xlsx", file_of(*(one for one in ROSTER if one.name != ADMIN)))
    assert said.startswith("<b>名册未能导入</b>\n文件：名册.xlsx\n· 表中没有您本人，或您不再是管理员")
    assert len(await imports(dialog)) == 1


async def test_faults_are_named_with_their_lines(dialog: Dialog) -> None:
    wrong = replace(NEW, unit="无此科")
    (said,) = await dialog.sends_table(ADMIN, "名册.xlsx", file_of(*ROSTER, wrong))
    assert "· 第17行“所属”" in said
    assert said.endswith("改正后请重新发送。")
    (said,) = await dialog.sends_table(ADMIN, "名册.xlsx", xlsx_of(("甲", "乙"), [("1", "2")]), "导入名册")
    assert "缺少“类型”列" in said


async def test_a_change_in_between_is_not_run_over(dialog: Dialog) -> None:
    await dialog.sends_table(ADMIN, "名册.xlsx", WITH_NEW)
    async with dialog.store.books(now=dialog.now) as books:
        await books.directory.import_roster((*ROSTER, SECOND), by=None, now=dialog.now, sha256="1" * 64)
    (said,) = await dialog.taps(ADMIN, "导入名册")
    assert said == "名册刚有其他变动，本次未导入。请重新发送文件，核对后再导入。"


@pytest.mark.parametrize("who", [COORDINATOR, STAFF, LEADER])
async def test_nobody_but_administrators(dialog: Dialog, who: str) -> None:
    said = await dialog.sends_table(who, "名册.xlsx", WITH_NEW, "导入名册")
    assert all("名册" not in text for text in said)
    assert len(await imports(dialog)) == 1


async def test_a_cancelled_card_changes_nothing(dialog: Dialog) -> None:
    await dialog.sends_table(ADMIN, "名册.xlsx", WITH_NEW)
    assert await dialog.taps(ADMIN, "取消") == ["已取消，名册未作更改。"]
    assert len(await imports(dialog)) == 1
