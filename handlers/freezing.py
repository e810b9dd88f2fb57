"""封存之后: coordinators and leaders read the ranking with its hash, and the draft of the quarter's circular is there.

Each of its sentences comes from a line of a score; it goes the way of every circular, so that nothing is published
without a leader's approval.
"""

from __future__ import annotations

from collections.abc import Sequence

from handlers.addressing import in_words_of
from handlers.circular_cards import card, groups
from handlers.heard import Answer, Answers
from handlers.scoring import ACT, sees_others
from handlers.wording import circulars as circular_wording
from handlers.wording import scoring as wording
from handlers.wording.score_sentences import score_sentence
from ledger.acts.circulars import all_circulars, draft_from_scores
from ledger.circulars import Point, in_order
from ledger.facts import Facts
from ledger.people import Role
from ledger.permissions import scopes, visible_units
from ledger.quarters import Quarter
from ledger.score_facts import score_findings
from ledger.scores import Appraisal
from ledger.transitions import Act
from reports.scores import ranking_text
from storage.books import OpenBooks

_TOLD = frozenset({Role.COORDINATOR, Role.LEADER})


def points_of_scores(facts: Facts, found: Sequence[Appraisal]) -> tuple[Point, ...]:
    """Return the sentences of the quarter's circular; pure."""
    tasks = {task.number: task for task in facts.tasks}
    return in_order(score_sentence(facts.roster, tasks, one) for one in score_findings(found, facts.roster))


async def frozen_told(
    books: OpenBooks, facts: Facts, found: Sequence[Appraisal], quarter: Quarter, digest: str
) -> Answers:
    """Return the ranking for each who may see more than one unit, as far as they may."""
    span = wording.frozen(quarter, books.house.hours.local(books.now).date())
    spoken = books.languages
    readers = [one for one in books.roster.active_people if one.roles & _TOLD and sees_others(one)]
    return tuple(
        Answer(text=part, to=person.id, bulk=True)
        for person in readers
        for part in (
            wording.now_frozen(quarter, digest),
            *ranking_text(
                facts,
                in_words_of(span, spoken.of_person(person.id)),
                found,
                visible_units(books.roster, person, ACT),
                spoken.of_person(person.id),
            ),
        )
    )


async def circular_drafted(books: OpenBooks, quarter: Quarter, points: Sequence[Point]) -> Answers:
    """Draft the quarter's circular, and return its card for every coordinator; without a sentence there is none."""
    if not points:
        return ()
    chats = tuple(chat.id for chat in await groups(books) if chat.unit is None and not chat.is_channel)
    title = circular_wording.scores_title(quarter)
    span = (quarter.first, quarter.last)
    seq = await draft_from_scores(books, books.now, span, title=title, points=points, chats=chats)
    one = (await all_circulars(books))[seq]
    readers = [one for one in books.roster.active_people if scopes(one, Act.DRAFT_CIRCULAR)]
    note = wording.circular_ready(quarter)
    return tuple([answer for person in readers for answer in await card(books, person, one, note=note)])
