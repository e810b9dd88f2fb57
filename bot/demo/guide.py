"""What the chat page knows of the office: whom to play, who is who, when reports come (docs/decisions/0013-page.md)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.demo.cast import people
from bot.demo.pictures import photo
from bot.demo.plan import office_rows
from bot.demo.preparing import Stage
from bot.demo.script import numbered, script
from bot.demo.tour import tour
from bot.sandbox.server import create_app
from bot.sandbox.transport import listening
from bot.sandbox.webhooks import WebhookPump
from config.timetable import ReportKind
from handlers.wording.terms import RULE

ADDRESS = "/page/guide.json"
"""The page comes with an empty one; here the demo's stands in its place."""


PHOTOS = "/page/photos/{name}"
AHEAD = 60
"""Days for which the page is told when the office rests."""

MOMENTS = {
    ReportKind.DISPATCH: "Daily dispatch",
    ReportKind.DIGEST: "Leaders' digest",
    ReportKind.PROMPT: "Prompt for the report",
    ReportKind.PREVIEW: "Preview",
    ReportKind.LASTCALL: "Last call",
    ReportKind.DAILY: "Daily report",
    ReportKind.WEEKLY: "Weekly summary",
}
"""The hours that the page tells, with their names for who reads it in English."""


def guide(stage: Stage) -> dict[str, Any]:
    """Return the suggested people (``chat`` ``""``: in private), everybody's post, the office's hours, and the tour."""
    return {
        "people": [_suggestion(stage, name, what) for name, what in script().play.items()],
        "staff": _staff(stage),
        "moments": _moments(stage),
        "rest_days": _rest_days(stage),
        "tour": tour(stage),
    }


def _staff(stage: Stage) -> list[dict[str, Any]]:
    rows = people(office_rows())
    return [{"user": stage.cast.users[row.name], "title": row.title, "unit": row.unit} for row in rows]


def _moments(stage: Stage) -> list[dict[str, Any]]:
    rules = [rule for rule in stage.settings.timetable.rules if rule.report in MOMENTS]
    at = [_moment(f"{rule.time:%H:%M}", rule.report) for rule in rules]
    weekly = [{"on": "week_end"} if rule.on == "last_workday_of_week" else {} for rule in rules]
    return [{**moment, **on} for moment, on in zip(at, weekly, strict=True)]


def _moment(at: str, report: ReportKind) -> dict[str, Any]:
    return {"at": at, "name": RULE[report], "en": {"name": MOMENTS[report]}}


def _rest_days(stage: Stage) -> list[str]:
    first = stage.days.hours.local(stage.clock.now()).date()
    days = (first + timedelta(days=ahead) for ahead in range(AHEAD))
    return [day.isoformat() for day in days if not stage.days.calendar.is_workday(day)]


def _suggestion(stage: Stage, name: str, what: str) -> dict[str, Any]:
    first = script().tries[name]
    chat = str(stage.cast.chats[first.chat]) if first.chat else ""
    en = {"what": script().play_en[name]}
    words = {"what": what, "say": numbered(first.text, stage.numbers), "en": en}
    return {"user": stage.cast.users[name], "name": name, **words, "chat": chat, "where": first.chat}


@asynccontextmanager
async def serving(stage: Stage, *, port: int) -> AsyncIterator[str]:
    """Serve the stage's world with its guide; hands out the base URL."""

    async def told(_: Request) -> Response:
        return JSONResponse(guide(stage))

    async def pictured(request: Request) -> Response:
        return Response(photo(request.path_params["name"]), media_type="image/png")

    pump = WebhookPump(stage.world)
    app = create_app(stage.world, pump=pump)
    app.router.routes[:0] = [Route(ADDRESS, told), Route(PHOTOS, pictured)]
    async with listening(app, port) as url:
        stage.world.closed = False
        try:
            yield url
        finally:
            await pump.close()
            stage.world.close()
