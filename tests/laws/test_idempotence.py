"""Law 5: cleaning the text of a cleaned document changes nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleaner.clean import Cleaned, process
from cleaner.document import Raw
from cleaner.match.rulebook import Rulebook
from cleaner.rule.parse_pack import parse
from cleaner.settings import Settings

from .strategies import GIVEN, books, texts


def again(text: str, book: Rulebook, settings: Settings = Settings()) -> None:  # noqa: B008 - frozen
    first = process(Raw("a", text, given=GIVEN), book, settings)
    if isinstance(first, Cleaned) and first.record.text:
        second = process(Raw("a", first.record.text, given=GIVEN), book, settings)
        assert isinstance(second, Cleaned), second
        assert second.record.text == first.record.text
        assert not second.ledger.edits


@given(texts(odd=False), books(keep_kinds=True))
def test_cleaning_a_cleaned_text_changes_nothing(text: str, book: Rulebook) -> None:
    again(text, book)


@given(texts(), books())
def test_nor_does_it_where_cuts_and_repair_meet(text: str, book: Rulebook) -> None:
    again(text, book)


@given(texts(odd=False), books())
def test_nor_does_it_for_whole_pages(text: str, book: Rulebook) -> None:
    again(text * 20, book, Settings(whole_page=True))


WRONG_ENCODINGS = ("mac-roman", "windows-1252", "cp437", "windows-1251")
WORDS = ("é", "’", "“", "«", "ß", "á", "‚", "„", "»")
MANGLED = [word.encode().decode(wrong, "ignore") for word in WORDS for wrong in WRONG_ENCODINGS]
QUOTED = st.lists(st.sampled_from([*MANGLED, *"‚„’»«", "a", " ", "\n"]), max_size=6).map("".join)


@given(QUOTED | texts(), books())
@example("├ƒ ‚", Rulebook([]))
@example("вЂ™├ƒ", Rulebook([]))
@example("»вЂљ", Rulebook([]))
def test_nor_does_it_with_straight_quotes(text: str, book: Rulebook) -> None:
    again(text, book, Settings(straight_quotes=True))


@given(QUOTED)
@example("├í¬ª it rained")
@example("┬½â€ž it rained")
def test_nor_where_a_cut_exposes_a_quote(text: str) -> None:
    rule = {
        "id": "a",
        "kind": "other",
        "drop": {"span": {"starts": ["├í", "┬½", "a"]}},
        "strips": ["a x"],
        "spares": ["y"],
    }
    data = {"grammar": 1, "publisher": "P", "domains": ["p.example"], "max_share": 1, "rules": [rule]}
    pack, faults = parse("publishers/p.example", json.dumps(data))
    assert pack is not None, faults
    again(text, Rulebook([pack]), Settings(straight_quotes=True))


def test_a_run_that_goes_on_once_another_block_is_gone_stops_all_cuts() -> None:
    run = {"block": {"from": {"equals": "h"}, "while": {"equals": "i"}}}
    block = {"block": {"from": {"equals": "s"}, "to": {"equals": "e"}}}
    rules = [{"id": "a", "drop": run, "where": "tail 1"}, {"id": "b", "drop": block}]
    for rule in rules:
        rule |= {"kind": "other", "strips": ["x"], "spares": ["y"]}
    data = {"grammar": 1, "publisher": "P", "domains": ["p.example"], "max_share": 1, "rules": rules}
    pack, faults = parse("publishers/p.example", json.dumps(data))
    assert pack is not None, faults
    again("a\nh\ni\ns\ne\ni", Rulebook([pack]))


START = {
    "drop": {"block": {"from": "start", "to": {"equals": ["Menu", "Skip"]}, "max_lines": 2}},
    "unless": {"prose": 9},
}
BOX = {"drop": {"block": {"from": {"equals": "Box"}, "to": {"equals": "End"}}}}
ONE = {"drop": {"line": {"starts": "S"}}, "where": "head 1", "alone": True}
OTHER = {"drop": {"line": {"equals": "Snow"}}, "where": "head 1", "alone": True}
MORE = {"drop": {"block": {"from": {"equals": "More"}, "to": {"equals": "End"}}}, "unless": {"prose": 14}}
DATELINE = {"drop": {"span": {"starts": "OSLO - "}}}
MORE_LINE = {"drop": {"line": {"equals": "More"}}}


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("x\nSkip\ny\nSkip\nIt rained.", [START]),
        ("x\nBox\nEnd\nSkip\nIt rained.", [START, BOX]),
        ("Menu\nStay\nSkip", [START, {"drop": {"line": {"equals": "Skip"}}}, {"keep": {"line": {"equals": "Stay"}}}]),
        ("Sun\nSnow\nIt rained.", [ONE, OTHER]),
        ("More\nOSLO - It snows.\nEnd", [MORE, DATELINE]),
        ("More\nOSLO - It snows.\nEnd", [MORE, DATELINE, MORE_LINE]),
    ],
    ids=[
        "a second block at the start",
        "another block at the start",
        "a line that closed it",
        "two that act alone",
        "prose",
        "prose, and the line that opened the block",
    ],
)
def test_nor_does_it_where_one_rule_changes_what_another_sees(text: str, rules: list[dict[str, Any]]) -> None:
    written = [
        {**rule, "id": f"r{n}", "kind": "other", "strips": ["x"], "spares": ["y"]} for n, rule in enumerate(rules)
    ]
    data = {"grammar": 1, "publisher": "P", "domains": ["p.example"], "max_share": 1, "rules": written}
    pack, faults = parse("publishers/p.example", json.dumps(data))
    assert pack is not None, faults
    again(text, Rulebook([pack]))
