"""
Ray as the engine: Ray Data maps a class over the pieces, whose actors are the executors.

A task of its own, the conductor, works through the pieces, so that this process can look around meanwhile, and can end
everything by ending that one task: Ray ends what a dead task has begun.
"""

from __future__ import annotations

import os
import pickle
import signal
import socket
import threading
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import wait
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from ..errors import RunError
from .clean_piece import Shared
from .crew import SECONDS_BETWEEN_LOOKS, ChildLimits
from .executor import Orders, PieceEnd, PieceOrder, finish_piece
from .run_progress import Advance
from .run_remotely import run_remotely
from .schedule import Schedule

SECONDS_TO_ANSWER = 10
"""How long a cluster may take to accept a connection. Never varied."""

MOST_BLOCKS = 10_000
"""More pieces than this are handed out in groups: each block of a Ray dataset costs its owner memory. Never varied."""


def run_on_ray(
    schedule: Schedule, shared: Shared, workers: int, limits: ChildLimits, abort_over: float, advance: Advance
) -> str:
    """Clean the pieces on Ray, by so many actors."""
    return run_remotely(partial(_results, workers), schedule, shared, limits, abort_over, advance)


def _results(workers: int, orders: Orders, pieces: Sequence[PieceOrder]) -> Generator[PieceEnd | None, None, None]:
    with _cluster(workers) as ray:
        remote = ray.remote(num_cpus=0, max_retries=0)(conduct)
        under_way = remote.remote(ray.put(orders), [pickle.dumps(piece) for piece in pieces], workers)
        future = under_way.future()  # while Ray itself waits, it takes every signal for Ctrl-C
        try:
            while not wait([future], SECONDS_BETWEEN_LOOKS).done:
                yield None
            try:
                ends = future.result()
            except ray.exceptions.RayError as error:
                raise RunError(f"Ray could not finish the pieces: {_last_line(error)}") from error
            yield from map(pickle.loads, ends)  # our own executors wrote them
        finally:
            ray.cancel(under_way, force=True)


def conduct(orders: Orders, pieces: list[bytes], workers: int) -> list[bytes]:
    """
    Have all pieces finished by actors; the task of the conductor. Returns what became of each, or of the first alone that
    could not be finished.
    """
    import ray
    import ray.data

    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    dataset = ray.data.from_items(
        [{"piece": piece} for piece in pieces], override_num_blocks=min(len(pieces), MOST_BLOCKS)
    ).map_batches(
        PieceFinisher, batch_size=1, batch_format="pyarrow", num_cpus=1,
        compute=ray.data.ActorPoolStrategy(size=workers), fn_constructor_args=(ray.put(orders),),
    )  # fmt: skip
    ends: list[bytes] = []
    for row in dataset.iter_rows():
        ends.append(row["end"])
        if pickle.loads(row["end"]).failure:  # noqa: S301 - our own executors wrote it
            return ends[-1:]
    return ends


class PieceFinisher:
    """An executor as Ray Data has it: made once in each actor, and called with one piece after the other."""

    def __init__(self, orders: Any):
        import ray

        self.orders: Orders = ray.get(orders)

    def __call__(self, batch: Any) -> Any:
        """Finish the pieces of a batch."""
        import pyarrow as pa

        orders = (pickle.loads(piece.as_py()) for piece in batch["piece"])  # noqa: S301 - the conductor wrote it
        return pa.table({"end": [pickle.dumps(finish_piece(self.orders, order)) for order in orders]})


@contextmanager
def _cluster(workers: int) -> Iterator[Any]:
    """
    Ray, connected. If this process has no connection it gets one, until this ends: to the cluster that RAY_ADDRESS names, or
    to one of so many CPUs on this host. What Ray has to say goes to its own log files.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    with _signals_as_they_were():
        import ray

        is_ours = not ray.is_initialized()
        if is_ours:
            _connect(ray, workers)
    try:
        yield ray
    finally:
        if is_ours:
            ray.shutdown()


def _connect(ray: Any, workers: int) -> None:
    """Without RAY_ADDRESS, Ray would join whatever cluster it finds on this host: a new one must be asked for."""
    new = {"address": "local", "num_cpus": workers, "include_dashboard": False}
    _check_reachable(os.environ.get("RAY_ADDRESS", ""))
    try:
        ray.init(log_to_driver=False, logging_level="ERROR", **({} if os.environ.get("RAY_ADDRESS") else new))
    except (OSError, RuntimeError, ValueError) as error:
        raise RunError(f"Ray does not start: {_last_line(error)}") from error


def _check_reachable(address: str) -> None:
    """Raise RunError if nobody listens at an address: Ray would ask again and again, for minutes."""
    host, colon, port = address.rpartition(":")
    if not colon or "/" in host or not port.isdecimal():
        return  # `auto`, or a client's address
    try:
        socket.create_connection((host, int(port)), SECONDS_TO_ANSWER).close()
    except OSError as error:
        raise RunError(f"RAY_ADDRESS is {address}, and nobody answers there: {error.strerror or error}") from error


@contextmanager
def _signals_as_they_were() -> Iterator[None]:
    """Ray takes SIGTERM for itself when it is imported or started; a run has its own way to end."""
    before = signal.getsignal(signal.SIGTERM)
    try:
        yield
    finally:
        if before is not None and threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, before)


def _last_line(error: BaseException) -> str:
    with suppress(IndexError):
        return str(error).strip().splitlines()[-1]
    return type(error).__name__
