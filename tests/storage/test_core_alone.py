"""The library is loaded without its ORM, which whoever asks for it still gets."""

from __future__ import annotations

import subprocess
import sys


def test_storage_loads_no_orm_and_stands_in_nobodys_way():
    code = (
        "import sys, storage.store; print('sqlalchemy.orm' in sys.modules);"
        "from sqlalchemy.ext.asyncio.session import AsyncSession; print(AsyncSession.__name__);"
        "import alembic.command; print('sqlalchemy.orm' in sys.modules)"
    )
    told = subprocess.check_output([sys.executable, "-c", code], text=True).split()
    assert told == ["False", "AsyncSession", "True"]
