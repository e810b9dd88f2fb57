"""The health page: ``/healthz`` for whoever restarts, ``/metrics`` for Prometheus; figures, no words of people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from importlib.metadata import version
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.health.looking import Looking
from bot.health.metrics import Build, Exposition, values
from bot.health.vitals import Role, Vitals
from bot.serving import application
from config.channels import Health
from ledger.health import Figures, Trouble, troubles
from ledger.values import dataclass

OK, UNWELL = 200, 503
TEXT = "text/plain; version=0.0.4; charset=utf-8"
PROGRAM = "taizhang"


@dataclass(frozen=True)
class Page:
    """Answers by this process's own vitals and the database's figures."""

    looking: Looking
    vitals: Vitals
    limits: Health
    exposition: Exposition = field(default_factory=Exposition)
    version: str = field(default_factory=lambda: version(PROGRAM))

    async def healthz(self, _request: Request) -> Response:
        """Say 200 where all is well, else 503 with the reasons; what waits for people is named beside them."""
        figures, found = await self._look()
        grave = [one for one in found if not one.is_minor]
        told = {
            "status": "unwell" if grave else "ok",
            "reasons": [_told(one) for one in grave],
            "attention": [_told(one) for one in found if one.is_minor],
            "build": self.version,
            "schema": figures.counted.schema if figures.counted is not None else None,
            "role": self.vitals.role(),
            "database": self.looking.store.dialect,
            "figures": {name: round(value, 3) for name, value in values(figures).items()},
        }
        return JSONResponse(told, status_code=UNWELL if grave else OK)

    async def metrics(self, _request: Request) -> Response:
        """Return the same figures for Prometheus, always with 200: they are to be read when things are bad."""
        figures, found = await self._look()
        build = Build(self.version, self.vitals.role(), self.looking.store.dialect)
        healthy = all(one.is_minor for one in found)
        text = self.exposition.text(figures, [one.cause for one in found], build, healthy=healthy)
        return Response(text, headers={"content-type": TEXT})

    async def _look(self) -> tuple[Figures, tuple[Trouble, ...]]:
        figures = await self.looking.figures(self.vitals.own())
        return figures, troubles(figures, self.limits, polls=self.vitals.role() is not Role.WEBHOOK)


def health_app(page: Page) -> Starlette:
    """Return the web application; ``/health`` is another name of ``/healthz``."""
    answers = {"/healthz": page.healthz, "/health": page.healthz, "/metrics": page.metrics}
    return application([Route(path, answer) for path, answer in answers.items()])


def _told(one: Trouble) -> Mapping[str, Any]:
    return {"cause": one.cause, "found": round(one.found, 1), "limit": one.limit}
