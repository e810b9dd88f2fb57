"""Intake: what the platform hands over is committed first and acknowledged afterwards; then one worker per chat."""
