"""SETS: settings, timetable, calendars and rule files, as pydantic models and data."""
