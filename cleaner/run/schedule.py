"""What is still to do in a run, in the order of the plan, and how far it is."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from ..formats.work_item import InputFile
from .clean_piece import BlockTask, PieceTask
from .crew import Job
from .cut_inputs import unpacked_size
from .jobs import block_job, clean_job
from .piece import Block, PlannedPiece, Stream, part_name, size_of
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

    Pieces are begun in the order of the plan. Blocks of a stream are stored only as far ahead as workers need them.
    """

    def __init__(self, plan: Plan, state: State, blocks_ahead: int):
        self.plan, self.state, self.blocks_ahead = plan, state, blocks_ahead
        self.completions = {part: done for part in _done_parts(state) if (done := state.completion(part))}
        self.done_before = len(self.completions)
        self._todo = deque(enumerate(plan.pieces))
        self._blocks: deque[PieceTask] = deque()
        self._reading: Reading | None = None
        self._sizes: dict[int, float] = {}
        self._total = sum(map(_planned_size, plan.pieces)) or 1
        for number, piece in enumerate(plan.pieces):
            if part_name(number) in self.completions:
                self._sizes[number] = _planned_size(piece)

    def next_piece(self) -> Job | None:
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

    def next_block(self) -> Job | None:
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
            self._sizes[reading.number] = unpacked_size(reading.file)
            self._reading = None
            return
        part = part_name(reading.number, task.number)
        self._blocks.append(PieceTask(part, Block(task.file, task.path, task.number, size)))
        reading.block += 1
        self._skip_blocks()

    def _skip_blocks(self) -> None:
        """Go on to the first block of the stream that is not done; if all are, the stream need not be read."""
        reading = self._reading
        assert reading is not None
        while part_name(reading.number, reading.block) in self.completions:
            reading.block += 1
        if reading.block == self.state.blocks_of(part_name(reading.number)):
            self._sizes[reading.number] = unpacked_size(reading.file)
            self._reading = None

    def _cleaned(self, part: str, completion: Completion) -> None:
        self.completions[part] = completion
        number, block = numbers_of(part)
        if block is None:
            self._sizes[number] = _planned_size(self.plan.pieces[number])
            return
        path = self.state.block_path(part)
        stored = path.stat().st_size
        path.unlink()
        if self.state.blocks_of(part_name(number)) is None:
            most = 0.99 * _planned_size(self.plan.pieces[number])
            self._sizes[number] = min(self._sizes.get(number, 0) + stored, most)

    def share(self) -> float:
        """The share of the input that is done, from 0 to 1; where the input is compressed, a guess."""
        return min(sum(self._sizes.values()) / self._total, 1.0)

    def parts(self) -> Iterator[str]:
        """The parts that are done, in the order of the plan, up to the first that is not."""
        for number, piece in enumerate(self.plan.pieces):
            if not isinstance(piece, Stream):
                names = [part_name(number)]
            else:
                blocks = self.state.blocks_of(part_name(number))
                names = [part_name(number, block) for block in range(blocks)] if blocks is not None else []
                if blocks is None:
                    yield from self._blocks_done(number)
                    return
            for name in names:
                if name not in self.completions:
                    return
                yield name

    def _blocks_done(self, number: int) -> Iterator[str]:
        block = 0
        while (name := part_name(number, block)) in self.completions:
            yield name
            block += 1


def _done_parts(state: State) -> list[str]:
    return sorted(path.stem for path in (state.folder / "done").glob("part-*.json"))


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
