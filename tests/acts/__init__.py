"""One contract suite of the acts for the books in memory, on SQLite and on PostgreSQL."""
