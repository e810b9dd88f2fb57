"""REMEMBERS: tables, books (the unit of work), directory, inbox, outbox, slots and migrations."""

from storage.core_alone import load_core

load_core()  # Before any module of this room imports the library by itself.
