"""The Python API with several processes and threads: order, memory, and the same results."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import Any

from cleaner import Cleaner

from .test_api import PAGE, TEXT


class Nobody:
    """A value that cannot be pickled."""

    def __str__(self) -> str:
        return "nobody"

    def __reduce__(self) -> str:
        raise TypeError


def test_workers_give_what_one_process_gives_in_order() -> None:
    documents: list[Any] = [
        TEXT,
        None,
        b"\xff\xfe",
        {"id": 5, "html": PAGE},
        {"text": 3},
        {"text": TEXT, "seen": {"snow", "rain", "hail"}, "title": float("nan")},
        {"text": TEXT, "id": "\ud800", "read": lambda: None, "lock": Lock(), "names": Nobody()},
        *[f"It snowed {n} times." for n in range(700)],
    ]
    one = Cleaner(added="2026-01-01")
    alone = list(one.clean_many(documents))
    assert list(one.clean_many(iter(documents), workers=2)) == alone
    assert len(alone) == len(documents)


def test_documents_are_read_only_some_batches_ahead() -> None:
    read = 0

    def documents() -> Iterator[str]:
        nonlocal read
        for number in range(100_000):
            read = number
            yield f"It snowed {number} times."

    for workers, most in ((1, 64), (2, 2_500)):
        results = Cleaner().clean_many(documents(), workers=workers)
        next(results)
        assert read < most
        del results


def test_ten_threads_give_what_one_gives() -> None:
    texts = [f"OSLO (Reuters) - Snow fell {n} times.\nSeguimos en la calle.\nShare" for n in range(60)]
    one = Cleaner()
    alone = list(one.clean_many(texts))
    fresh = Cleaner()
    with ThreadPoolExecutor(10) as pool:
        together = list(pool.map(lambda _: list(fresh.clean_many(texts)), range(10)))
    assert together == [alone] * 10


def test_forked_processes_give_what_their_parent_gives() -> None:
    texts = [f"OSLO (Reuters) - Snow fell {n} times." for n in range(40)]
    one = Cleaner()
    alone = [one.clean(text) for text in texts]
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map(one.clean, texts) == alone
