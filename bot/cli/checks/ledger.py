"""Settings' consequences at home: database, migrations, roster, bindings, calendar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.cli.checks.channels import channels_finding
from bot.cli.checks.connections import connections_finding
from bot.cli.checks.findings import Finding, fine, mind, stops
from bot.cli.checks.health import health_findings
from bot.cli.failing import DATABASE_CLOSED, Failed, of_the_database
from bot.cli.opening import opened
from bot.house import house_of, registers_of
from config.appraisal.reading import in_force
from config.mistakes import WrongSetting
from config.settings import Settings
from handlers.wording.health import ADVICE
from ledger.calendar import WorkCalendar
from ledger.health import Cause
from ledger.people import Role, Roster
from storage.books import OpenBooks
from storage.chats import Chat
from storage.lock import file_of, refuse_network
from storage.store import Store

NEEDED = {Role.ADMIN: "管理员", Role.COORDINATOR: "督查员", Role.LEADER: "分管领导"}
REASONS_SHOWN = 3
SIGNS_SHOWN = 20
UNITS_SHOWN = 5


async def look_at_ledger(settings: Settings, at: datetime) -> tuple[list[Finding], list[Chat]]:
    """Return what is found, and the groups whose rights are to be asked for; without a database, that alone."""
    try:
        if (file := file_of(settings.database_url)) is not None:
            refuse_network(file)
        async with opened(settings) as store, store.reading(now=at) as books:
            bound = [chat for chat in await books.directory.chats() if chat.active and chat.bound_at]
            chats = [chat for chat in bound if not chat.is_channel]
            found = await _findings(books, store, at, chats)
            found += [await channels_finding(settings, books), await connections_finding(settings, books)]
            return [*found, rules_in_force(settings, books.roster, at), *await health_findings(settings, books)], chats
    except Failed as problem:
        return [stops("数据库", str(problem))], []
    except WrongSetting as wrong:
        return [stops("考评细则", str(wrong))], []
    except Exception as error:  # noqa: BLE001, RUF100 - whatever it is, the ledger cannot be opened
        return [stops("数据库", of_the_database(error) or DATABASE_CLOSED)], []


async def _findings(books: OpenBooks, store: Store, at: datetime, chats: list[Chat]) -> list[Finding]:
    kind = "SQLite" if store.dialect == "sqlite" else "PostgreSQL"
    return [
        fine("数据库", f"{kind}，流水 {(await books.head()).seq} 条"),
        fine("表结构", "已是最新"),
        _roster(books.roster),
        names_in_fonts(books.roster),
        _bindings(await books.directory.bound_count(), books.roster),
        _chats(chats),
        _calendar(books.house.calendar, books.house.hours.local(at).year),
        _set_aside(await store.inbox.set_aside()),
    ]


def _roster(roster: Roster) -> Finding:
    people = list(roster.active_people)
    if not people:
        return stops("花名册", "还没有人员，请运行 taizhang roster import FILE 导入")
    missing = [word for role, word in NEEDED.items() if not roster.holders(role)]
    said = f"人员 {len(people)} 名，单位 {len(roster.units)} 个"
    return mind("花名册", f"{said}；没有{'、'.join(missing)}，请在角色一列补上") if missing else fine("花名册", said)


def names_in_fonts(roster: Roster) -> Finding:
    """Tell which signs of names the pictures and PDFs will print as 〓."""
    from reports.fonts import INSTEAD, shown

    names = "".join([unit.name for unit in roster.units] + [person.name for person in roster.active_people])
    missing = [sign for sign in dict.fromkeys(names) if shown(sign)[1]]
    if missing:
        signs = "".join(missing[:SIGNS_SHOWN]) + ("等" if len(missing) > SIGNS_SHOWN else "")
        return mind("字库", f"缺 {len(missing)} 个字（{signs}），图片和 PDF 中以“{INSTEAD}”代替，请以 Word 版为准")
    return fine("字库", "花名册用字齐全")


def _bindings(count: int, roster: Roster) -> Finding:
    if not count:
        return mind("绑定", "还没有人绑定，请运行 taizhang roster invite --admin 姓名 生成第一位管理员的链接")
    return fine("绑定", f"{count} 人已绑定，共 {len(list(roster.active_people))} 人")


def _chats(chats: list[Chat]) -> Finding:
    reported = [chat for chat in chats if chat.reports]
    if not reported:
        return mind("工作群", "还没有群接收报告，请管理员把机器人拉进群并发送 /bind")
    return fine("工作群", f"{len(reported)} 个群接收报告")


def _calendar(calendar: WorkCalendar, year: int) -> Finding:
    if calendar.is_provisional(year):
        return mind("日历", f"{year} 年放假安排未导入，按暂定计算；请运行 taizhang calendar import FILE")
    later = "已导入" if not calendar.is_provisional(year + 1) else "公布后请导入"
    return fine("日历", f"{year} 年已导入，{year + 1} 年{later}")


def rules_in_force(settings: Settings, roster: Roster, at: datetime) -> Finding:
    """Tell by whose appraisal rules scores are counted, and whether the units that these name are there."""
    day, registers = house_of(settings).hours.local(at).date(), registers_of(settings)
    valid = [one for key in {one.key for one in registers} if (one := in_force(registers, key, day))]
    if settings.appraisal.rules is None:
        return fine("考评细则", "未启用考评；启用请编写本单位的细则，并设 appraisal.rules")
    if not valid:
        return mind("考评细则", "没有已施行的版本，暂不计分，请核对各文件的 effective")
    names = {unit.name for unit in roster.units}
    strange = sorted({item.unit for one in valid for item in one.item if item.unit} - names)
    if strange:
        shown = "、".join(strange[:UNITS_SHOWN]) + ("等" if len(strange) > UNITS_SHOWN else "")
        return mind("考评细则", f"花名册中没有 {shown} {len(strange)} 个单位，请用 taizhang rules check 逐个文件核对")
    return fine("考评细则", "生效：" + "、".join(f"{one.name}第 {one.version} 版" for one in valid))


def _set_aside(reasons: Mapping[str, int]) -> Finding:
    """Tell how many updates were given up and why; the reasons are places in the program, not people's words."""
    if not reasons:
        return fine("搁置消息", "0 条")
    shown = "、".join(f"{reason} {count} 条" for reason, count in list(reasons.items())[:REASONS_SHOWN])
    more = "等" if len(reasons) > REASONS_SHOWN else ""
    return mind("搁置消息", f"共 {sum(reasons.values())} 条（{shown}{more}），{ADVICE[Cause.QUARANTINED]}")
