"""The engines that can clean the pieces of a run: the processes of this host, Ray, or Spark."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import NamedTuple, Protocol

from ..extras import need
from .clean_piece import Shared
from .crew import ChildLimits
from .run_progress import Advance
from .schedule import Schedule


class RunPieces(Protocol):
    """Cleans the pieces of a schedule, as `run_pieces.run_pieces` says."""

    def __call__(
        self, schedule: Schedule, shared: Shared, workers: int, limits: ChildLimits, abort_over: float, advance: Advance
    ) -> str: ...


class Engine(NamedTuple):
    """
    The module and the function that clean the pieces of a schedule, the package that they need, and what else looks whether they
    can work here.
    """

    module: str
    function: str
    package: str = ""
    check: str = ""


ENGINES: Mapping[str, Engine] = {
    "local": Engine("run_pieces", "run_pieces"),
    "ray": Engine("on_ray", "run_on_ray", "ray"),
    "spark": Engine("on_spark", "run_on_spark", "pyspark", "check_spark"),
}


def engine_named(name: str) -> RunPieces:
    """What an engine does. Raises RunError if what it needs is not installed here: the message says what to install."""
    engine = ENGINES[name]
    if engine.package:
        need(engine.package, f"--engine {name}")
    module = import_module(f".{engine.module}", __package__)
    if engine.check:
        getattr(module, engine.check)()
    run_pieces: RunPieces = getattr(module, engine.function)
    return run_pieces
