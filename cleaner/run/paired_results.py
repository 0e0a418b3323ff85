"""The results of two runs, paired by id."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile

from ..ledger import Ledger
from ..record import Record
from .results import results

Result = tuple[Record, Ledger]
Pair = tuple[Result | None, Result | None]


def paired_results(first: Path, second: Path) -> Iterator[Pair]:
    """
    Every document of two runs, with None in place of a run that has not got it; such documents come last.

    Both runs are read side by side, once. While a document waits for its partner it is in a temporary file, so memory grows
    only with the number of those that are out of step, by some 250 bytes a document. Raises RunError as `results` does.
    """
    lefts, rights = results(first), results(second)
    left, right = next(lefts, None), next(rights, None)
    with WaitingResults() as left_waits, WaitingResults() as right_waits:
        while left or right:
            if left and right and left[0].id == right[0].id:
                yield left, right
                left, right = next(lefts, None), next(rights, None)
            elif left and left[0].id in right_waits:
                yield left, right_waits.take(left[0].id)
                left = next(lefts, None)
            elif right and right[0].id in left_waits:
                yield left_waits.take(right[0].id), right
                right = next(rights, None)
            else:
                if left:
                    left_waits.add(*left)
                if right:
                    right_waits.add(*right)
                left, right = next(lefts, None), next(rights, None)
        yield from ((left_waits.take(id_), None) for id_ in left_waits.ids())
        yield from ((None, right_waits.take(id_)) for id_ in right_waits.ids())


class WaitingResults:
    """Results in a temporary file, and where in it each is. Usable in `with`."""

    def __init__(self) -> None:
        self.file = TemporaryFile()  # noqa: SIM115 - closed where `with` ends
        self.offsets: dict[str, int] = {}

    def __contains__(self, id_: str) -> bool:
        return id_ in self.offsets

    def ids(self) -> list[str]:
        """The ids of those that are still there, in the order in which they came."""
        return list(self.offsets)

    def add(self, record: Record, ledger: Ledger) -> None:
        """Keep a result until it is taken."""
        self.offsets[record.id] = self.file.seek(0, 2)
        self.file.write(record.to_json())
        self.file.write(ledger.to_json())

    def take(self, id_: str) -> Result:
        """A result that was kept; it is not kept any longer."""
        self.file.seek(self.offsets.pop(id_))
        return Record.from_json(self.file.readline()), Ledger.from_json(self.file.readline())

    def __enter__(self) -> WaitingResults:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()
