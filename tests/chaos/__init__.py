"""Chaos: what the bot does to the ledger while processes die, networks lie and clocks jump; see docs/reliability.md."""
