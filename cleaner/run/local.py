"""
Workers on this machine: one process reads and writes, others clean, and results come back in the order of the input.

Only a few batches for each worker are under way at any time, so memory does not grow with the input.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from typing import Any

from ..errors import RunError
from ..formats.work_item import WorkItem
from ..match.rulebook import Rulebook
from ..settings import Settings
from .reader import batches
from .tally import Tally
from .worker import OutputLines, lines_of, reject_item, work

BATCHES_PER_WORKER = 3
"""Batches under way for each worker: one that it cleans, one that waits for it, and one that waits to be written."""

GC_THRESHOLD = 7_000, 20, 100
"""
Arguments of `gc.set_threshold`: the collector runs ten times less often than by default. A document's objects have no
reference cycles and are freed with it; looking for cycles takes 6 % of a run, and memory stays the same without.
"""

SECONDS_BETWEEN_LOOKS = 1.0
"""How long a batch is waited for before a look at whether all workers live. Never varied; a batch takes 0.1 s."""

Done = tuple[list[OutputLines], Tally]

_worker: dict[str, Any] = {}


def clean_all(
    items: Iterable[WorkItem], rulebook: Rulebook, settings: Settings, workers: int
) -> Iterator[tuple[list[WorkItem], list[OutputLines], Tally]]:
    """Every batch with its lines and counts, in the order of the input. A single worker works in this process."""
    if workers == 1:
        for batch in batches(items):
            lines, tally = work(batch, rulebook, settings)
            yield batch, lines, tally
        return
    yield from _in_processes(batches(items), rulebook, settings, workers)


def collect_less() -> None:
    """Run the garbage collector of this process less often."""
    gc.set_threshold(*GC_THRESHOLD)


def _start(rulebook: Rulebook, settings: Settings) -> None:
    """The first thing a worker does. It ignores Ctrl-C, which is for the reading process; that one stops the workers."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_less()
    _worker.update(rulebook=rulebook, settings=settings)


def _work(batch: list[WorkItem]) -> Done:
    return work(batch, _worker["rulebook"], _worker["settings"])


def _pool(rulebook: Rulebook, settings: Settings, workers: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, context, _start, (rulebook, settings))


def _in_processes(
    unread: Iterator[list[WorkItem]], rulebook: Rulebook, settings: Settings, workers: int
) -> Iterator[tuple[list[WorkItem], list[OutputLines], Tally]]:
    make = partial(_pool, rulebook, settings)
    pool = make(workers)
    waiting: deque[tuple[list[WorkItem], Future[Done]]] = deque()
    try:
        while True:
            while len(waiting) < workers * BATCHES_PER_WORKER and (batch := next(unread, None)) is not None:
                waiting.append((batch, _submit(pool, batch)))
            if not waiting:
                return
            batch, future = waiting.popleft()
            try:
                lines, tally = _result(pool, future)
            except BrokenProcessPool:
                # A worker died. Clean its batch one by one, reject the document it died of, and resubmit the other batches.
                _abandon(pool)
                lines, tally = _one_by_one(batch, make)
                pool = make(workers)
                waiting = deque((other, known if _done(known) else _submit(pool, other)) for other, known in waiting)
            yield batch, lines, tally
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, batch: list[WorkItem]) -> Future[Done]:
    """A batch under way. A broken pool takes none: the error is then raised where the batch's result is awaited, in order."""
    try:
        return pool.submit(_work, batch)
    except BrokenProcessPool as error:
        failed: Future[Done] = Future()
        failed.set_exception(error)
        return failed


def _result(pool: ProcessPoolExecutor, future: Future[Done]) -> Done:
    """
    A batch's result. Raises BrokenProcessPool if a worker died.

    The pool misses the death of a worker that is writing a result: it has read the first half and waits for the second.
    The others then wait for their turn to write. Once no process is left that could write, the pool notices.
    """
    while not wait([future], SECONDS_BETWEEN_LOOKS).done:
        processes = list((pool._processes or {}).values())
        if any(process.exitcode is not None for process in processes):
            for process in processes:
                process.kill()
            pool._result_queue._writer.close()  # type: ignore[attr-defined]
    return future.result()


def _done(future: Future[Done]) -> bool:
    """Whether a batch was finished before the pool broke."""
    return future.done() and not future.cancelled() and future.exception() is None


def _abandon(pool: ProcessPoolExecutor) -> None:
    """
    Give up a broken pool. Before Python 3.11.5 (gh-94777) it would wait at exit, for ever, on a queue that no worker
    reads any more; so a thread empties that queue. (Closing it here would race with the pool, which closes it too.)
    """
    queue = getattr(pool, "_call_queue", None)
    if queue is not None and sys.version_info < (3, 11, 5):
        with suppress(OSError):  # closed already: nothing waits for it
            threading.Thread(target=_drain, args=(os.dup(queue._reader.fileno()),), daemon=True).start()
    pool.shutdown(wait=False, cancel_futures=True)


def _drain(descriptor: int) -> None:
    """Read a pipe to its end and discard the data."""
    while os.read(descriptor, 1 << 16):
        pass
    os.close(descriptor)


def _one_by_one(batch: list[WorkItem], make: Callable[[int], ProcessPoolExecutor]) -> Done:
    """Clean a batch that killed a worker: each document alone, in a new process if the last one died."""
    lines: list[OutputLines] = []
    tally = Tally()
    pool = make(1)
    try:
        _result(pool, pool.submit(_work, []))
    except BrokenProcessPool as error:  # it died before it got any document
        raise RunError(
            "worker processes do not start: use --workers 1; a script of your own needs the guard `if __name__ == '__main__':`"
        ) from error
    for item in batch:
        try:
            item_lines, item_tally = _result(pool, pool.submit(_work, [item]))
        except BrokenProcessPool:
            _abandon(pool)
            pool = make(1)
            rejected = reject_item(item, "limit", "the process that cleaned it died, most likely out of memory")
            tally.add(rejected)
            item_lines, item_tally = [lines_of(rejected, item)], Tally()
        lines += item_lines
        tally.merge(item_tally)
    pool.shutdown()
    return lines, tally
