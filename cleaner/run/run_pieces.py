"""Cleans all pieces of a plan that are not done yet."""

from __future__ import annotations

from .child import shared_file
from .clean_piece import Shared
from .crew import ChildLimits, Crew
from .piece import Stream
from .run_progress import Advance, RunProgress
from .schedule import Schedule

BLOCKS_AHEAD = 2
"""Blocks of a stream that wait for each worker. Never varied: a block is read in a hundredth of the time it is cleaned in."""

MIN_DOCUMENTS_TO_STOP = 1_000
"""A high share of rejections stops a run only after this many documents. Never varied."""


def run_pieces(
    schedule: Schedule, shared: Shared, workers: int, limits: ChildLimits, abort_over: float, advance: Advance
) -> str:
    """
    Clean the pieces, and tell `advance` how far it is. Returns the part that ended the run early, because with it more than
    the share `abort_over` of all documents up to there is rejected; else empty.

    That is decided piece by piece in the order of the plan, so it does not depend on the number of workers.
    """
    sources = [schedule.next_piece] * workers
    if any(isinstance(piece, Stream) for piece in schedule.plan.pieces):
        sources.append(schedule.next_block)
    limit = RejectionLimit(schedule, abort_over)
    if stopped_at := limit.exceeded_at():
        return stopped_at
    advance(RunProgress(schedule.documents, schedule.share()))
    with shared_file(shared) as file, Crew(file, limits, sources) as crew:
        for _ in crew.results():
            if stopped_at := limit.exceeded_at():
                return stopped_at
            advance(RunProgress(schedule.documents + crew.rows_begun(), schedule.share()))
    return limit.exceeded_at()


class RejectionLimit:
    """Follows the finished parts in the order of the plan, and counts each once."""

    def __init__(self, schedule: Schedule, share: float):
        self.schedule, self.share = schedule, share
        self.counted = self.documents = self.rejected = 0

    def exceeded_at(self) -> str:
        """The first part with which too many documents were rejected; empty if there is none yet."""
        parts = self.schedule.finished_parts()
        while self.counted < len(parts):
            part = parts[self.counted]
            self.documents += self.schedule.completions[part].documents
            self.rejected += self.schedule.completions[part].rejected
            read = self.documents + self.rejected
            if read >= MIN_DOCUMENTS_TO_STOP and self.rejected > self.share * read:
                return part
            self.counted += 1
        return ""
