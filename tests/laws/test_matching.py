"""A prefilter changes no match; and (law 7) only RE2 ever runs an author's expression."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from cleaner.clean import process
from cleaner.document import Raw
from cleaner.errors import DocumentError
from cleaner.match.compiled_rules import first_condition
from cleaner.match.conditions import holds
from cleaner.match.fold_rule import fold_rule
from cleaner.match.folded import FoldedDocument
from cleaner.match.matcher import Matcher
from cleaner.match.prefilter import ByLiterals, EveryLine
from cleaner.match.rulebook import Rulebook
from cleaner.packs.load import load
from cleaner.prepare import prepare
from cleaner.rule import expression
from cleaner.rule.grammar import MAX_PROGRAM_INSTRUCTIONS
from cleaner.rule.parse_pack import parse

from .strategies import GIVEN, PATTERNS, books, texts


@given(texts(), books())
def test_a_prefilter_changes_no_match(text: str, book: Rulebook) -> None:
    try:
        document = prepare(Raw("a", text, given=GIVEN))
    except DocumentError:
        return
    rules = [rule for pack in book.packs.values() for rule in pack.rules]
    assert Matcher(rules, ByLiterals()).matches(document) == Matcher(rules, EveryLine()).matches(document)


def test_nor_does_it_on_the_samples_with_the_bundled_packs(seeds: Path) -> None:
    packs = load().packs.values()
    quick, plain = (Rulebook(packs, new_prefilter=prefilter) for prefilter in (ByLiterals, EveryLine))
    samples = sorted(seeds.glob("*.txt"))
    assert len(samples) == 5
    for sample in samples:
        raw = Raw(sample.name, sample.read_bytes())
        assert process(raw, quick) == process(raw, plain), sample.name


@given(texts(), books())
def test_candidates_hold_exactly_where_their_conditions_do(text: str, book: Rulebook) -> None:
    try:
        document = FoldedDocument(prepare(Raw("a", text, given=GIVEN)))
    except DocumentError:
        return
    conditions = [first_condition(fold_rule(rule)) for pack in book.packs.values() for rule in pack.rules]
    for prefilter in (ByLiterals(), EveryLine()):
        assert {
            (candidates.condition, line)
            for candidates in prefilter(conditions)(document)
            for line in candidates.lines
            if candidates.holds(document, line)
        } == {
            (number, line)
            for number, condition in enumerate(conditions)
            for line in range(len(document.lines))
            if holds(condition, document, line)
        }


def test_no_expression_of_an_author_is_compiled_by_re(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    theirs = re.compile

    def noted(pattern: Any, flags: int = 0) -> Any:
        compiled.append(str(pattern))
        return theirs(pattern, flags)

    monkeypatch.setattr(re, "compile", noted)
    rules = "\n".join(
        f"  - {{id: r{n}, kind: other, drop: {{line: {{matches: '{pattern}'}}}}, strips: [x], spares: [y]}}"
        for n, pattern in enumerate(PATTERNS)
    )
    pack, faults = parse("agencies/a", f"grammar: 1\nrules:\n{rules}\n")
    assert pack is not None, faults
    Matcher(pack.rules).matches(prepare(Raw("a", "aa b\nEe", given=GIVEN)))
    assert not set(compiled) & set(PATTERNS)


def test_an_expression_over_the_budget_is_refused() -> None:
    problems = expression.problems(r"[\pL .'-]{2,80}", ["en"])
    assert len(problems) == 1
    assert f"instructions, more than {MAX_PROGRAM_INSTRUCTIONS}: write + and `max_chars`" in problems[0]
    assert expression.problems(r"[\pL .'-]+", ["en"]) == []
