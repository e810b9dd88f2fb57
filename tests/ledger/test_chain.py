"""The chain shows every change, gap and wrong link; erased texts leave it whole."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.chain import GENESIS, Break, Link, entry_hash, first_break, text_hash


def chain(*bodies: dict[str, object]) -> list[Link]:
    """Link the bodies as storage does."""
    links: list[Link] = []
    for number, body in enumerate(bodies, start=1):
        prev = links[-1].hash if links else GENESIS
        links.append(Link(number, body, prev, entry_hash(prev, body)))
    return links


BODIES = st.lists(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=9)), min_size=1, max_size=8)


@given(BODIES)
def test_a_chain_left_alone_is_whole(bodies):
    assert first_break(chain(*bodies)) is None


@given(BODIES, st.data())
def test_the_first_changed_entry_is_named(bodies, data):
    links = chain(*bodies)
    at = data.draw(st.integers(0, len(links) - 1))
    links[at] = Link(links[at].seq, {**links[at].body, "changed": True}, links[at].prev, links[at].hash)

    assert first_break(links) == Break(at + 1, "hash")


def test_a_missing_entry_is_a_gap():
    links = chain({"a": 1}, {"a": 2}, {"a": 3})

    assert first_break([links[0], links[2]]) == Break(2, "gap")


def test_a_rewritten_entry_breaks_the_link_after_it():
    first, second = chain({"a": 1}, {"a": 2})
    forged = Link(1, {"a": 9}, GENESIS, entry_hash(GENESIS, {"a": 9}))

    assert first_break([forged, second]) == Break(2, "link")
    assert first.hash != forged.hash


def test_the_salt_hides_the_text():
    assert text_hash("a", "报送材料") != text_hash("b", "报送材料")


@settings(max_examples=40)
@given(BODIES.filter(lambda bodies: len(bodies) > 1), st.data())
def test_no_entry_can_be_left_out_doubled_or_moved(bodies, data):
    """Whatever becomes of the order, a break is found, or the head is another than the one that was printed."""
    links = chain(*bodies)
    at = data.draw(st.integers(0, len(links) - 1))
    other = data.draw(st.integers(0, len(links) - 1).filter(lambda one: one != at))
    swapped = links.copy()
    swapped[at], swapped[other] = links[other], links[at]

    for forged in (links[:at] + links[at + 1 :], [*links[:at], links[at], *links[at:]], swapped):
        assert first_break(forged) is not None or forged[-1].hash != links[-1].hash
