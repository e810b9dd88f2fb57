"""An environment of its own for aiogram, which needs another pydantic than this project; from the index pip knows."""

from __future__ import annotations

import subprocess
import venv
from pathlib import Path

AIOGRAM = "aiogram>=3,<4"


def python_with_aiogram(folder: Path) -> Path:
    """Return the Python of the environment in the folder, which is made the first time; some minutes then."""
    python = folder / "bin" / "python"
    if not python.exists() or subprocess.run([python, "-c", "import aiogram"], check=False).returncode:
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", AIOGRAM], check=True)
    return python
