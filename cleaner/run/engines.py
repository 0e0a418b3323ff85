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
    """The module that has its `run_pieces`, and the package that it needs."""

    module: str
    package: str = ""


ENGINES: Mapping[str, Engine] = {
    "local": Engine("run_pieces"),
    "ray": Engine("on_ray", "ray"),
    "spark": Engine("on_spark", "pyspark"),
}


def engine_named(name: str) -> RunPieces:
    """What an engine does. Raises RunError if what it needs is not installed here: the message says what to install."""
    engine = ENGINES[name]
    if engine.package:
        need(engine.package, f"--engine {name}")
    module = import_module(f".{engine.module}", __package__)
    if check := getattr(module, "check", None):
        check()
    run_pieces: RunPieces = module.run_pieces
    return run_pieces
