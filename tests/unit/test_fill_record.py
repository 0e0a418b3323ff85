"""The fields of a record: what came with the input wins, then the page, then what rules lift."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cleaner.clean import Cleaned, process
from cleaner.document import Raw
from cleaner.edit import Decision, Lift
from cleaner.fill_record import collect_lifts, extra, hard_wrapped, iso_date
from cleaner.match.rulebook import Rulebook
from cleaner.prepare import prepare
from cleaner.record import Record
from cleaner.rule.parse_pack import parse
from cleaner.rule_name import RuleName
from cleaner.span import Span

PACK = """grammar: 1
publisher: P
domains: [p.example]
rules:
  - {id: by, kind: byline, drop: {line: {matches: '^By (?P<who>.+)$'}}, lift: {authors: who}, strips: [By A], spares: [y]}
  - {id: min, kind: reading-time, drop: {line: {matches: '^(?P<n>[0-9]+) min$'}}, lift: {reading_minutes: n}, strips: [1 min],
     spares: [y]}
"""


def record(text: str, **given: Any) -> Record:
    pack, faults = parse("publishers/p.example", PACK)
    assert pack is not None, faults
    done = process(Raw("a", text, given={"source": "p.example", "language": "en", **given}), Rulebook([pack]))
    assert isinstance(done, Cleaned), done
    return done.record


def test_what_came_with_the_input_wins_over_lifts() -> None:
    assert record("By Ann Lee\nThe body is longer.").metadata.authors == ["Ann Lee"]
    assert record("By Ann Lee\nThe body is longer.", authors=["Bo Ek"]).metadata.authors == ["Bo Ek"]
    assert record("By Ann Lee\nThe body is longer.", authors=" Bo Ek ").metadata.authors == ["Bo Ek"]
    assert record("By Ann Lee\nThe body is longer.", authors=[]).metadata.authors == ["Ann Lee"]


@pytest.mark.parametrize(
    ("given", "minutes"), [({}, 5), ({"reading_minutes": 7}, 7), ({"reading_minutes": "x"}, 5),
     ({"reading_minutes": None}, 5),
     ({"reading_minutes": True}, 5), ({"reading_minutes": "²"}, 5), ({"reading_minutes": "9" * 20}, 5)],
)  # fmt: skip
def test_reading_minutes_are_the_first_number_that_is_given(given: dict[str, Any], minutes: int) -> None:
    assert record("5 min\nbody", **given).metadata.reading_minutes == minutes


@pytest.mark.parametrize(
    "given",
    [{"dateline": "ROME"}, {"dateline": None}, {"title": 5}, {"captions": 5}, {"authors": {"a": 1}}, {"url": ["x"]}],
)
def test_fields_of_a_wrong_type_are_not_values(given: dict[str, Any]) -> None:
    (field,) = given
    assert getattr(record("body", **given).metadata, field) == getattr(record("body").metadata, field)


def test_a_tuple_from_python_is_a_list() -> None:
    metadata = record("body", authors=("Ann Lee",)).metadata
    assert (metadata.authors, metadata.extra) == (["Ann Lee"], "{}")


def test_of_single_values_the_earliest_wins_then_the_longest_then_the_name() -> None:
    def won(*lifts: tuple[str, int, int, str]) -> str:
        titles = [(rule, Lift("title", Span(start, end), value)) for rule, start, end, value in lifts]
        decision = Decision(lifts=tuple((RuleName("p", rule), title) for rule, title in titles))
        return collect_lifts(decision)[0]["title"]

    assert won(("z", 0, 2, "first"), ("a", 1, 9, "later")) == "first"
    assert won(("z", 0, 9, "long"), ("a", 0, 2, "short")) == "long"
    assert won(("z", 0, 2, "z"), ("a", 0, 2, "a")) == "a"


def test_lists_join_in_the_order_of_the_text_without_duplicates() -> None:
    decision = Decision(
        lifts=(
            (RuleName("p", "a"), Lift("agencies", Span(5, 6), "AP")),
            (RuleName("p", "b"), Lift("agencies", Span(0, 1), "AFP")),
            (RuleName("p", "c"), Lift("agencies", Span(9, 10), "AFP")),
        )
    )
    assert collect_lifts(decision)[1]["agencies"] == ["AFP", "AP"]


def test_other_fields_go_to_extra_as_json_and_stay_there() -> None:
    assert extra({"b": 1, "a": [2], "title": "t"}) == '{"a":[2],"b":1}'
    assert extra({"extra": '{"a":1}'}) == '{"a":1}'
    assert extra({}) == "{}"


@pytest.mark.parametrize(
    "value", ["2025-12-02", "2025-12-02T10:00:00Z", " 2025-12-02 ", "2025-12-02 10:00", "2025-12-02T10:00:00.125+0100"]
)
def test_iso_dates_are_dates(value: str) -> None:
    assert iso_date(value) == value.strip()


@pytest.mark.parametrize(
    "value", ["2 December", "2025-13-45", "2025-12-02x", "2025-12-02 by Ann Lee", "2025-12-02T", None, 20251202, ""]
)
def test_other_things_are_not_dates(value: object) -> None:
    assert iso_date(value) == ""


def test_a_text_whose_sentences_run_over_line_ends_is_hard_wrapped() -> None:
    wrapped = "\n".join(["The council voted on Tuesday to close", "the bridge for two months, so that"] * 8)
    assert hard_wrapped(prepare(Raw("a", wrapped, given={"language": "en"})))
    assert not hard_wrapped(prepare(Raw("a", "The bridge is closed.\n" * 12, given={"language": "en"})))


def test_what_came_with_a_row_and_fits_no_field_goes_to_extra() -> None:
    given = {
        "title": {"rendered": "Snow"}, "created": 1733097600, "date": "2 December", "authors": [{"name": "Ada"}],
        "url": 5, "dateline": "OSLO", "encoding": "koi8-r", "cleaner": "a broom", "source": "a.example", "publisher": "A",
        "reading_minutes": "five",
    }  # fmt: skip
    kept = {key: value for key, value in given.items() if key not in ("source", "publisher")}
    assert json.loads(extra(given)) == kept


def test_a_number_too_long_for_minutes_goes_to_extra() -> None:
    """It did not fit into 64 bits, and so the run stopped when it was written."""
    assert json.loads(extra({"reading_minutes": "9" * 20})) == {"reading_minutes": "9" * 20}
    assert record("9" * 20 + " min\nbody").metadata.reading_minutes is None


def test_the_second_of_two_dates_and_a_page_beside_a_text_go_to_extra() -> None:
    assert json.loads(extra({"created": "2025-12-02", "date": "2025-12-03"})) == {"date": "2025-12-03"}
    assert extra({"created": "2025-12-02", "date": "2025-12-02"}) == "{}"
    assert extra({"created": "yesterday", "date": "2025-12-02"}) == '{"created":"yesterday"}'
    assert json.loads(extra({"html": "<p>Snow"})) == {"html": "<p>Snow"}


def test_an_extra_that_is_not_an_object_is_put_into_one() -> None:
    assert json.loads(extra({"extra": "hello"})) == {"extra": "hello"}
    assert json.loads(extra({"extra": {"a": 1}, "b": 2})) == {"extra": {"a": 1}, "b": 2}
