"""The leaders' page: its links, its answers, its numbers."""
