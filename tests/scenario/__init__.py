"""Two days of an office over real HTTP: ledger, answers and scheduled messages, undisturbed and under kill -9."""
