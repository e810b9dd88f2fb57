"""Marks on the fields of the world's dataclasses, for saving and loading."""

MOMENT = {"moment": True}
"""It counts by ``World.monotonic``: saved as an age."""
LIVE = {"live": True}
"""It belongs to the running process: never saved."""
