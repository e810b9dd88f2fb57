"""A ledger that was kept in .xlsx or .csv, read row by row into tasks: what each becomes, and what is wrong with it."""
