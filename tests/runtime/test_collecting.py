"""The collector rests while the program is loaded, and works from then on, however the loading ends."""

import gc
import subprocess
import sys

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


def test_all_threads_take_memory_from_one_place():
    code = (
        "import ctypes, os, threading\n"
        "from bot.collecting import one_place_for_all\n"
        "one_place_for_all()\n"
        "library = ctypes.CDLL(None)\n"
        "def take(): library.malloc(5000)\n"
        "for one in [threading.Thread(target=take) for _ in range(4)]: one.start(), one.join()\n"
        "library.fdopen.restype = ctypes.c_void_p\n"
        "library.malloc_info(0, ctypes.c_void_p(library.fdopen(1, b'w'))), library.fflush(None)\n"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).count("<heap nr=") == 1
