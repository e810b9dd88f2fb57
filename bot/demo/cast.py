"""The demo's people and chats inside a sandbox: who has which account, and which rooms there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.demo.plan import ChatPlan, chat_plans, newcomers, office_rows
from bot.sandbox.membership import set_status
from bot.sandbox.values import User
from bot.sandbox.world import World
from ledger.roster_rows import PERSON, RosterRow, RosterRows
from ledger.values import dataclass

TOKEN = "7000000026:demo-office-token-that-opens-nothing"  # noqa: S105 - of a bot that lives in this process only
USERNAME = "yunling_taizhang_bot"
FIRST_USER = 20_001


@dataclass(frozen=True, slots=True)
class Cast:
    """Accounts by the person's name, and chat ids by the group's title."""

    users: Mapping[str, int]
    chats: Mapping[str, int]


def furnish(world: World) -> Cast:
    """Put the bot, everybody of the office and the group chats into an empty world; most have met the bot."""
    bot = world.bot_of(TOKEN)
    bot.user.username, bot.user.first_name = USERNAME, "云岭市政务台账"
    users = {row.name: _account(world, row, number) for number, row in enumerate(people(office_rows()), FIRST_USER)}
    for user in (user for name, user in users.items() if name not in newcomers()):
        world.private_room(bot, user, create=True)
    chats = {plan.title: _room(world, plan, users, bot.user) for plan in chat_plans()}
    # What the platform told the bot while the house was furnished lies in the past.
    bot.queue.pending.clear()
    return Cast({name: user.id for name, user in users.items()}, chats)


def people(rows: Iterable[RosterRow]) -> list[RosterRow]:
    """Return the rows of people, in their order."""
    return [row for row in rows if row.kind == PERSON]


def members(plan: ChatPlan, rows: RosterRows) -> tuple[str, ...]:
    """Return the names of those who are in the group, in roster order."""
    parents = {row.name: row.unit for row in rows if row.kind != PERSON}

    def belongs(row: RosterRow) -> bool:
        unit = row.unit
        while unit:
            if unit in plan.units:
                return True
            unit = parents.get(unit, "")
        return row.title in plan.titles or row.name in plan.people

    return tuple(row.name for row in people(rows) if belongs(row))


def _account(world: World, row: RosterRow, number: int) -> User:
    return world.create_user(row.name, user_id=number, phone=row.phone, language_code="zh-hans")


def _room(world: World, plan: ChatPlan, users: Mapping[str, User], bot: User) -> int:
    room = world.create_group(plan.title, [users[name] for name in members(plan, office_rows())])
    # As an administrator the bot reads what is not addressed to it.
    set_status(world, room, bot, "administrator")
    return room.id
