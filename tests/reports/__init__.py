"""The reports: golden texts that a coordinator can read."""
