"""``taizhang roster``: people, units and groups in and out, and one-time links."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.failing import Failed, wrong_use
from bot.cli.opening import now, opened, run, settings_from
from bot.cli.options import Config, example, typer_group
from bot.cli.printing import counting, data, note

if TYPE_CHECKING:
    from config.settings import Settings
    from ledger.people import Person, PersonId, Role, Roster
    from ledger.roster_rows import RosterRows
    from storage.books import OpenBooks

group = typer_group("花名册：人员、单位、分组，以及一次性绑定链接。", shown="taizhang roster import 花名册.xlsx")

IMPORT = "导入花名册：逐行检查，全部正确才写入；表中没有的人员记为离任。"
EXPORT = "导出花名册，格式与导入相同。"
INVITE = "生成一次性绑定链接，每行“姓名<TAB>链接”，7 天内有效；--sheet 写成二维码。"
DATA = "导出系统中有关一个人的数据，供其本人查阅：花名册、绑定、仍保存的消息、事项、流水。"
LEFT_SHOWN = 10


@group.command("import", help=IMPORT, epilog=example("taizhang roster import 花名册.xlsx --dry-run"))
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="花名册，.xlsx 或 .csv。")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只检查，不写入。")] = False,
    config: Config = None,
) -> None:
    """Replace the roster by a file, or only check the file."""
    from bot.roster_files.reading import read_roster_file

    rows = read_roster_file(file)
    settings = settings_from(config)
    if dry_run:
        leaving = run(_would_leave(settings, rows, _sha256(file)))
        note(f"检查通过：{_counted(rows)}{leaving}；未写入，去掉 --dry-run 即可导入。")
        return
    run(_import(settings, rows, _sha256(file)))


@group.command("export", help=EXPORT, epilog=example("taizhang roster export 花名册.csv"))
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="写到哪里，.xlsx 或 .csv。")],
    *,
    ids: Annotated[bool, typer.Option("--ids", help="末列加编号，即流水中对单位和人员的称呼；导入时不读。")] = False,
    config: Config = None,
) -> None:
    """Write the roster as a file that can be imported."""
    from bot.roster_files.rows import ids_of, rows_of
    from bot.roster_files.writing import write_roster_file

    roster = run(_roster(settings_from(config)))
    write_roster_file(file, rows_of(roster), ids=ids_of(roster) if ids else ())
    note(f"已导出 {_counted(rows_of(roster))}到 {file}。")


@group.command("data", help=DATA, epilog=example("taizhang roster data 张三 张三.txt"))
def data_of(
    name: Annotated[str, typer.Argument(metavar="NAME", help="姓名或别名，离任的也可以。")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="写到哪里，.txt 或 .json。")],
    config: Config = None,
) -> None:
    """Write what is stored about somebody, readable by the owner of the file only."""
    ending = file.suffix.lower()
    if ending not in {".txt", ".json"}:
        raise wrong_use(f"不认识的文件格式“{ending or file.name}”，请用 .txt 或 .json。")
    content = run(_own_data(settings_from(config), name, as_json=ending == ".json"))
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        out.write(content)
    note(f"已导出到 {file}，含个人信息，请交给本人后删除。")


@group.command("invite", help=INVITE, epilog=example("taizhang roster invite --admin 陈静"))
def invite(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="姓名；不写则为所有未绑定的人。")
    ] = None,
    admin: Annotated[bool, typer.Option("--admin", help="第一位管理员的链接，无须他人批准。")] = False,
    sheet: Annotated[
        Path | None, typer.Option("--sheet", metavar="FILE", help="不逐行输出，写成可打印的二维码，.pdf。")
    ] = None,
    config: Config = None,
) -> None:
    """Print one-time links, one person a line, or write them as QR codes to be printed."""
    from handlers.wording.binding import link

    settings = settings_from(config)
    username = run(_username(settings))
    if sheet is not None:
        _check_sheet(sheet, username)
    links = [(one, link(username, token)) for one, token in run(_invite(settings, names or [], admin=admin))]
    if sheet is not None:
        run(_write_sheet(settings, sheet, links))
        note(f"已写入 {sheet}，共 {len(links)} 人；打印分发后请删除。")
        return
    for one, its_link in links:
        data(f"{one.name}\t{its_link}")
    if not username:
        note("暂时连不上机器人接口，不知道机器人的用户名；请把每行的“/start …”私聊发给机器人，或恢复连接后重新生成。")


def _check_sheet(file: Path, username: str) -> None:
    """Refuse before any link is made: a code that leads nowhere is of no use to anybody."""
    if file.suffix.lower() != ".pdf":
        raise wrong_use(f"不认识的文件格式“{file.suffix or file.name}”，二维码请写成 .pdf。")
    if not username:
        raise Failed("暂时连不上机器人接口，不知道机器人的用户名，未生成二维码；请检查网络和令牌后再试。")


async def _write_sheet(settings: Settings, file: Path, links: list[tuple[Person, str]]) -> None:
    """Write the codes, readable by the owner of the file only."""
    from handlers.wording.voice import Voice
    from reports.papers.invitations import Invitation, invitation_sheet
    from storage.invitations import LINK_LIFE

    moment = await now(settings)
    async with opened(settings) as store, store.reading(now=moment) as books:
        until = Voice.of(books).moment(moment + LINK_LIFE)
        units = {unit.id: unit.name for unit in books.roster.units}
    invitations = [Invitation(one.name, units[one.unit] if one.unit else "", its_link) for one, its_link in links]
    made = invitation_sheet(invitations, until=until, made_at=moment)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(made.pages[0])


def _sha256(file: Path) -> str:
    from hashlib import sha256

    return sha256(file.read_bytes()).hexdigest()


async def _own_data(settings: Settings, name: str, *, as_json: bool) -> str:
    from handlers.wording.own_data import as_json as whole
    from handlers.wording.own_data import as_text
    from ledger.office_entries import OwnDataExported
    from storage.own_data import own_data

    moment = await now(settings)
    async with opened(settings) as store, store.books(now=moment) as books:
        person = _named(list(books.roster.people), name)
        found = await own_data(books, person.id)
        await books.record(OwnDataExported(by=None, at=moment, person=person.id))
        return whole(found) if as_json else as_text(found, store.house.hours, moment)


async def _import(settings: Settings, rows: RosterRows, sha256: str) -> None:
    moment = await now(settings)
    async with opened(settings) as store, store.books(now=moment) as books:
        before = books.roster
        change = await books.directory.import_roster(rows, by=None, now=moment, sha256=sha256)
        open_ = _handed(await _open_with(books, _gone(before, books.roster)))
    left = f"离任 {len(change.left)} 名{_names(change.left)}{open_}"
    note(f"已导入 {_counted(rows)}；新到 {len(change.joined)} 名，{left}。")


class _NotMeant(Exception):  # noqa: N818 - an import that is only looked at is taken back whole
    """Takes the import back."""


async def _would_leave(settings: Settings, rows: RosterRows, sha256: str) -> str:
    """Say who would leave and what is open with them; nothing where nobody would, or there is no ledger yet."""
    from bot.house import ledger_exists

    if not ledger_exists(settings):
        return ""
    moment, said = await now(settings), ""
    with suppress(_NotMeant):
        async with opened(settings) as store, store.books(now=moment) as books:
            before = books.roster
            change = await books.directory.import_roster(rows, by=None, now=moment, sha256=sha256)
            if change.left:
                open_ = _handed(await _open_with(books, _gone(before, books.roster)))
                said = f"；将离任 {len(change.left)} 名{_names(change.left)}{open_}"
            raise _NotMeant
    return said


def _gone(before: Roster, after: Roster) -> list[PersonId]:
    return [one.id for one in before.active_people if not after.person(one.id).is_active]


async def _open_with(books: OpenBooks, people: list[PersonId]) -> int:
    """Count the open tasks that these people hold."""
    return len({task.number for one in people for task in await books.tasks.open_with(one)})


def _handed(count: int) -> str:
    return f"，未办结事项 {count} 项由机器人转接任负责人" if count else ""


def _names(left: tuple[str, ...]) -> str:
    """Return the names of those who left, for a last look; a long row is cut."""
    shown = "、".join(left[:LEFT_SHOWN]) + ("等" if len(left) > LEFT_SHOWN else "")
    return f"（{shown}）" if left else ""


async def _roster(settings: Settings) -> Roster:
    async with opened(settings) as store, store.reading(now=await now(settings)) as books:
        return books.roster


async def _invite(settings: Settings, names: list[str], *, admin: bool) -> list[tuple[Person, str]]:
    from storage.invitations import LINK_LIFE

    moment = await now(settings)
    async with opened(settings) as store, store.books(now=moment) as books:
        bound = set(await books.directory.users())
        people = _meant(
            books.roster, names, [person for person in books.roster.active_people if person.id not in bound]
        )
        if admin:
            _check_first(people, bound_before=await books.directory.bound_count())
        links: list[tuple[Person, str]] = []
        with counting("生成链接", len(people)) as done:
            for person in people:
                token = await books.directory.invite(person.id, admin=admin, expires_at=moment + LINK_LIFE)
                links.append((person, token))
                done()
        return links


def _meant(roster: Roster, names: list[str], unbound: list[Person]) -> list[Person]:
    if not names:
        return unbound
    people = list(roster.active_people)
    return [_named(people, name) for name in names]


def _named(people: list[Person], name: str) -> Person:
    found = [person for person in people if name == person.name or name in person.aliases]
    if not found:
        raise Failed(f"花名册里没有“{name}”，请先用 taizhang roster import 导入，或核对姓名。")
    if len(found) > 1:
        raise Failed(f"有 {len(found)} 位“{name}”，请在花名册中为其中一位加别名，再用别名生成。")
    return found[0]


def _check_first(people: list[Person], *, bound_before: int) -> None:
    """Only the first administrator needs nobody's approval; afterwards a second person stands behind each."""
    if len(people) != 1:
        raise wrong_use("--admin 一次只为一个人生成链接，请写明姓名。")
    if bound_before:
        raise Failed("已有人完成绑定，新的管理员须由现任管理员批准；请去掉 --admin 重新生成。")
    if not people[0].has(_admin()):
        raise Failed(f"“{people[0].name}”在花名册中不是管理员，请先在角色一列加上“管理员”并重新导入。")


def _admin() -> Role:
    from ledger.people import Role

    return Role.ADMIN


async def _username(settings: Settings) -> str:
    from bot.cli.asking import BotUnreachable, asking

    if settings.token is None:
        return ""
    try:
        async with asking(settings) as api:
            return str((await api.call("getMe"))["username"])
    except BotUnreachable:
        return ""


def _counted(rows: RosterRows) -> str:
    from ledger.roster_rows import GROUP, PERSON

    people = sum(row.kind == PERSON for row in rows)
    groups = sum(row.kind == GROUP for row in rows)
    return f"人员 {people} 名、单位 {len(rows) - people - groups} 个、分组 {groups} 个"
