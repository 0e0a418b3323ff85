"""
The driver of a run whose pieces executors finish: gives them out, follows what is done, and calls the rest off.

What each engine adds is one function, which hands orders to its executors and gives what comes back (`Results`).
"""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from ..errors import RunError
from .clean_piece import Shared
from .crew import ChildLimits
from .executor import Orders, PieceEnd, PieceOrder, versions
from .lease import Mark
from .part_files import remove_unpublished
from .piece import Stream, part_name
from .run_pieces import RejectionLimit
from .run_progress import Advance, RunProgress
from .schedule import Schedule, numbers_of

Results = Callable[[Orders, Sequence[PieceOrder]], Generator[PieceEnd | None, None, None]]
"""
Has pieces finished in order, and gives what became of each; and None at least every half second while nothing comes. Closing
it ends what is still under way.
"""

SECONDS_TO_RENAME = 1.0
"""How long a worker whose permit was withdrawn may still need for the names it was about to give: usually milliseconds."""


def run_remotely(
    results_of: Results, schedule: Schedule, shared: Shared, limits: ChildLimits, abort_over: float, advance: Advance
) -> str:
    """As `run_pieces` does it, but on an engine. Raises RunError if an executor cannot do its work."""
    limit = RejectionLimit(schedule, abort_over)
    for part in schedule.state.done_parts() - schedule.completions.keys():
        schedule.state.forget(part)  # its files are gone, so it is done again
    if stopped_at := limit.exceeded_at():
        return stopped_at
    advance(RunProgress(schedule.documents, schedule.share()))
    if orders := list(_unfinished(schedule)):
        mark = shared.mark._replace(permit=f"permit-{shared.mark.token}")
        results = results_of(_orders(shared, mark, limits), orders)
        with closing(results) as ends, _permit(schedule.state.folder / mark.permit):
            for end in ends:
                _note(end, schedule)
                if stopped_at := limit.exceeded_at():
                    break
                advance(RunProgress(schedule.documents, schedule.share()))
        remove_unpublished(shared.out, shared.to)  # of executors that died
    if stopped_at:
        time.sleep(SECONDS_TO_RENAME)
    elif left := list(_unfinished(schedule)):
        part = part_name(left[0].number)
        raise RunError(f"{part} was not finished, and the engine does not say why; run the same command again")
    return stopped_at


def _unfinished(schedule: Schedule) -> Iterator[PieceOrder]:
    """The pieces that are still to do, in the order of the plan."""
    blocks: dict[int, set[int]] = {}
    for number, block in map(numbers_of, schedule.completions):
        if block is not None:
            blocks.setdefault(number, set()).add(block)
    for number, piece in enumerate(schedule.plan.pieces):
        done = blocks.get(number, set())
        if isinstance(piece, Stream):
            if len(done) != schedule.blocks_of(number):
                yield PieceOrder(number, piece, frozenset(done))
        elif part_name(number) not in schedule.completions:
            yield PieceOrder(number, piece)


def _orders(shared: Shared, mark: Mark, limits: ChildLimits) -> Orders:
    """
    What executors get. Paths in `shared` and in pieces stay as they are, since results show them; the child works in this
    process' folder instead.
    """
    child_needs = pickle.dumps(shared._replace(mark=mark))
    whole = mark._replace(folder=os.path.abspath(mark.folder))
    return Orders(child_needs, Path(os.path.abspath(shared.out)), os.getcwd(), whole, limits, versions())


@contextmanager
def _permit(path: Path) -> Iterator[None]:
    """
    Allow executors to publish parts, until this ends: nobody can be sure that all of them are dead then. Those that are not end
    with the next thing they try.
    """
    path.touch()
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def _note(end: PieceEnd | None, schedule: Schedule) -> None:
    """
    Take note of what an executor says, or of what is seen in the state meanwhile: of a stream that takes hours, each block.
    """
    if end is None:
        for part in sorted(schedule.state.done_parts() - schedule.completions.keys()):
            if completion := schedule.state.completion(part):
                schedule.finished(part, completion, int(completion.tally.get("chars_in", 0)))
        return
    if end.failure:
        raise RunError(end.failure)
    for part, completion in end.completions.items():
        schedule.finished(part, completion, 0)
    if end.blocks is not None:
        schedule.read_to_end(end.number, end.blocks)
