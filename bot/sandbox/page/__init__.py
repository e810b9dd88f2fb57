"""The chat page: one HTML file, one style sheet and plain modules, served as they are."""

from pathlib import Path

FOLDER = Path(__file__).parent
