"""``hooked``: updates come by webhook; the power is cut between commit and 200, and what was kept comes again."""

from __future__ import annotations

import asyncio

from bot.sandbox.webhooks import POSTED
from tests.chaos import conserved, oracle
from tests.chaos.canonical import POWER, cut_file
from tests.chaos.load import Crowd
from tests.chaos.office import LOOK_EVERY, SECRET, Office, at, opened
from tests.chaos.run import Figure, Run, at_least
from tests.chaos.seeding import Plan
from tests.chaos.working import finish, rest, warm_up
from tests.support.postgres import free_port

PLAN = Plan(groups=3, start=at("2026-11-26 09:00"))
KEPT = "after commit of INSERT inbox"
"""The step right before the platform is told that it may forget the update."""
BROKE_OFF = "Webhook connection closed"
SOON = 8
"""Within so many updates of a life the power is cut."""
KILLS, FEW = 40, 1


async def hooked(run: Run) -> list[Figure]:
    """Let the crowd talk while life after life ends with an update that is stored and was not acknowledged."""
    hook = f"127.0.0.1:{free_port()}"
    settings = {"URL": f"http://{hook}/hook", "SECRET": SECRET.upper(), "LISTEN": hook}
    more = {f"TAIZHANG_WEBHOOK__{name}": value for name, value in settings.items()}
    async with opened(run, PLAN, PYTHONPATH=str(POWER), **more) as office:
        office.bot.environment["POWER_CUT"] = str(cut_file(office))
        _cut(office, 0)
        crowd, chance = Crowd(office, run.chance("crowd")), run.chance("cuts")
        await warm_up(office, crowd)
        kills = FEW if run.short else KILLS
        for _ in range(kills):
            await office.bot.stop()
            _cut(office, chance.randint(1, SOON))
            await office.bot.start()
            while office.bot.running:
                crowd.step()
                await asyncio.sleep(LOOK_EVERY)
            _cut(office, 0)
            await office.bot.start()
        await rest(office, crowd)
        await finish(office, crowd)
        return [
            at_least("posts that were taken", _posts(office).count(""), office.updates),
            at_least("posts that broke off after the commit", _posts(office).count(BROKE_OFF), kills),
            *await conserved.check(office, crowd),
            *await oracle.check(office),
        ]


def _cut(office: Office, number: int) -> None:
    cut_file(office).write_text(f"{number} {KEPT}" if number else "0", "utf-8")


def _posts(office: Office) -> list[str]:
    """Return what went wrong with each post; nothing where it was taken."""
    return [str(call["answer"].get("description", "")) for call in office.world.journal.since(0, POSTED)]
