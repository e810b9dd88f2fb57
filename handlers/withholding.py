"""Withholding: in minimal mode (最简模式) an answer is text, and whoever waits for files is told once why none come."""

from __future__ import annotations

from dataclasses import replace

from handlers.heard import Answer, Answers
from ledger.discretion import discretion


def in_words(answers: Answers) -> Answers:
    """Return the answers that may leave: all, or in minimal mode one sentence to each chat instead of its files."""
    how = discretion()
    if how is None:
        return answers
    kept: list[Answer] = []
    for answer in answers:
        if answer.paper is None and answer.copies is None:
            kept.append(answer)
        elif all((one.chat, one.to, one.text) != (answer.chat, answer.to, how.file) for one in kept):
            kept.append(replace(answer, text=how.file, paper=None, copies=None))
    return tuple(kept)
