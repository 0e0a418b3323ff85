"""What is explained is what any run does."""

from pathlib import Path

import pytest

from cleaner.clean import Cleaned, Settings, process
from cleaner.document import Raw
from cleaner.explain.marked_lines import rows
from cleaner.explain.summary import lifted
from cleaner.explain.trace import Trace, trace
from cleaner.packs.load import load
from cleaner.record import Rejected

SEEDS = sorted((Path(__file__).parents[3] / "seeds").glob("*.txt"))
BOOK = load()


def traced(path: Path) -> Trace:
    found = trace(Raw(path.stem, path.read_bytes()), BOOK, Settings())
    assert not isinstance(found, Rejected)
    return found


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_the_record_is_the_one_that_a_run_writes(path: Path) -> None:
    result = process(Raw(path.stem, path.read_bytes()), BOOK, Settings())
    assert isinstance(result, Cleaned)
    assert (traced(path).record, traced(path).ledger) == (result.record, result.ledger)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_the_decision_that_is_shown_is_the_one_in_the_ledger(path: Path) -> None:
    found = traced(path)
    assert [(edit.start, edit.end, edit.rules) for edit in found.ledger.edits] == [
        (*span, rules) for span, rules, _ in found.decision.cuts
    ]
    assert bool(found.pack) == (found.record.source != "unknown")


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_the_rows_hold_every_character_of_the_document_once(path: Path) -> None:
    found = traced(path)
    shown = rows(found.document, found.ledger.edits)
    assert "\n".join("".join(piece.text for piece in row.pieces) for row in shown) == found.document.text
    assert [row.number for row in shown if row.number] == list(range(1, len(found.document.lines) + 1))
    seen = {edit for edit in found.ledger.edits if edit.text.strip()}  # white space between two lines stands in no row
    assert {piece.edit for row in shown for piece in row.pieces if piece.first} == seen


def test_the_samples_have_publishers_and_lifts_that_stand_in_the_record() -> None:
    found = [traced(path) for path in SEEDS]
    assert sum(bool(one.pack) for one in found) >= 3
    assert sum(len(lifted(one)) for one in found) > 10
    assert sum(one.stands for trace in found for one in lifted(trace)) > 10


def test_a_value_that_another_one_forestalled_is_told() -> None:
    raw = Raw("a", "OSLO (AP) \u2014 Snow fell.", given={"language": "en", "dateline": {"place": "Bergen"}})
    found = trace(raw, BOOK, Settings())
    assert isinstance(found, Trace)
    assert {one.field: one.stands for one in lifted(found)} == {
        "agencies": True, "dateline.agency": True, "dateline.place": False,
    }  # fmt: skip


def test_a_document_of_nobody_is_traced_with_the_generic_rules() -> None:
    found = trace(Raw("a", "Advertisement\nIt rained.", given={"language": "en"}), BOOK, Settings())
    assert isinstance(found, Trace)
    assert found.pack == ""
    assert [edit.rules for edit in found.ledger.edits] == [("generic/en/advert",)]
