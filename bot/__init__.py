"""RUNS: command line, wiring, intake, delivery, bell, clock, health and the sandbox."""
