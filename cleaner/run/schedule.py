"""What is still to do in a run, in the order of the plan, and how far it is."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass

from msgspec.structs import replace

from ..formats.work_item import InputFile
from .clean_piece import BlockTask, PieceTask
from .crew import ChildJob
from .cut_inputs import unpacked_size
from .jobs import block_job, clean_job
from .piece import PlannedPiece, Stream, StreamBlock, part_name, size_of
from .plan import Plan
from .state import Completion, State


@dataclass
class Reading:
    """The stream that is being read: the number of its piece, the block to be stored next, and whether one is on its way."""

    number: int
    file: InputFile
    block: int = 0
    busy: bool = False


class Schedule:
    """
    The pieces of a plan: which are done, which come next, and where too many rejections end the run.

    `parts` are those whose files are all there; they are done if the state says so too. `documents` counts what is done.
    Pieces are begun in the order of the plan. Blocks of a stream are stored only as far ahead as workers need them.
    """

    def __init__(self, plan: Plan, state: State, parts: Collection[str], blocks_ahead: int):
        self.plan, self.state, self.blocks_ahead = plan, state, blocks_ahead
        self.completions = {part: _counts(done) for part in sorted(parts) if (done := state.completion(part))}
        self.documents = sum(done.documents + done.rejected for done in self.completions.values())
        self._todo = deque(enumerate(plan.pieces))
        self._blocks: deque[PieceTask] = deque()
        self._reading: Reading | None = None
        self._in_order: list[str] = []
        self._sizes: dict[int, float] = {}
        self._lengths: dict[int, int] = {}
        self._total = sum(map(_planned_size, plan.pieces)) or 1
        for number, piece in enumerate(plan.pieces):
            if part_name(number) in self.completions:
                self._sizes[number] = _planned_size(piece)

    def next_piece(self) -> ChildJob | None:
        """The next piece to clean, as a job; None if there is none, or none yet."""
        if self._blocks:
            return clean_job(self._blocks.popleft(), self._cleaned)
        while self._todo and self._reading is None:
            number, piece = self._todo.popleft()
            if isinstance(piece, Stream):
                self._reading = Reading(number, piece.file)
                self._skip_blocks()
            elif part_name(number) not in self.completions:
                return clean_job(PieceTask(part_name(number), piece), self._cleaned)
        return None

    def next_block(self) -> ChildJob | None:
        """The next block of a stream to store, as a job; None if workers have enough to do, or no stream is being read."""
        reading = self._reading
        if reading is None or reading.busy or len(self._blocks) >= self.blocks_ahead:
            return None
        reading.busy = True
        path = self.state.block_path(part_name(reading.number, reading.block))
        return block_job(BlockTask(reading.file, reading.block, str(path)), self._stored)

    def _stored(self, task: BlockTask, size: int) -> None:
        reading = self._reading
        assert reading is not None
        reading.busy = False
        if not size:
            self.state.write_blocks_of(part_name(reading.number), task.number)
            self.read_to_end(reading.number, task.number)
            self._reading = None
            return
        part = part_name(reading.number, task.number)
        self._blocks.append(PieceTask(part, StreamBlock(task.file, task.path, task.number, size)))
        reading.block += 1
        self._skip_blocks()

    def _skip_blocks(self) -> None:
        """Go on to the first block of the stream that is not done; if all are, the stream need not be read."""
        reading = self._reading
        assert reading is not None
        while part_name(reading.number, reading.block) in self.completions:
            reading.block += 1
        if reading.block == self.blocks_of(reading.number):
            self.read_to_end(reading.number, reading.block)
            self._reading = None

    def _cleaned(self, part: str, completion: Completion) -> None:
        _, block = numbers_of(part)
        size = 0
        if block is not None:
            path = self.state.block_path(part)
            size = path.stat().st_size
            path.unlink()
        self.finished(part, completion, size)

    def finished(self, part: str, completion: Completion, size: int) -> None:
        """Take note that a part is done. Of a block, `size` is about how many bytes of its stream it was."""
        if part in self.completions:
            return
        self.completions[part] = _counts(completion)
        self.documents += completion.documents + completion.rejected
        number, block = numbers_of(part)
        if block is None:
            self._sizes[number] = _planned_size(self.plan.pieces[number])
        elif self.blocks_of(number) is None:
            most = 0.99 * _planned_size(self.plan.pieces[number])
            self._sizes[number] = min(self._sizes.get(number, 0) + size, most)

    def read_to_end(self, number: int, blocks: int) -> None:
        """Take note how many blocks a stream has."""
        self._lengths[number] = blocks
        self._sizes[number] = _planned_size(self.plan.pieces[number])

    def blocks_of(self, number: int) -> int | None:
        """How many blocks a stream has; None if nobody has read it to its end."""
        known = self._lengths.get(number)
        return self.state.blocks_of(part_name(number)) if known is None else known

    def share(self) -> float:
        """The share of the input that is done, from 0 to 1; where the input is compressed, a guess."""
        return min(sum(self._sizes.values()) / self._total, 1.0)

    def finished_parts(self) -> list[str]:
        """The parts that are done, in the order of the plan, up to the first that is not."""
        while (part := self._next_in_order()) in self.completions:
            self._in_order.append(part)
        return self._in_order

    def _next_in_order(self) -> str:
        """The name of the part behind those that are known to be done; empty if there is none."""
        number, block = numbers_of(self._in_order[-1]) if self._in_order else (-1, None)
        if block is not None and block + 1 != self.blocks_of(number):
            return part_name(number, block + 1)
        for later in range(number + 1, len(self.plan.pieces)):
            if not isinstance(self.plan.pieces[later], Stream):
                return part_name(later)
            if self.blocks_of(later) != 0:
                return part_name(later, 0)
        return ""


def _counts(completion: Completion) -> Completion:
    """A completion without its tally, which is read again when it is needed: there may be many parts."""
    return replace(completion, tally={})


def numbers_of(part: str) -> tuple[int, int | None]:
    """
    The numbers in the name of a part.

    >>> numbers_of("part-00003"), numbers_of("part-00003-000012")
    ((3, None), (3, 12))
    """
    numbers = [int(number) for number in part.split("-")[1:]]
    return numbers[0], (numbers[1] if numbers[1:] else None)


def _planned_size(piece: PlannedPiece) -> float:
    return unpacked_size(piece.file) if isinstance(piece, Stream) else size_of(piece)
