"""The quick matcher finds what the plain one finds, and (law 7) nothing but RE2 ever runs an author's expression."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given

import cleaner
from cleaner.document import Document, Raw
from cleaner.errors import DocumentError
from cleaner.match.conditions import holds
from cleaner.match.folded import FoldedDocument
from cleaner.match.matcher import Matcher
from cleaner.match.rulebook import Rulebook
from cleaner.prepare import prepare
from cleaner.rule import expression
from cleaner.rule.grammar import MAX_PROGRAM
from cleaner.rule.model import BlockUnit, Rule
from cleaner.rule.parse_pack import parse

from .strategies import PATTERNS, books, texts

GIVEN = {"source": "p.example", "language": "en"}


class Plain(Matcher):
    """Every rule is asked on every line, without clues and scan."""

    asked = 0

    def _where(self, view: FoldedDocument) -> dict[int, Sequence[int]]:
        Plain.asked += 1
        return {number: self._plainly(view, rule) for number, rule in enumerate(self.rules)}

    @staticmethod
    def _plainly(view: FoldedDocument, rule: Rule) -> Sequence[int]:
        lines = [n for n in range(len(view.lines)) if rule.where.place != "nth" or n == rule.where.count - 1]
        test = rule.unit.opens if isinstance(rule.unit, BlockUnit) else rule.unit.test
        return [line for line in lines if holds(test, view, line)]


def found(matcher: Matcher, document: Document) -> list[str]:
    return sorted(map(repr, matcher.matches(document)))


@given(texts(), books())
def test_the_scan_loses_no_match_and_makes_none(text: str, book: Rulebook) -> None:
    try:
        document = prepare(Raw("a", text, given=GIVEN))
    except DocumentError:
        return
    rules: list[Rule] = [rule for pack in book.packs.values() for rule in pack.rules]
    asked = Plain.asked
    assert found(Matcher(rules), document) == found(Plain(rules), document)
    assert Plain.asked > asked or not rules  # or the plain matcher would be the quick one by another name


def test_no_expression_of_an_author_is_compiled_by_re(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    theirs = re.compile
    monkeypatch.setattr(
        re, "compile", lambda pattern, flags=0: (compiled.append(str(pattern)), theirs(pattern, flags))[1]
    )
    rules = "\n".join(
        f"  - {{id: r{n}, kind: other, drop: {{line: {{matches: '{pattern}'}}}}, strips: [x], spares: [y]}}"
        for n, pattern in enumerate(PATTERNS)
    )
    pack, faults = parse("agencies/a", f"grammar: 1\nrules:\n{rules}\n")
    assert pack is not None, faults
    Matcher(pack.rules).matches(prepare(Raw("a", "aa b\nEe", given=GIVEN)))
    assert not set(compiled) & set(PATTERNS)


def test_re_is_imported_by_rules_only_for_expressions_of_our_own() -> None:
    # Each of these compiles constants; a new file with `import re` must be looked at before it is added here.
    ours = {
        "rule/expression.py",
        "rule/parse_pack.py",
        "rule/parse_rule.py",
        "rule/parse_condition.py",
        "match/capture.py",
        "match/route.py",
        "match/prefilter/literals.py",
    }
    package = Path(cleaner.__path__[0])
    found = {
        path.relative_to(package).as_posix()
        for folder in ("rule", "match")
        for path in (package / folder).rglob("*.py")
        if re.search("^import re$", path.read_text("utf-8"), re.M)
    }
    assert found == ours


def test_an_expression_over_the_budget_is_refused() -> None:
    problems = expression.problems(r"[\pL .'-]{2,80}", ["en"])
    assert len(problems) == 1
    assert f"instructions, more than {MAX_PROGRAM}: write + and `max_chars`" in problems[0]
    assert expression.problems(r"[\pL .'-]+", ["en"]) == []
