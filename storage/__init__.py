"""REMEMBERS: tables, books (the unit of work), directory, inbox, outbox, slots and migrations."""
