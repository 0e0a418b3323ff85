"""A run that differs from the one that was begun is told apart, and every difference is named."""

from __future__ import annotations

import json
from dataclasses import replace

import msgspec
import pytest

from cleaner.formats.work_item import InputFile
from cleaner.match.rulebook import Rulebook
from cleaner.provenance import NOT_INSTALLED
from cleaner.rule.model import RulePack
from cleaner.rule.parse_pack import parse
from cleaner.run.piece import LineRange, RowGroups, Stream, WholeFiles
from cleaner.run.plan import Causes, Plan, causes_of, differences
from cleaner.settings import DEFAULTS, RowKeys, Settings

FILE = InputFile("a", "a\udcff.jsonl", "jsonl", size=7, stamp="1")
OTHER = InputFile("b", "b.txt", "text", size=2, stamp="1")


def causes(*, settings: Settings = DEFAULTS, kept: str = "", to: str = "jsonl", shard: int | None = None) -> Causes:
    return causes_of(Rulebook([], kept.split()), settings, (to,), shard)


PLAN = Plan(
    causes(),
    "2026-01-01",
    (
        LineRange(FILE, 0, 5, 1),
        LineRange(FILE, 5, 7, 3),
        WholeFiles((OTHER,)),
        RowGroups(FILE, 0, 1, 1, 9),
        Stream(OTHER),
    ),
)


def test_a_plan_survives_being_stored_whatever_bytes_are_in_the_names_of_files() -> None:
    stored = json.dumps(msgspec.to_builtins(PLAN))
    assert msgspec.convert(json.loads(stored), Plan) == PLAN


def test_each_input_is_listed_once() -> None:
    assert PLAN.inputs == [FILE, OTHER]


def test_a_plan_reads_its_inputs_from_where_they_are_now() -> None:
    moved = [replace(FILE, stored="elsewhere"), OTHER]
    assert PLAN.reading(moved).inputs == moved
    assert PLAN.reading(moved).reading([FILE, OTHER]) == PLAN


def test_the_same_run_has_no_differences() -> None:
    assert differences(PLAN, causes(), [FILE, OTHER], None) == []
    assert differences(PLAN, causes(), [FILE, OTHER], "2026-01-01") == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (causes(settings=Settings(straight_quotes=True)), "option --quotes is straight, was keep"),
        (causes(settings=Settings(keys=RowKeys(text="body"))), "option --text-key is body, was text"),
        (causes(kept="caption"), "option --keep-kinds is caption, was not set"),
        (causes(to="parquet"), "option --to is parquet, was jsonl"),
        (causes(shard=10), "option --shard is 10, was not set"),
        (msgspec.structs.replace(PLAN.causes, cleaner="9"), f"cleaner is 9, was {PLAN.causes.cleaner}"),
        (msgspec.structs.replace(PLAN.causes, packs={"sbs.com.au": "1"}), "pack sbs.com.au is new"),
        (
            msgspec.structs.replace(PLAN.causes, libraries={**PLAN.causes.libraries, "ftfy": "9"}),
            "library ftfy is 9, was ",
        ),
    ],
)
def test_a_cause_that_changed_is_named(changed: Causes, said: str) -> None:
    (found,) = differences(PLAN, changed, [FILE, OTHER], None)
    assert found.startswith(said)


def test_a_library_that_was_missing_is_no_difference_once_it_is_there_but_the_reverse_is() -> None:
    there = msgspec.structs.replace(PLAN.causes, libraries={**PLAN.causes.libraries, "selectolax": "1"})
    missing = msgspec.structs.replace(PLAN.causes, libraries={**PLAN.causes.libraries, "selectolax": NOT_INSTALLED})
    begun = msgspec.structs.replace(PLAN, causes=missing)
    assert differences(begun, there, [FILE, OTHER], None) == []
    begun = msgspec.structs.replace(PLAN, causes=there)
    assert differences(begun, missing, [FILE, OTHER], None) == ["library selectolax is not installed, was 1"]


def test_inputs_that_changed_are_named_and_many_are_counted() -> None:
    files = [replace(FILE, stamp="2"), *(InputFile(f"n{n}", f"n{n}.txt", "text") for n in range(10))]
    assert differences(PLAN, causes(), files, None) == [
        "input a\udcff.jsonl has changed", "input b.txt is gone", "input n0.txt is new", "input n1.txt is new",
        "input n2.txt is new", "… and 7 more inputs",
    ]  # fmt: skip


def test_another_time_is_a_difference_only_if_it_was_asked_for() -> None:
    assert differences(PLAN, causes(), [FILE, OTHER], "x") == ["--added is x, was 2026-01-01"]


def test_a_pack_with_another_rule_is_another_pack() -> None:
    before, now = (causes_of(Rulebook([pack(word)]), DEFAULTS, ("jsonl",), None) for word in ("A", "B"))
    plan = msgspec.structs.replace(PLAN, causes=before)
    assert differences(plan, now, [FILE, OTHER], None) == ["pack generic/en has changed"]


def pack(word: str) -> RulePack:
    """A pack with one rule."""
    rule = f"  - id: a\n    kind: share\n    drop: {{line: {{equals: [{word}]}}}}\n    strips: [{word}]\n    spares: [Nothing]\n"
    found, faults = parse("generic/en", f"grammar: 1\nlanguages: [en]\nrules:\n{rule}")
    assert found, faults
    return found
