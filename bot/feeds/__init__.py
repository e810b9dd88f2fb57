"""Feeds: other programs get the entries of the ledger as they are written, signed, in order, at least once."""
