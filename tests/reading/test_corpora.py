"""The corpora that other hands wrote: what was once read stays read, and no deadline goes wrong without a question."""

import pytest

from tests.reading import scoring
from tests.support.twins import ALL

KEPT = {
    "dev": (300, 0, 0),
    "held": (300, 0, 0),
    "third": (293, 0, 0),
    "fourth": (278, 0, 1),
    "fifth": (284, 0, 0),
    "sixth": (205, 0, 3),
    "seventh": (197, 0, 0),
    "eighth": (300, 0, 0),
    "ninth": (96, 0, 0),
    "tenth": (299, 0, 0),
    "eleventh": (286, 0, 2),
    "twelfth": (150, 0, 0),
}
"""At least so many exact, at most so many silently wrong, at most so many lines answered (``docs/reading.md``)."""


@pytest.mark.parametrize("name", KEPT)
def test_a_corpus_loses_nothing(name):
    exact, wrong, answered = KEPT[name]
    results = scoring.results(f"messages_{name}.tsv")
    assert sum(one.is_exact for one in results) >= exact, [str(one) for one in results if not one.is_exact]
    assert [str(one) for one in results if one.is_silently_wrong][wrong:] == []
    assert scoring.answered(f"silent_{name}.txt", in_every_mouth=ALL)[answered:] == []
