"""What every input must end as."""

from __future__ import annotations

from functools import cache

from cleaner.clean import Cleaned
from cleaner.document import Raw
from cleaner.errors import REASONS
from cleaner.ledger import Ledger
from cleaner.match.rulebook import Rulebook
from cleaner.packs.load import load
from cleaner.record import Record, Rejected
from cleaner.undo import restore


def is_honest(result: Cleaned | Rejected) -> bool:
    """Whether a result is a record with its ledger, both of which survive JSON, or a rejection that is no fault of ours."""
    if isinstance(result, Cleaned):
        assert Record.from_json(result.record.to_json()) == result.record
        assert Ledger.from_json(result.ledger.to_json()) == result.ledger
        return True
    assert result.reason in REASONS, result
    assert result.reason != "fault", f"{result.detail} ({result.place})"
    assert Rejected.from_json(result.to_json()) == result
    return True


def comes_back(raw: Raw, result: Cleaned | Rejected) -> bool:
    """Whether a record and its ledger give the input again. (Of a page that was not kept, `restore` checks the text itself.)"""
    if isinstance(result, Rejected):
        return True
    back = restore(result.record.text, result.ledger)
    return back == raw.encoded or result.ledger.kind.endswith("-page")


@cache
def rulebook() -> Rulebook:
    """The bundled packs."""
    return load()
