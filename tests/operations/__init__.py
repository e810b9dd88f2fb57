"""The procedures of ``docs/operations/procedures.md``, typed from their text: ``python -m tests.operations``."""
