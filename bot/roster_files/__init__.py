"""Roster files (花名册): .xlsx and .csv read into checked rows, and rows written back."""

from bot.roster_files.problems import Problem, RosterFileError
from bot.roster_files.reading import read_roster, read_roster_file
from bot.roster_files.roster import roster_of
from bot.roster_files.rows import ids_of, rows_of
from bot.roster_files.writing import write_roster_file

__all__ = [
    "Problem",
    "RosterFileError",
    "ids_of",
    "read_roster",
    "read_roster_file",
    "roster_of",
    "rows_of",
    "write_roster_file",
]
