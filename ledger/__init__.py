"""DECIDES: the rules of the ledger (台账): pure, without network, database or clock."""
