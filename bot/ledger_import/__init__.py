"""A ledger that was kept in .xlsx or .csv, read row by row into tasks: what each becomes, and what is wrong with it."""

from bot.ledger_import.own_words import NONE, OwnWords, own_words
from bot.ledger_import.reading import read_ledger
from bot.ledger_import.rows import LedgerFile, Row
from bot.ledger_import.weighing import Weighed, weigh

__all__ = ["NONE", "LedgerFile", "OwnWords", "Row", "Weighed", "own_words", "read_ledger", "weigh"]
