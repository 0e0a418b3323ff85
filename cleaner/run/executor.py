"""
What an executor does: a process of Ray or Spark, perhaps on another host, that finishes one piece after the other.

It works as a worker of a local run does: a child of its own cleans, is watched, and is replaced when a document kills it; its
results go straight into the folder of results. The child stays for the next piece of the same run, because to start one
takes a second.
"""

from __future__ import annotations

import os
import platform
import secrets
from collections.abc import Callable, Generator, Mapping
from itertools import count
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from ..errors import RunError
from ..formats.work_item import InputFile
from ..provenance import libraries
from ..version import __version__
from .child import file_of
from .clean_piece import BlockTask, PieceTask
from .crew import Call, CallOutcome, ChildJob, ChildLimits, Crew
from .jobs import block_job, clean_job
from .lease import Mark
from .piece import PlannedPiece, Stream, StreamBlock, files_of, part_name
from .state import Completion, State

SHARED_PATHS = "every host must find the folder of results, the inputs and the working folder under the same paths"


class Orders(NamedTuple):
    """
    What an executor must know of a run, the same for all its pieces: what its child needs (a `Shared`, pickled), the folder
    of results and the working folder of the run, both from the root, and the versions that results depend on.
    """

    shared: bytes
    out: Path
    folder: str
    mark: Mark
    limits: ChildLimits
    versions: Mapping[str, str]


class PieceOrder(NamedTuple):
    """A piece to finish, by its number in the plan. Of a stream, `done` are the blocks that need not be done again."""

    number: int
    piece: PlannedPiece
    done: frozenset[int] = frozenset()


class PieceEnd(NamedTuple):
    """
    What became of a piece: its parts, each with what is known of it; how many blocks it has if it is a stream; or why it
    could not be finished, in words.
    """

    number: int
    completions: Mapping[str, Completion] = {}
    blocks: int | None = None
    failure: str = ""


def versions() -> dict[str, str]:
    """The versions of this program and of the libraries that decide how a document is cleaned."""
    return {"cleaner": __version__, **libraries()}


_executors: dict[str, Executor] = {}
"""What this process is for the run that it works for, by the run's token. An engine calls a function, and gives it no place
to keep a child in."""


def finish_piece(orders: Orders, order: PieceOrder) -> PieceEnd:
    """Finish a piece in this process. It raises nothing that the operator must see, but says it in words."""
    token = orders.mark.token
    try:
        if token not in _executors:
            _dismiss_all()
            _executors[token] = Executor(orders)
        return _executors[token].finish(order)
    except RunError as error:
        failure = str(error)
    except OSError as error:
        failure = f"{error.filename or orders.out} cannot be written: {error.strerror or error}"
    _dismiss_all()
    return PieceEnd(order.number, failure=failure)


def _dismiss_all() -> None:
    while _executors:
        _executors.popitem()[1].dismiss()


class Executor:
    """
    A crew of one, in this process. Raises RunError if this host does not find what the run needs, or has other versions: its
    results would be others.
    """

    def __init__(self, orders: Orders):
        self.state = State(orders.out)
        for folder in (Path(orders.folder), orders.out, self.state.folder):
            _check_host(folder.is_dir(), folder)
        _check_versions(orders.versions)
        self.orders = orders
        self.token = secrets.token_hex(4)  # who was taken for dead may still write the same part
        self.job: ChildJob | None = None
        self.file = file_of(orders.shared)
        self.crew = Crew(self.file, orders.limits, [self._next], orders.folder)

    def finish(self, order: PieceOrder) -> PieceEnd:
        """Finish a piece. Raises RunError or OSError if that is impossible."""
        self.orders.mark.check()
        self._check_inputs(order.piece)
        completions: dict[str, Completion] = {}
        if isinstance(order.piece, Stream):
            self.job = self._clean_stream(order, order.piece.file, completions.__setitem__)
        else:
            task = PieceTask(part_name(order.number), order.piece, token=self.token)
            self.job = clean_job(task, completions.__setitem__)
        blocks = None
        for value in self.crew.results():
            blocks = value if value is not None else blocks
        counts = {part: replace(completion, tally={}) for part, completion in completions.items()}
        return PieceEnd(order.number, counts, blocks)

    def dismiss(self) -> None:
        """End the child, and forget what it was told."""
        self.crew.__exit__()
        self.file.close()

    def _next(self) -> ChildJob | None:
        job, self.job = self.job, None
        return job

    def _check_inputs(self, piece: PlannedPiece) -> None:
        """A file that is gone is rejected. But if none of a piece is here, this host lacks the folder that they are in."""
        paths = [file.stored or file.path for file in files_of(piece)]
        places = (Path(self.orders.folder) / path for path in paths if "://" not in path)
        first = next(places, None)
        _check_host(first is None or os.path.lexists(first) or any(map(os.path.lexists, places)), first)

    def _clean_stream(
        self, order: PieceOrder, file: InputFile, done: Callable[[str, Completion], None]
    ) -> Generator[Call, CallOutcome, int]:
        """
        Clean the blocks of a stream, one after the other, and return how many it has. A child that replaces another one reads
        the stream from its beginning again, which takes a hundredth of the time to clean it.
        """
        for number in (number for number in count() if number not in order.done):
            part = part_name(order.number, number)
            path = self.state.block_path(f"{part}-{self.token}")
            sizes: list[int] = []
            yield from block_job(BlockTask(file, number, str(path)), _appended_to(sizes))
            if not sizes[0]:
                break
            block = StreamBlock(file, str(path), number, sizes[0])
            yield from clean_job(PieceTask(part, block, token=self.token), done)
            path.unlink()
        self.state.write_blocks_of(part_name(order.number), number)
        return number


def _appended_to(sizes: list[int]) -> Callable[[BlockTask, int], None]:
    return lambda _, size: sizes.append(size)


def _check_host(is_well: bool, path: Path | None) -> None:
    if not is_well:
        raise RunError(f"{path} is not there on {platform.node()}: {SHARED_PATHS}")


def _check_versions(wanted: Mapping[str, str]) -> None:
    here = versions()
    wrong = [
        f"{name} is {here.get(name)}, not {version}" for name, version in wanted.items() if here.get(name) != version
    ]
    if wrong:
        raise RunError(f"on {platform.node()}, {'; '.join(wrong)}: every host must have what the run was begun with")
