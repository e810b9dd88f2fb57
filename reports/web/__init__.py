"""The leaders' page (看板网页): board, lights, trends and ranking as one HTML page, out of the reports' own values."""

from pathlib import Path

FOLDER = Path(__file__).with_name("templates")
STYLE = FOLDER / "page.css"
"""The one style sheet; the page has no script, and asks for nothing from elsewhere."""
