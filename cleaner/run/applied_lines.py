"""
The lines of one part of a run, with other kinds or rules left in the texts.

Only documents with a cut that is left in now are laid out anew. The line of any other is carried over as it is, but for the stamp:
it is never decoded. A stamp is found by `"cleaner":"`, which inside a text would have its quotes escaped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from msgspec.structs import replace

from ..errors import RunError
from ..ledger import Provenance
from ..provenance import stamp_of
from ..record import Record
from ..rejoin import rejoin
from ..stand_off import Taken
from .stand_off_part import StandOffPart, TextOf

STAMP = b'"cleaner":"'


class Stamps:
    """
    The stamps of records with other settings, by those that they have. `settings` are the digests of the run's settings and of
    the new ones.
    """

    def __init__(self, before: str, now: str):
        self.before, self.now = before, now
        self.known: dict[bytes, bytes] = {}

    def new(self, old: bytes, provenance: Callable[[], Provenance]) -> bytes:
        """The new stamp for an old one. Raises RunError if its provenance, which is asked for once, is that of another."""
        if old not in self.known:
            causes, version = provenance(), old.decode().partition("+")[0]
            if stamp_of(causes, version) != old.decode() or causes.settings != self.before:
                raise RunError("its stand-off tables are of another run; run again with --fresh")
            self.known[old] = stamp_of(replace(causes, settings=self.now), version).encode()
        return self.known[old]


def applied_lines(
    lines: Iterable[bytes],
    part: StandOffPart,
    changed: Mapping[int, list[Taken]],
    text_of: TextOf,
    stamps: Stamps,
    straight_quotes: bool,
) -> Iterator[bytes]:
    """
    The lines of a part's documents, with the spans in `changed` as all that is cut from the documents in these rows. Raises
    RunError if the stand-off tables are not those of these documents.
    """
    row = -1
    for row, line in enumerate(lines):
        at = line.rfind(STAMP) + len(STAMP)
        end = line.find(b'"', at)
        stamp = stamps.new(line[at:end], partial(part.provenance, row))
        if row not in changed:
            yield b"".join((line[:at], stamp, line[end:]))
            continue
        record = Record.from_json(line)
        if record.id != part.ids[row]:
            raise RunError(
                f"row {row + 1} is {part.ids[row]!r} in its stand-off tables, and {record.id!r} in its documents"
            )
        text = text_of(row, record)
        yield rejoin(record, text, changed[row], stamp.decode(), straight_quotes).to_json()
    if row + 1 != len(part.ids):
        raise RunError(f"its stand-off tables have {len(part.ids):,} documents, and its documents {row + 1:,}")
