"""A record is defined once: what is written, what is read and what is said of it all follow the same classes."""

from __future__ import annotations

import json
import re
from typing import Annotated

import msgspec
import pytest
from msgspec import Meta, Struct

from cleaner.edit import Edit
from cleaner.errors import DocumentError
from cleaner.json_line import JsonLine
from cleaner.ledger import (
    InputClaims,
    Ledger,
    LineEnd,
    ParagraphRepairedAgain,
    Provenance,
    RepairedLine,
    UncommonSeparator,
    UndecodedBytes,
    UsedSettings,
)
from cleaner.page import PageFields
from cleaner.record import DERIVED, REJECTED_INPUT_MAX_BYTES, Dateline, Liftable, Metadata, Record, Rejected, reject
from cleaner.record_fields import LIFTABLE, LIST_FIELDS, RECORD_FIELDS, TEXT_FIELDS, fields_of

RECORD = Record("a", "Der Regen\u2028fiel.", metadata=Metadata(language_score=0.5, authors=["Zo\u00eb"], extra="{}"))
LEDGER = Ledger(
    version=2, id="a", path="a.txt", kind="file", digest="0" * 64, size=9, given="{}", declared=InputClaims("en", ""),
    extracted_digest="", page="", encoding="utf-8", bom="", undecoded=[UndecodedBytes(3, "ff")], raw="", newline="\n",
    newlines=[LineEnd(1, "")], repairs=[RepairedLine(0, "x", ["entities"])],
    edits=[Edit(0, 4, 0, ("p/r",), "share", "Save")], separator="\n", separators=[UncommonSeparator(0, " ")],
    repaired_again=[ParagraphRepairedAgain(0, "y")], pack="p", settings=UsedSettings(False, "auto", False, ["share"]),
    provenance=Provenance("1", "2", "3", "4", "5"),
)  # fmt: skip


def test_a_line_holds_the_fields_in_their_order_unescaped_and_ends_with_one_line_feed() -> None:
    line = RECORD.to_json()
    assert line.startswith('{"id":"a","text":"Der Regen\u2028fiel.","source":"unknown","created":null,'.encode())
    assert list(json.loads(line)["metadata"]) == list(Metadata.__struct_fields__)
    assert line.endswith(b'"extra":"{}"}}\n')
    assert line.count(b"\n") == 1


def test_a_line_is_what_the_dictionary_says() -> None:
    assert json.loads(RECORD.to_json()) == RECORD.to_dict()
    assert json.loads(LEDGER.to_json()) == json.loads(json.dumps(LEDGER.to_dict()))


def test_a_lone_surrogate_is_refused_and_not_written_as_something_else() -> None:
    with pytest.raises(UnicodeEncodeError):
        Record("a", "\ud800").to_json()


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        (b'"id":"a"', b'"id":7', "Expected `str`, got `int` - at `$.id`"),
        (b'"undecoded":[{"at":3,', b'"undecoded":[{"at":"3",', "Expected `int`, got `str` - at `$.undecoded[0].at`"),
        (b'"rules":["p/r"]', b'"rules":"p/r"', "Expected `array`, got `str` - at `$.edits[0].rules`"),
        (b'"start":0', b'"start":-1', "Expected `int` >= 0 - at `$.edits[0].start`"),
        (b'"kind":"file"', b'"kind":"page"', "matching regex '^(file|row)(-page)?$' - at `$.kind`"),
        (b'"separator":', b'"seperator":', "unknown field `seperator`"),
        (b'"repaired_again":[{"paragraph":0,"before":"y"}],', b"", "missing required field `repaired_again`"),
        (b'"version":2', b'"version":3', "Expected ledger version 2 or older, got 3"),
        (b'"version":2', b'"version":1', "Expected `int` >= 2 - at `$.version`"),
        (b'"version":2,', b"", "unknown field `given`"),
    ],
)  # fmt: skip
def test_a_ledger_that_does_not_fit_says_where_and_what_would_be_right(
    before: bytes, after: bytes, problem: str
) -> None:
    line = LEDGER.to_json()
    assert Ledger.from_json(line) == LEDGER
    with pytest.raises(msgspec.ValidationError, match=re.escape(problem)):
        Ledger.from_json(line.replace(before, after))


def test_a_record_may_have_keys_that_a_reader_added() -> None:
    assert Record.from_json(RECORD.to_json().replace(b'{"id"', b'{"tokens":12,"id"')) == RECORD


def test_a_rejection_keeps_a_short_input_and_only_the_digest_of_a_long_one() -> None:
    error = DocumentError("limit", "too long")
    assert len(reject("a", "a", b"x" * REJECTED_INPUT_MAX_BYTES, error).raw) > REJECTED_INPUT_MAX_BYTES
    long = reject("a", "a", b"x" * (REJECTED_INPUT_MAX_BYTES + 1), error)
    assert (long.raw, long.size) == ("", REJECTED_INPUT_MAX_BYTES + 1)
    assert reject("a", "a", b"part", error, digest="d", size=99).digest == "d"


def test_a_field_is_read_off_its_line() -> None:
    class Specimen(Struct):
        names: Annotated[list[str] | None, Meta(description="Who."), Liftable("names", "who"), DERIVED] = None

    [field] = fields_of(Specimen)
    assert field == ("names", list[str], "Who.", Liftable("names", "who"), True)


def test_what_rules_lift_fits_the_type_of_the_field() -> None:
    kinds = {"text": str, "date": str, "int": int, "texts": list[str], "names": list[str]}
    assert [field.name for field in RECORD_FIELDS if field.lift and kinds[field.lift.kind] != field.type] == []


def test_what_a_page_gives_under_the_name_of_a_list_or_a_text_is_one() -> None:
    empty = PageFields()
    assert {name: getattr(empty, name) for name in TEXT_FIELDS if hasattr(empty, name)} == {
        "title": "",
        "standfirst": "",
    }
    assert [name for name in LIST_FIELDS if getattr(empty, name, ()) != ()] == []


def test_the_fields_of_a_dateline_are_lifted_by_their_full_names() -> None:
    assert [name for name in LIFTABLE if "." in name] == [f"dateline.{name}" for name in Dateline.__struct_fields__]


@pytest.mark.parametrize("kind", [Record, Ledger, Rejected])
def test_a_line_that_is_nested_too_deep_is_refused_as_other_broken_lines_are(kind: type[JsonLine]) -> None:
    with pytest.raises(msgspec.DecodeError, match="nested too deep"):
        kind.from_json(b'{"other": ' + b"[" * 100_000)
