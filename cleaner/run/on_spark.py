"""Spark as the engine: a function is mapped over the pieces, one a task, and the Python workers of Spark are the executors."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from ..errors import RunError
from .clean_piece import Shared
from .crew import SECONDS_BETWEEN_LOOKS, ChildLimits
from .executor import Orders, PieceEnd, PieceOrder, finish_piece
from .java import check_java
from .run_progress import Advance
from .run_remotely import run_remotely
from .schedule import Schedule

LOG = "spark.log"
"""What Spark has to say, in the folder of the state; it goes when the run is finished."""

NO_MASTER = "local[*]"
"""What Spark takes for its master if nobody names one."""

_PYTHON_ERROR = re.compile(r"\w+(?:Error|Exception): ")


def check_spark() -> None:
    """Raise RunError if Spark cannot start here. Where it runs already, as under spark-submit, it found its Java."""
    if "PYSPARK_GATEWAY_PORT" not in os.environ:
        check_java()


def run_on_spark(
    schedule: Schedule, shared: Shared, workers: int, limits: ChildLimits, abort_over: float, advance: Advance
) -> str:
    """Clean the pieces on Spark: by so many threads if it is started here, else by as many as its cluster has cores."""
    return run_remotely(partial(_results, workers), schedule, shared, limits, abort_over, advance)


class Ends:
    """How Spark adds up what tasks hand back: the ends of pieces, in a list. (It calls this an AccumulatorParam.)"""

    def zero(self, _: list[PieceEnd]) -> list[PieceEnd]:
        """The list that a task begins with."""
        return []

    def addInPlace(self, ends: list[PieceEnd], more: list[PieceEnd]) -> list[PieceEnd]:  # noqa: N802 - Spark's name
        """One list of two."""
        ends += more
        return ends


def _results(workers: int, orders: Orders, pieces: Sequence[PieceOrder]) -> Generator[PieceEnd | None, None, None]:
    """The ends of pieces. The job has a thread of its own, because Spark's calls return only when all is done."""
    from py4j.protocol import Py4JError

    with _context(workers, orders.mark.folder) as context, ThreadPoolExecutor(1) as thread:
        group = f"cleaner-{orders.mark.token}"
        ended: Any = context.accumulator([], Ends())
        job = thread.submit(_do_all, context, group, orders, pieces, ended)
        given = 0
        try:
            while not wait([job], SECONDS_BETWEEN_LOOKS).done:
                yield None
                yield from (new := ended.value[given:])
                given += len(new)
            yield from ended.value[given:]
            if error := job.exception():
                log = Path(orders.mark.folder) / LOG
                raise RunError(f"Spark could not finish the pieces: {_reason(error)}; see {log}") from error
        finally:
            with suppress(Py4JError):  # Spark has ended by itself
                context.cancelJobGroup(group)


def _do_all(context: Any, group: str, orders: Orders, pieces: Sequence[PieceOrder], ended: Any) -> None:
    """Have all pieces finished; in a thread."""
    context.setJobGroup(group, "cleaner run", interruptOnCancel=True)
    shipped = context.broadcast(orders)

    def finish(piece: PieceOrder) -> None:
        ended.add([finish_piece(shipped.value, piece)])

    context.parallelize(pieces, len(pieces)).foreach(finish)


@contextmanager
def _context(workers: int, log_folder: str) -> Iterator[Any]:
    """
    The context that this process has already; else a new one, until this ends, with the master that SPARK_MASTER,
    spark-submit or Spark's own settings name, or so many threads of this host.
    """
    from pyspark import SparkContext

    if theirs := SparkContext._active_spark_context:  # there is no other way to ask
        yield theirs
        return
    log = Path(log_folder) / LOG
    with _stderr_in(log):
        context = _new_context(workers, log)
    try:
        yield context
    finally:
        context.stop()


def _new_context(workers: int, log: Path) -> Any:
    from py4j.protocol import Py4JError
    from pyspark import SparkConf, SparkContext
    from pyspark.errors import PySparkException

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        SparkContext._ensure_initialized()  # only a Spark that runs knows its settings
        conf = SparkConf().setIfMissing("spark.app.name", "cleaner")
        master = os.environ.get("SPARK_MASTER") or conf.get("spark.master", NO_MASTER)
        conf.setMaster(f"local[{workers}]" if master == NO_MASTER else master)
        conf.setIfMissing("spark.ui.enabled", "false").setIfMissing("spark.ui.showConsoleProgress", "false")
        return SparkContext(conf=conf)
    except (Py4JError, PySparkException, OSError) as error:
        raise RunError(f"Spark does not start: {_reason(error)}; its own messages are in {log}") from error


def _reason(error: BaseException) -> str:
    """The line that says most in an error of Spark, which is mostly stack: what Python said last, or else Java first."""
    said = str(error).strip().splitlines() or [type(error).__name__]
    python = [line for line in said if _PYTHON_ERROR.match(line)]
    java = [line.removeprefix(": ") for line in said if line.startswith(": ")]
    return (python[-1:] or java[:1] or said)[0]


@contextmanager
def _stderr_in(path: Path) -> Iterator[None]:
    """
    Send standard error into a file, at the level of the system: Spark's Java inherits it, and keeps it as long as it runs. It
    says things on its way that no setting of its log can stop.
    """
    sys.stderr.flush()
    kept = os.dup(2)
    with path.open("ab") as file:
        os.dup2(file.fileno(), 2)
    try:
        yield
    finally:
        sys.stderr.flush()
        os.dup2(kept, 2)
        os.close(kept)
