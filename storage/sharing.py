"""Sharing: a long chain is walked by several processes at once, each with a share of it, all seeing the same moment."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.connection import Connection as Pipe
from typing import Any

from sqlalchemy import URL, make_url

from ledger.facts import Head
from storage.engines import read_only
from storage.walking import Share, Walk, last_of, walk

LEAST = 50_000
"""Entries that are worth a process, which takes a second or two to begin."""

Walked = tuple[Head, Sequence[Walk]]
"""The head as the chain remembers it, and what was found on each share, in their order."""


async def walked(url: URL, asked: Share, *, last: int, processes: int | None = None) -> Walked:
    """Walk what is asked, which goes to the end of the chain; ``last`` says about how long that is.

    There are as many processes as there are cores for it, or as are asked for; none for a short way.
    """
    count = min(os.cpu_count() or 1, (last - asked.after) // LEAST) if processes is None else processes
    if not count:
        return await asyncio.to_thread(_alone, url, asked)
    with ExitStack() as stack:  # Whoever cancels this ends them, and so the thread that waits for them.
        pipes = [stack.enter_context(_walker(url)) for _ in range(count)]
        return await asyncio.to_thread(_together, pipes, asked)


def _alone(url: URL, asked: Share) -> Walked:
    with read_only(url).connect() as connection:
        return last_of(connection), [walk(connection, asked)]


def _together(pipes: Sequence[Pipe], asked: Share) -> Walked:
    last = _one_moment(pipes)
    for pipe, share in zip(pipes, shares(asked, last.seq, len(pipes)), strict=True):
        pipe.send(share)
    return last, [_answer(pipe) for pipe in pipes]


def shares(asked: Share, last: int, count: int) -> Iterator[Share]:
    """Cut what is asked into so many pieces of about the same length; the last one ends with the chain."""
    cuts = [asked.after + (last - asked.after) * n // count for n in range(count)]
    for after, until in zip(cuts, [*cuts[1:], None], strict=True):
        yield replace(asked, after=after, until=until)


def _one_moment(pipes: Sequence[Pipe]) -> Head:
    """Let all processes look until they have seen the same head: while others write, they may look in between."""
    while True:
        for pipe in pipes:
            pipe.send(None)
        heads: list[Head] = [_answer(pipe) for pipe in pipes]
        if all(one == heads[0] for one in heads):
            return heads[0]


def _answer(pipe: Pipe) -> Any:
    found = pipe.recv()
    if isinstance(found, Exception):
        raise found
    return found


@contextmanager
def _walker(url: URL) -> Iterator[Pipe]:
    """Yield the line to a process that walks."""
    processes = get_context("spawn")
    ours, theirs = processes.Pipe()
    process = processes.Process(target=_serve, args=(theirs, url.render_as_string(hide_password=False)), daemon=True)
    process.start()
    theirs.close()
    try:
        yield ours
    finally:
        process.terminate()
        process.join()
        ours.close()


def _serve(pipe: Pipe, url: str) -> None:
    """Look at the head of the chain (for ``None``), or walk a share of what was seen, as often as told."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Whoever waits for us ends us.
    gc.disable()  # Nothing that is made on the way refers to itself.
    with suppress(EOFError, BrokenPipeError), read_only(make_url(url)).connect() as connection:
        while True:  # Until whoever asks is gone.
            share: Share | None = pipe.recv()
            try:
                if share is None:
                    connection.rollback()
                pipe.send(last_of(connection) if share is None else walk(connection, share))
            except Exception as error:  # A door: it is raised where the answer is waited for.
                pipe.send(error)
