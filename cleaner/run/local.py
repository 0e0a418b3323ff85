"""
A run on this machine: one process reads and writes, workers clean, results come back in the input's order.

At most a few batches for each worker are under way at any time, so memory does not grow with the input.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from typing import Any

from ..errors import RunError
from ..formats.work_items import Parcel
from ..match.rulebook import Rulebook
from ..settings import Settings
from .tally import Tally
from .worker import Line, lines_of, reject_parcel, work

BATCH_DOCUMENTS = 256
BATCH_BYTES = 1 << 20
"""A batch is full at either. Smaller ones cost more in passing them on; larger ones gain nothing (bench/)."""

AHEAD = 3
"""Batches under way for each worker: one it works on, one that waits for it, one that waits to be written."""

COLLECTED = 7_000, 20, 100
"""
How many objects, and how many times, before the garbage collector looks again: ten times less often than it does by itself. What
a document is made of is gone with it, without any cycles; looking for them takes 6 % of a run, and memory stays the same.
"""

Done = tuple[list[Line], Tally]

_worker: dict[str, Any] = {}


def batches(parcels: Iterable[Parcel]) -> Iterator[list[Parcel]]:
    """Parcels in batches, in order."""
    batch: list[Parcel] = []
    size = 0
    for parcel in parcels:
        batch.append(parcel)
        size += len(parcel.payload)
        if len(batch) >= BATCH_DOCUMENTS or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def clean_all(
    parcels: Iterable[Parcel], rulebook: Rulebook, settings: Settings, workers: int
) -> Iterator[tuple[list[Parcel], list[Line], Tally]]:
    """Every batch with its lines and counts, in the input's order. One worker works in this process."""
    if workers == 1:
        for batch in batches(parcels):
            lines, tally = work(batch, rulebook, settings)
            yield batch, lines, tally
        return
    yield from _in_processes(batches(parcels), rulebook, settings, workers)


def collect_less() -> None:
    """Let the garbage collector of this process look less often."""
    gc.set_threshold(*COLLECTED)


def _start(rulebook: Rulebook, settings: Settings) -> None:
    """What every worker does first. The interrupt key is for the reading process; it tells the workers to stop."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_less()
    _worker.update(rulebook=rulebook, settings=settings)


def _work(batch: list[Parcel]) -> Done:
    return work(batch, _worker["rulebook"], _worker["settings"])


def _pool(rulebook: Rulebook, settings: Settings, workers: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, context, _start, (rulebook, settings))


def _in_processes(
    parts: Iterator[list[Parcel]], rulebook: Rulebook, settings: Settings, workers: int
) -> Iterator[tuple[list[Parcel], list[Line], Tally]]:
    make = partial(_pool, rulebook, settings)
    pool = make(workers)
    waiting: deque[tuple[list[Parcel], Future[Done]]] = deque()
    try:
        while True:
            while len(waiting) < workers * AHEAD and (batch := next(parts, None)) is not None:
                waiting.append((batch, _submit(pool, batch)))
            if not waiting:
                return
            batch, future = waiting.popleft()
            try:
                lines, tally = future.result()
            except BrokenProcessPool:
                # A worker died: clean its batch document by document, file the one it died of, start the others anew.
                _abandon(pool)
                lines, tally = _one_by_one(batch, make)
                pool = make(workers)
                waiting = deque((other, known if _done(known) else _submit(pool, other)) for other, known in waiting)
            yield batch, lines, tally
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, batch: list[Parcel]) -> Future[Done]:
    """A batch under way. A pool whose worker died takes none; that is told where results are waited for, in order."""
    try:
        return pool.submit(_work, batch)
    except BrokenProcessPool as error:
        failed: Future[Done] = Future()
        failed.set_exception(error)
        return failed


def _done(future: Future[Done]) -> bool:
    """Whether a batch was finished before the pool broke."""
    return future.done() and not future.cancelled() and future.exception() is None


def _abandon(pool: ProcessPoolExecutor) -> None:
    """
    Leave a pool whose worker died. Before Python 3.11.5 (gh-94777) such a pool waits for ever, at exit, for a queue that no
    worker reads any more; so it is read here, to its end. (Closing it would race with the pool, which closes it too.)
    """
    queue = getattr(pool, "_call_queue", None)
    if queue is not None and sys.version_info < (3, 11, 5):
        with suppress(OSError):  # it is closed already: nobody waits
            threading.Thread(target=_drain, args=(os.dup(queue._reader.fileno()),), daemon=True).start()
    pool.shutdown(wait=False, cancel_futures=True)


def _drain(descriptor: int) -> None:
    """Read a pipe to its end, for nothing."""
    while os.read(descriptor, 1 << 16):
        pass
    os.close(descriptor)


def _one_by_one(batch: list[Parcel], make: Callable[[int], ProcessPoolExecutor]) -> Done:
    lines: list[Line] = []
    tally = Tally()
    pool = make(1)
    try:
        pool.submit(_work, []).result()
    except BrokenProcessPool as error:  # it dies of nothing, so it is no document's fault
        raise RunError(
            "no worker process starts: say --workers 1; in a script of your own, guard what runs by __name__ == '__main__'"
        ) from error
    for parcel in batch:
        try:
            some, counts = pool.submit(_work, [parcel]).result()
        except BrokenProcessPool:
            _abandon(pool)
            pool = make(1)
            dead = reject_parcel(parcel, "limit", "the process that cleaned it died, most likely for want of memory")
            tally.add(dead)
            some, counts = [lines_of(dead, parcel)], Tally()
        lines += some
        tally.merge(counts)
    pool.shutdown()
    return lines, tally
