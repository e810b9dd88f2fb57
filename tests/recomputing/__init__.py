"""Every number once more: a second reading of the exported entries that shares no code with ledger/ and reports/."""
