"""Many documents that are in memory already, cleaned in batches, here or by workers, with the results in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..clean import Cleaned, CleanedApart, process_all
from ..document import Raw
from ..errors import DocumentError
from ..ledger import Ledger
from ..record import Record, Rejected, reject
from ..stand_off import SetApart
from .batches import batches_by_size
from .child import Tell, Working
from .in_order import BATCH_DOCUMENTS, BatchTask, Rules, map_in_order
from .worker import BATCH_IN_CACHE


class ResultLines(NamedTuple):
    """A result as lines of JSON: those of a record, its ledger and what was set apart, or that of a rejection."""

    document: bytes = b""
    ledger: bytes = b""
    apart: bytes = b""
    rejection: bytes = b""

    def result(self) -> Cleaned | Rejected:
        """The result again."""
        if self.rejection:
            return Rejected.from_json(self.rejection)
        record, ledger = Record.from_json(self.document), Ledger.from_json(self.ledger)
        return (
            CleanedApart.of(record, ledger, SetApart.from_json(self.apart)) if self.apart else Cleaned(record, ledger)
        )


def clean_raws(raws: Iterable[Raw | Rejected], rules: Rules, workers: int) -> Iterator[Cleaned | Rejected]:
    """One result for each input, in order. Rejections are passed on."""
    if workers == 1:
        for batch in batches_by_size(raws, BATCH_IN_CACHE, _size):
            yield from process_all(batch, rules.rulebook, rules.settings)
        return
    for lines in map_in_order(batches_by_size(raws, BATCH_DOCUMENTS, _size), _RAWS_TO_LINES, rules, workers):
        yield from (line.result() for line in lines)


def _size(raw: Raw | Rejected) -> int:
    return len(raw.data) if isinstance(raw, Raw) else 0


def lines_of_raws(rules: Rules, raws: list[Raw | Rejected], tell: Tell) -> list[ResultLines]:
    """What a worker does with a batch."""
    tell(Working(0, len(raws)))
    return [
        _lines(result)
        for first in range(0, len(raws), BATCH_IN_CACHE)
        for result in process_all(raws[first : first + BATCH_IN_CACHE], rules.rulebook, rules.settings)
    ]


def _lines(result: Cleaned | Rejected) -> ResultLines:
    if isinstance(result, Rejected):
        return ResultLines(rejection=result.to_json())
    apart = result.apart.to_json() if isinstance(result, CleanedApart) else b""
    return ResultLines(result.record.to_json(), result.ledger.to_json(), apart)


def _reject(raw: Raw | Rejected, reason: str) -> ResultLines:
    assert isinstance(raw, Raw)  # no process dies of passing a rejection on
    return _lines(reject(raw.id, raw.path, raw.encoded, DocumentError("limit", reason)))


_RAWS_TO_LINES = BatchTask(lines_of_raws, _reject)
