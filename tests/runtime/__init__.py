"""The runs: intake, workers, delivery, the bell, and the whole bot against the sandbox."""
