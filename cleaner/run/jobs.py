"""The jobs of a run: cleaning a piece, whatever its documents do to the process that cleans them, and storing a block."""

from __future__ import annotations

from collections.abc import Callable, Generator

from ..errors import RunError
from .child import Working
from .clean_piece import BlockTask, PieceTask, Trial, clean_piece, store_next_block, try_rows
from .crew import Call, CallOutcome, ChildJob
from .piece import Piece, files_of
from .state import Completion

MOST_ATTEMPTS = 5
"""
So often a piece is tried without finding a document that its worker dies of. More than one attempt fails only where
something outside kills workers, such as a machine without memory.
"""

LONE_ATTEMPTS = 2
"""So often a document may fail alone in a process that has done nothing before; then it is rejected."""


def clean_job(task: PieceTask, done: Callable[[str, Completion], None]) -> ChildJob:
    """
    Clean a piece. If its worker dies, hangs or grows too large, the documents that it was working on are tried one by one,
    those that fail alone are rejected, and the piece is done again, now one by one: a limit is that of one document, and
    many that are slow are no fault. Raises RunError if that does not help.
    """
    attempts = 0
    while attempts < MOST_ATTEMPTS:
        outcome = yield Call(clean_piece, task)
        if not outcome.failure:
            done(task.part, outcome.value)
            return
        attempts += 1
        refused = yield from deadly_rows(task.piece, outcome.working)
        if refused:
            attempts = 0
        task = task._replace(refused={**task.refused, **refused}, one_by_one=True)
    first, *others = files_of(task.piece)
    names = f"{first.path} and {len(others)} more files" if others else first.path
    raise RunError(f"{task.part} ({names}) was tried {attempts} times, and each time {outcome.failure}")


def deadly_rows(piece: Piece, working: Working) -> Generator[Call, CallOutcome, dict[int, str]]:
    """Which of the documents that a worker was working on fail alone, and how."""
    refused: dict[int, str] = {}
    row, end = working.row, working.row + working.documents
    while row < end:
        outcome = yield Call(try_rows, Trial(piece, row, end))
        if not outcome.failure or not outcome.working.documents:
            break
        row = outcome.working.row
        for _ in range(LONE_ATTEMPTS):
            outcome = yield Call(try_rows, Trial(piece, row, row + 1), fresh=True)
            if not outcome.failure:
                break
        else:
            refused[row] = lone_failure(outcome.failure)
        row += 1
    return refused


def block_job(task: BlockTask, done: Callable[[BlockTask, int], None]) -> ChildJob:
    """Store a block of a stream, and hand on its size. Raises RunError if the process that reads it dies again and again."""
    for _ in range(MOST_ATTEMPTS):
        outcome = yield Call(store_next_block, task)
        if not outcome.failure:
            done(task, outcome.value)
            return
    raise RunError(f"{task.file.path} was read {MOST_ATTEMPTS} times, and each time {outcome.failure}")


def lone_failure(failure: str) -> str:
    """Why a document is rejected that failed alone, in words."""
    return f"{failure}, also when it had nothing else to do"
