"""Serving the leaders' page inside the running bot, where the settings say so."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.clock import Clock
from config.settings import Settings
from storage.store import Store


@asynccontextmanager
async def board_served(settings: Settings, store: Store, clock: Clock) -> AsyncIterator[None]:
    """Serve the page meanwhile; without ``[page]`` nothing listens."""
    if settings.page is None:
        yield
        return
    from bot.serving import bound, served  # A web server is loaded where one is wished for only.
    from bot.web.site import Site, site_app

    async with served(site_app(Site(store, clock, settings.page)), bound(settings.page.listen, "page.listen"), grace=1):
        yield
