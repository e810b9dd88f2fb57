"""What the texts of the appraisal say in English (双语): titles, grades and sentences; names of rules stay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from ledger.happenings import Excuse
from ledger.languages import Language
from ledger.people import UnitKind
from ledger.scores import Grade
from reports.english import MONTHS
from reports.points import shown, signed
from reports.score_words import ScoreWords


class EnglishScoreWords(ScoreWords):
    """The words and sentences of scores in English."""

    grades: Mapping[Grade, str] = {
        Grade.EXCELLENT: "excellent",
        Grade.GOOD: "good",
        Grade.PASSING: "passing",
        Grade.FAILING: "failing",
    }
    kinds: Mapping[UnitKind, str] = {
        UnitKind.DISTRICT: "districts",
        UnitKind.DEPARTMENT: "departments",
        UnitKind.OFFICE: "offices",
    }
    excuses: Mapping[Excuse, str] = {
        Excuse.EXTENSION: "extension granted",
        Excuse.SUSPENSION: "not counted while suspended",
        Excuse.LEAVE: "not counted while on leave",
    }
    bar = " | "
    no_words = "(no words)"
    score, linkage, ranking = "Score", "How the score is made up", "Ranking"
    centres, centre = "<b>Scores of centres</b> (mean of their offices)", "centres"
    parts = ("Taken", "Given", "Not counted")
    year, cadre_year = "Year to date", "Year of a cadre"
    supposed = "What if"
    only_a_trial = "Reckoned from the ledger as it stands; nothing is registered, and what is really closed decides."
    comes, goes, unchanged = "added", "dropped", "unchanged"
    honours = "<b>Proposed honours of the year</b> | {}\nBy the year's score and each list's quota; not published."
    nobody_honoured = "No unit is excellent within the quota."

    def down(self, began: str, ended: str, until: str) -> str:
        """Return from when to when the bot was away, and until when that excuses."""
        return f"the bot was down from {began} to {ended}; not counted until {until}"

    def decided(self, names: Iterable[str], evidence: Sequence[str]) -> str:
        """Return who proposed and who confirmed it, on what evidence."""
        return f"{' proposed, '.join(names)} confirmed, evidence: {', '.join(evidence)}"

    def answered(self, words: str) -> str:
        """Return what an appeal was answered."""
        return f"answer: {words}"

    def appeal(self, points: Decimal) -> str:
        """Return what an appeal gives back."""
        return f"appeal granted, {signed(points)} given back" if points else "appeal refused"

    def lasts(self, *, workdays: bool) -> str:
        """Return what a rule counts, to stand behind the number."""
        return " workdays" if workdays else " times"

    def capped(self, product: str, points: Decimal) -> str:
        """Return what a cap has left."""
        return f"{product}, capped at {signed(points)}"

    def changed(self, sign: str, line: str) -> str:
        """Return a line that a supposition adds or drops."""
        return f"{sign}: {line}"

    def noted(self, note: str) -> str:
        """Return a note, to stand behind a line."""
        return f", {note}" if note else ""

    def cited(self, cites: str) -> str:
        """Return the clause, to stand at the end of a line."""
        return f" ({cites})"

    def moved(self, old: Decimal, new: Decimal) -> str:
        """Return a score before and after."""
        return f"Score {shown(old)} → {shown(new)} ({self.by(new - old)})"

    def places(self, old: int, new: int, of: int) -> str:
        """Return a place before and after."""
        return f"place {old} → {new} of {of}"

    def place(self, place: int, of: int) -> str:
        """Return a place."""
        return f"place {place} of {of}"

    def placed(self, where: str, place: int, of: int) -> str:
        """Return a place on a list that is named."""
        return f"{where}, {self.place(place, of)}"

    def year_score(self, total: Decimal) -> str:
        """Return the score of a year."""
        return f"Score of the year {shown(total)}"

    def mean(self, quarters: Sequence[tuple[int, Decimal]], total: Decimal) -> str:
        """Return the scores of the quarters, by number, and their mean."""
        parts = ", ".join(f"quarter {n}: {shown(one)}" for n, one in quarters)
        return f"({parts}) ÷ {len(quarters)} = {shown(total)}" if len(quarters) > 1 else parts

    def mean_of_quarters(self, mean: str) -> str:
        """Return the line of the mean."""
        return f"Mean of the quarters: {mean}"

    def gained(self, gained: Decimal, lost: Decimal) -> str:
        """Return what a year has given and taken."""
        return f"Given {signed(gained)}, taken {signed(lost)}"

    def month(self, month: int, gave: Decimal, took: Decimal) -> str:
        """Return what a month has given and taken."""
        return f"{MONTHS[month - 1]} {signed(gave)} / {signed(took)}"

    def own_score(self, parts: str, own: Decimal) -> str:
        """Return the formula of a person's own score."""
        return f"Own score = {parts} = {shown(own)}"

    def linked_score(self, office: str, share: int, scores: tuple[Decimal, Decimal], total: Decimal) -> str:
        """Return the formula of the office's score and the own one."""
        theirs, own = map(shown, scores)
        return f"Score of the year = {office} {theirs} × {share}% + own {own} × {100 - share}% = {shown(total)}"

    def honoured(self, mean: str, gained: Decimal, lost: Decimal) -> str:
        """Return the line below the name of a unit that is honoured."""
        return f"Score of the year: {mean}; given {signed(gained)}, taken {signed(lost)}"


_WORDS = {Language.CHINESE: ScoreWords(), Language.ENGLISH: EnglishScoreWords()}


def score_words(language: Language) -> ScoreWords:
    """Return the words of the language."""
    return _WORDS[language]
