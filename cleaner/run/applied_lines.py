"""
The lines of one part of a run, with other kinds or rules left in the texts.

Only documents with a cut that is left in now are laid out anew. The line of any other is carried over as it is, but for its
stamp, and never decoded. A stamp is found by `"cleaner":"`, which inside a text would have its quotes escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from ..errors import RunError
from ..ledger import Ledger, Provenance
from ..provenance import stamp_of
from ..record import Record
from ..rejoin import rejoin
from ..stand_off import Taken
from ..undo import uncut
from .stand_off_part import StandOffPart

STAMP = b'"cleaner":"'


class Stamps:
    """
    The stamps of records with other settings, by those that they have. `settings` are the digests of the run's settings and of
    the new ones.
    """

    def __init__(self, before: str, now: str):
        self.before, self.now = before, now
        self.known: dict[bytes, bytes] = {}

    def new(self, old: bytes, causes: Provenance) -> bytes:
        """The new stamp for an old one. Raises RunError if what it stands for is not what the run or the table says."""
        version = old.decode().partition("+")[0]
        if stamp_of(causes, version) != old.decode() or causes.settings != self.before:
            raise RunError("its stand-off tables are of another run; run again with --fresh")
        self.known[old] = stamp_of(replace(causes, settings=self.now), version).encode()
        return self.known[old]


def applied_lines(
    lines: Iterable[bytes],
    part: StandOffPart,
    changed: Mapping[int, list[Taken]],
    ledgers: Iterable[bytes],
    stamps: Stamps,
    straight_quotes: bool,
) -> Iterator[bytes]:
    """
    The lines of a part's documents, with the spans in `changed` as all that is cut from the documents in these rows. Raises
    RunError if the stand-off tables or the ledgers are not those of these documents.
    """
    numbered = enumerate(ledgers)
    row = -1
    for row, line in enumerate(lines):
        at = line.rfind(STAMP) + len(STAMP)
        end = line.find(b'"', at)
        old = line[at:end]
        stamp = stamps.known.get(old) or stamps.new(old, part.provenance(row))
        if row not in changed:
            yield b"".join((line[:at], stamp, line[end:]))
            continue
        record = Record.from_json(line)
        if record.id != part.ids[row]:
            raise RunError(
                f"row {row + 1} is {part.ids[row]!r} in its stand-off tables, and {record.id!r} in its documents"
            )
        ledger = _ledger_in(row, record.id, numbered)
        text = uncut(record.text, ledger)
        yield rejoin(record, text, changed[row], stamp.decode(), straight_quotes, ledger.edits).to_json()
    if row + 1 != len(part.ids):
        raise RunError(f"its stand-off tables have {len(part.ids):,} documents, and its documents {row + 1:,}")


def _ledger_in(row: int, id_: str, numbered: Iterator[tuple[int, bytes]]) -> Ledger:
    """The ledger in a row. The lines before it are passed over."""
    ledger = next((Ledger.from_json(line) for number, line in numbered if number == row), None)
    if ledger is None or ledger.id != id_:
        raise RunError(f"row {row + 1} is {id_!r}, and its ledger that of {ledger.id if ledger else 'nothing'!r}")
    return ledger
