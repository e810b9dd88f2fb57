"""A missing server or browser is a visible skip at home, and a failure where it is required."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def missing(thing: str, why: str) -> NoReturn:
    """Skip, or fail where ``TAIZHANG_REQUIRE`` (comma-separated) names the thing."""
    required = {name.strip() for name in os.environ.get("TAIZHANG_REQUIRE", "").split(",")}
    if thing in required:
        pytest.fail(f"TAIZHANG_REQUIRE names {thing}, but {why}")
    pytest.skip(f"no {thing}: {why}")
