"""What is explained is what any run does."""

from pathlib import Path

import pytest

from cleaner.clean import Cleaned, Traced, process, trace
from cleaner.document import Raw
from cleaner.explain.summary import lifted_values
from cleaner.explain.why import why_not
from cleaner.marked_lines import marked_lines
from cleaner.match.rulebook import Rulebook
from cleaner.packs.load import load
from cleaner.record import Rejected
from cleaner.rule.parse_pack import parse
from cleaner.settings import Settings

PAGE = """<title>The night flood</title><article><h1>The night flood</h1>
<p>The river rose by a metre in the night and fell again before the morning, said the port.</p>
<p>Boats were tied to the bridge, and nobody was hurt, although two cellars stood under water.</p>
<h2>From the weir again</h2>
<p>The harbour office expects more rain until the end of the week, and a second flood on Friday.</p>
<p>Share this page with the others who live by the river, and tell them what you saw there.</p></article>"""
HEADINGS = """
grammar: 1
publisher: HP
domains: [hp.example]
rules:
  - id: head
    kind: title
    drop: {line: {all: [{is: heading}, {starts: From}]}}
    lift: {title: text}
    strips: [{text: From the weir again, is: heading}]
    spares: [From the weir again]
  - id: share
    kind: share
    drop: {line: {all: [{is: paragraph}, {starts: share this}]}}
    strips: [{text: Share this page, is: paragraph}]
    spares: [Share this page]
"""
SEEDS = sorted((Path(__file__).parents[3] / "seeds").glob("*.txt"))
BOOK = load()


def traced(path: Path) -> Traced:
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
        (*span, rules) for span, rules, _ in found.cut.decision.cuts
    ]
    assert bool(found.route.pack) == (found.record.source != "unknown")


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_the_rows_hold_every_character_of_the_document_once(path: Path) -> None:
    found = traced(path)
    shown = marked_lines(found.document.text, found.ledger.edits)
    assert "\n".join("".join(part.text for part in row.parts) for row in shown) == found.document.text
    assert [row.number for row in shown if row.number] == list(range(1, len(found.document.lines) + 1))
    seen = {edit for edit in found.ledger.edits if edit.text.strip()}  # white space between two lines is in no row
    assert {part.edit for row in shown for part in row.parts if part.first} == seen


def test_the_samples_have_publishers_and_lifts_that_are_in_the_record() -> None:
    found = [traced(path) for path in SEEDS]
    assert sum(bool(one.route.pack) for one in found) >= 3
    assert sum(len(lifted_values(one)) for one in found) > 10
    assert sum(one.used for trace in found for one in lifted_values(trace)) > 10


def test_a_value_that_lost_to_another_one_is_shown_as_not_used() -> None:
    raw = Raw("a", "OSLO (AP) \u2014 Snow fell.", given={"language": "en", "dateline": {"place": "Bergen"}})
    found = trace(raw, BOOK, Settings())
    assert isinstance(found, Traced)
    assert {one.field: one.used for one in lifted_values(found)} == {
        "agencies": True, "dateline.agency": True, "dateline.place": False,
    }  # fmt: skip


def test_a_document_of_an_unknown_publisher_is_traced_with_the_generic_rules() -> None:
    found = trace(Raw("a", "Advertisement\nIt rained.", given={"language": "en"}), BOOK, Settings())
    assert isinstance(found, Traced)
    assert found.route.pack == ""
    assert [edit.rules for edit in found.ledger.edits] == [("generic/en/advert",)]


def page_book() -> Rulebook:
    pack, faults = parse("publishers/hp.example", HEADINGS)
    assert pack, faults
    return Rulebook([pack])


def traced_page() -> Traced:
    found = trace(Raw("a", PAGE, kind="html", given={"url": "https://hp.example/a", "language": "en"}), page_book())
    assert isinstance(found, Traced)
    return found


def test_on_a_page_the_decision_that_is_shown_is_the_one_in_the_ledger_too() -> None:
    found = traced_page()
    edits = [(edit.rules, edit.text.strip()) for edit in found.ledger.edits]
    assert (("hp.example/head",), "From the weir again") in edits
    assert [(edit.start, edit.end, edit.rules) for edit in found.ledger.edits] == [
        (*span, rules) for span, rules, _ in found.cut.decision.cuts
    ]
    assert ("title", "From the weir again", "hp.example/head") in [one[:3] for one in lifted_values(found)]


def test_on_a_page_a_rule_that_took_a_line_has_no_reason_for_leaving_it() -> None:
    found = traced_page()
    starts = {edit.start for edit in found.ledger.edits}
    taken = [number for number, line in enumerate(found.document.lines) if line.start in starts]
    assert taken
    for number in taken:
        assert () in [near.reasons for near in why_not(found, number)]
