"""Questions: what an act must know before it can ask the rules. Facts only; wording makes the sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from ledger.tasks import Task
from ledger.values import dataclass


class Question(Exception):  # noqa: N818 - a question is an answer, not an error
    """Something is missing; nothing was recorded."""


@dataclass(frozen=True)
class WhichTask(Question):
    """No task was named; ``tasks`` are those that could be meant, ``said`` what was said so far."""

    act: str
    tasks: tuple[Task, ...] = ()
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class WordsMissing(Question):
    """The act needs words (what is missing, why, how far); the reply to the prompt brings them."""

    act: str
    number: str


@dataclass(frozen=True)
class WhoIsMeant(Question):
    """A name that the roster does not hold."""

    name: str


@dataclass(frozen=True)
class NotUnderstood(Question):
    """The words of a command or of a reply to the bot say nothing that it could act on."""

    act: str
