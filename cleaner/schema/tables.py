"""The tables that a run writes, and the class that defines each."""

from __future__ import annotations

from collections.abc import Mapping

from ..json_line import JsonLine
from ..ledger import EditRow, Ledger
from ..record import Record, Rejected
from ..stand_off import IdRow, SpanRow, TextRow, TieRow

TABLE_CLASSES: Mapping[str, type[JsonLine]] = {
    "documents": Record,
    "ledger": Ledger,
    "rejected": Rejected,
    "edits": EditRow,
    "texts": TextRow,
    "ids": IdRow,
    "spans": SpanRow,
    "ties": TieRow,
}
"""What a line of each table is."""
