"""The table of edits: from a line of the ledger, a line for each of its edits."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from ..edit import Edit
from ..ledger import EditRow


class _Edits(Struct):
    """The fields of a ledger that the table needs."""

    id: str
    edits: list[Edit]


_DECODER = msgspec.json.Decoder(_Edits)


def edit_lines(ledger_line: bytes) -> list[bytes]:
    r"""
    The lines of a ledger's edits.

    >>> edit_lines(b'{"id":"a","edits":[{"start":0,"end":4,"at":0,"rules":["p/r"],"kind":"share","text":"Save"}]}')
    [b'{"id":"a","start":0,"end":4,"at":0,"kind":"share","rule":"p/r","text":"Save"}\n']
    """
    ledger = _DECODER.decode(ledger_line)
    return [
        EditRow(ledger.id, edit.start, edit.end, edit.at, edit.kind, edit.rules[0], edit.text).to_json()
        for edit in ledger.edits
    ]
