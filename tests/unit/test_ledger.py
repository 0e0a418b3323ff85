"""What a ledger says for later commands: what came with the input, what it declared, the pack, the settings."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cleaner.clean import Cleaned, process
from cleaner.document import Raw
from cleaner.errors import DocumentError
from cleaner.formats.row import raw_of_row
from cleaner.json_text import json_text
from cleaner.ledger import InputClaims, Ledger, UsedSettings
from cleaner.match.rulebook import Rulebook
from cleaner.rule.parse_pack import parse
from cleaner.settings import DEFAULTS, Settings

PACK = parse("publishers/ferry.example", "grammar: 1\npublisher: The Ferry\ndomains: [ferry.example]\n")[0]
PAGE = (
    '<html><head><meta charset="windows-1252"></head><body><article>'
    "<p>The ferry left at nine, and in the morning it came back with forty people on board.</p></article></body></html>"
)


def ledger_of_input(raw: Raw, settings: Settings = DEFAULTS, keep_kinds: tuple[str, ...] = ()) -> Ledger:
    assert PACK
    result = process(raw, Rulebook([PACK], keep_kinds=keep_kinds), settings)
    assert isinstance(result, Cleaned), result
    return result.ledger


def test_the_fields_that_came_with_the_input_are_kept_as_they_came() -> None:
    row = {"text": "The ferry left.", "id": "a", "title": " T ", "created": "yesterday", "topic": {"b": 1, "a": None}}
    given = json.loads(ledger_of_input(raw_of_row(row, "f#1")).given)
    assert given == {"title": " T ", "created": "yesterday", "topic": {"b": 1, "a": None}}


def test_a_file_comes_without_fields() -> None:
    ledger = ledger_of_input(Raw("a", b"The ferry left.", "a.txt"))
    assert (ledger.given, ledger.declared) == ("{}", InputClaims("", ""))


@pytest.mark.parametrize(
    ("raw", "claims"),
    [
        (Raw("a", "The ferry left.", given={"language": "EN-gb"}), InputClaims("EN-gb", "")),
        (Raw("a", "The ferry left.", given={"language": 7}), InputClaims("", "")),
        (Raw("a", b"The ferry left.", declared="latin-1"), InputClaims("", "latin-1")),
        (Raw("a", PAGE.encode(), kind="html"), InputClaims("", "windows-1252")),
        (Raw("a", PAGE.encode(), kind="html", declared="utf-8"), InputClaims("", "utf-8")),
        (Raw("a", PAGE, kind="html"), InputClaims("", "")),  # text already: what the page declares says nothing of it
    ],
)
def test_what_an_input_says_of_itself_is_kept_whether_or_not_it_was_believed(raw: Raw, claims: InputClaims) -> None:
    assert ledger_of_input(raw).declared == claims


def test_the_pack_is_named_where_the_publisher_has_one() -> None:
    assert (
        ledger_of_input(Raw("a", "The ferry left.", given={"source": "ferry.example"})).pack
        == "publishers/ferry.example"
    )
    assert ledger_of_input(Raw("a", "The ferry left.", given={"source": "mill.example"})).pack == ""


def test_the_settings_that_shaped_the_document_are_named() -> None:
    settings = Settings(whole_page=True, extractor="resiliparse", straight_quotes=True)
    ledger = ledger_of_input(Raw("a", "The ferry left."), settings, ("share", "caption"))
    assert ledger.settings == UsedSettings(True, "resiliparse", True, ["caption", "share"])
    assert ledger_of_input(Raw("a", "The ferry left.")).settings == UsedSettings(False, "auto", False, [])


@pytest.mark.parametrize("value", ["\ud800", 2**70, {1: "a"}])
def test_fields_that_json_cannot_hold_are_named(value: Any) -> None:
    with pytest.raises(DocumentError, match="bad-row: the other fields of the row cannot be written as JSON: "):
        json_text({"title": value})
