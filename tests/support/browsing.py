"""A real browser: Debian's chromium, driven by Playwright's client."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import AsyncIterator

from playwright.async_api import Browser, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """Return the path of the browser, or ``None`` where there is none."""
    given = os.environ.get("TAIZHANG_TEST_CHROMIUM")
    return given or next((found for name in NAMES if (found := shutil.which(name))), None)


@contextlib.asynccontextmanager
async def running_browser(path: str) -> AsyncIterator[Browser]:
    """Yield a headless browser; root and small containers need the two flags."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage", "--lang=zh-CN"]
        )
        try:
            yield browser
        finally:
            await browser.close()
