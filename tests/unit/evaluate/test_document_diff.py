from __future__ import annotations

from typing import Any

from cleaner.edit import Edit
from cleaner.evaluate.document_diff import DocumentDiff, Outcome, changed_lines, document_diff, lost_chars
from cleaner.ledger import InputClaims, Ledger, Provenance, UsedSettings
from cleaner.record import Metadata, Record

INPUT = "Share this\nThe tide gate was shut.\nPhoto: A. Keeper"
SHARE, GATE, PHOTO = (0, 11), (11, 35), (35, 51)


def edit(span: tuple[int, int], *rules: str, kind: str = "other") -> Edit:
    start, end = span
    return Edit(start, end, 0, rules or ("pier/share",), kind, INPUT[start:end])


def outcome(
    *edits: Edit, digest: str = "d" * 64, added: str = "", packs: str = "", path: str = "", given: str = "{}",
    extractor: str = "auto", **metadata: Any,
) -> Outcome:  # fmt: skip
    """What a run makes of the input with these edits."""
    text, at = "", 0
    for each in edits:
        text, at = text + INPUT[at : each.start], each.end
    text = (text + INPUT[at:]).strip("\n").replace("\n", "\n\n")
    ledger = Ledger(
        version=2, id="a", path=path, kind="file", digest=digest, size=0, given=given, declared=InputClaims("", ""),
        extracted_digest="", page="", encoding="utf-8", bom="", undecoded=[], raw="", newline="\n", newlines=[], repairs=[],
        edits=list(edits), separator="\n", separators=[], repaired_again=[], pack="",
        settings=UsedSettings(False, extractor, False, []), provenance=Provenance("", "", packs, "", ""),
    )  # fmt: skip
    return Record("a", text, added=added, metadata=Metadata(**metadata)), ledger


def test_the_stamp_the_time_the_path_what_was_given_and_what_was_set_are_no_difference() -> None:
    first = outcome(added="1999", cleaner="1 abc", packs="abc", path="in/a.txt", given="", extractor="")
    assert document_diff(first, outcome(added="2001", cleaner="2 def", packs="def", path="b/a.txt")) is None


def test_fields_that_differ_are_named() -> None:
    diff = document_diff(outcome(authors=["A. Keeper"]), outcome(edit(PHOTO)))
    assert diff
    assert diff.fields == ("text", "metadata.authors", "ledger.edits")


def test_a_rule_that_removes_more_is_named_with_its_characters_and_kind() -> None:
    first, second = outcome(edit(SHARE)), outcome(edit(SHARE), edit(PHOTO, "pier/photo", kind="image-credit"))
    assert document_diff(first, second) == DocumentDiff(
        ("text", "ledger.edits"), {"pier/photo": 16}, {"image-credit": 16}, len("Photo:A.Keeper"), 0
    )
    back = document_diff(second, first)
    assert back
    assert (back.by_rule, back.lost, back.gained) == ({"pier/photo": -16}, 0, 14)


def test_an_edit_counts_for_each_of_its_rules_and_once_for_its_kind() -> None:
    diff = document_diff(outcome(), outcome(edit(SHARE, "pier/a", "pier/b")))
    assert diff
    assert (diff.by_rule, diff.by_kind) == ({"pier/a": 11, "pier/b": 11}, {"other": 11})


def test_a_renamed_rule_loses_nothing() -> None:
    diff = document_diff(outcome(edit(SHARE, "pier/old")), outcome(edit(SHARE, "pier/new")))
    assert diff
    assert (diff.by_rule, diff.lost, diff.gained) == ({"pier/new": 11, "pier/old": -11}, 0, 0)


def test_of_edits_that_overlap_only_what_is_new_is_lost() -> None:
    first = outcome(edit((2, 5)), edit((8, 14)), edit((40, 51)))
    second = outcome(edit((0, 20)), edit((30, 45)))
    new = INPUT[0:2] + INPUT[5:8] + INPUT[14:20] + INPUT[30:40]
    assert lost_chars(first, second) == len("".join(new.split()))
    assert lost_chars(second, first) == len("".join((INPUT[45:51]).split()))


def test_if_the_input_was_read_differently_words_that_are_gone_are_lost() -> None:
    first, second = outcome(), outcome(edit((15, 20)), digest="e" * 64)  # "tide " goes
    assert lost_chars(first, second) == len("tide")
    assert lost_chars(second, first) == 0


def test_what_another_reading_of_the_input_left_out_is_lost_though_no_edit_has_it() -> None:
    record, ledger = outcome(digest="e" * 64)
    assert lost_chars(outcome(), (Record("a", record.text.removeprefix("Share this\n\n")), ledger)) == len("sharethis")


def test_if_the_input_was_read_differently_lines_that_moved_are_not_lost() -> None:
    record, ledger = outcome(digest="e" * 64)
    lines = record.text.split("\n")
    assert lost_chars(outcome(), (Record("a", "\n".join(reversed(lines))), ledger)) == 0


def test_lines_that_went_and_came_back_are_marked_in_order() -> None:
    assert changed_lines("One.\n\nTwo.\n\nThree.", "Zero.\n\nOne.\n\nThree.") == ["+Zero.", "-Two."]


def test_lines_that_look_like_the_head_of_a_diff_are_kept() -> None:
    assert changed_lines("-- a\n\n@@ b", "c") == ["--- a", "-@@ b", "+c"]
