"""The collector rests while the program is loaded, and works from then on, however the loading ends."""

import gc

import pytest

from bot.collecting import keep_what_is_there, nothing_meanwhile, nothing_yet


def test_nothing_is_collected_until_the_start_is_over():
    try:
        nothing_yet()
        assert not gc.isenabled()
        keep_what_is_there()
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
        gc.enable()


def test_a_loading_that_fails_leaves_the_collector_at_work():
    with pytest.raises(ImportError), nothing_meanwhile():
        assert not gc.isenabled()
        raise ImportError
    assert gc.isenabled()
