"""The large ledger: a city's tasks of many years, written in bulk, and what is measured on it."""
