"""
No expression can be pumped: whatever a pack says, work grows no faster than the text.

RE2 runs an expression in at most (instructions x characters) steps. So it is enough that every expression is compiled by RE2,
within a budget of instructions, and that each line is handed to it a bounded number of times. Both are counted here; no
clock is asked.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from cleaner.document import Document
from cleaner.match import conditions as match_module
from cleaner.match.matcher import Matcher
from cleaner.match.re2_fast import compiled, first_spans, matches_any
from cleaner.packs.load import bundled, read_folder
from cleaner.rule.expression import problems
from cleaner.rule.grammar import MAX_PROGRAM
from cleaner.rule.model import BlockUnit, LineUnit, Matches, Rule, RulePack
from cleaner.rule.parse_rule import patterns
from cleaner.rule_name import RuleName
from cleaner.span import Lines

PACKS = read_folder(bundled())[0]
SIZES = (50, 100, 200)
"""Repetitions of the pump: each twice the one before."""


def patterns_of(pack: RulePack) -> Iterator[str]:
    for rule in pack.rules:
        unit = rule.unit
        tests = (unit.opens, unit.to, unit.during) if isinstance(unit, BlockUnit) else (unit.test,)
        for test in (*tests, rule.unless):
            yield from patterns(test)
    for fingerprint in pack.fingerprints:
        yield from patterns(fingerprint.test)


BUNDLED = sorted({pattern for pack in PACKS for pattern in patterns_of(pack)})


def hostile(count: int) -> list[str]:
    """Expressions that make a backtracking engine take exponential or polynomial time: the classics, and random nests."""
    atoms = ("a", "[ab]", "(?:a|a)", "(?:a|b|ab)", ".", "(?:aa|a)")
    counts = ("*", "+", "{1,9}", "*?", "?")
    made = [f"^(?:{atom}{inner}){outer}$" for atom, inner, outer in product(atoms, counts[:3], counts[:2])]
    made += ["^(?:a?){30}a{30}$", "^(a|aa)+$", "(x+x+)+y", "^(.*)*$", "(.*)(.*)(.*)(.*)[xy]$", "^(?:[a-z]+ ?)+:$"]
    chance = random.Random(7)
    while len(made) < count:
        nest = chance.choice(atoms)
        for _ in range(chance.randint(2, 5)):
            nest = f"(?:(?:{nest}){chance.choice(counts)}|{chance.choice(atoms)})"
        made.append(f"^{nest}b$")
    return made[:count]


HOSTILE = hostile(100)


KINDS = {
    "CJK": "[\u4e00-\u9fff]",
    "Cyrillic": "[\u0430-\u044f]",
    "named groups": r"\?P<",
    "wide repetition": r"\{[0-9]+,[0-9]{2,}\}",
    "class without alternation": r"^[^|]*\[[^]]+\][+*][^|]*$",
    "alternation": r"\|",
    "anchored at both ends": r"^\^.*\$$",
    "not anchored": r"^[^^].*[^$]$",
}
"""Kinds of expression, and what gives each away."""


def largest_of_each() -> dict[str, str]:
    """For each kind the bundled expression with the most instructions, of those that show no other kind yet."""
    chosen: dict[str, str] = {}
    for kind, mark in KINDS.items():
        others = [pattern for pattern in BUNDLED if re.search(mark, pattern) and pattern not in chosen.values()]
        chosen[kind] = max(others, key=lambda pattern: compiled(pattern).programsize)
    return chosen


PUMPED = {**largest_of_each(), "nested repetition": "^(a|aa)+$", "many options": "^(?:a?){30}a{30}$"}
"""
Ten expressions, two of them hostile. How often a line is handed to an expression does not depend on the expression, so ten of
different kinds show it as well as all do; the budget is checked for all.
"""


def pumps(pattern: str) -> list[str]:
    """Texts made of an expression's own letters, which repeated come as near to matching as can be had cheaply."""
    words = [
        word for word in re.findall(r"[A-Za-z]{1,12}", re.sub(r"\\p\{?\w+\}?|\(\?P<\w+>|\\.", " ", pattern)) if word
    ]
    return ["a", *sorted(set(words))[:4], "".join(words) or "b", " ".join(words) + ", ", "Aa "]


class Counted:
    """Expressions that count what they are given: characters times instructions, as far as they had to look."""

    steps = 0

    def __init__(self, inner: Any, *patterns: str):
        self.inner = inner
        self.size = sum(compiled(pattern).programsize for pattern in patterns)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    def search(self, text: str) -> Any:
        found = self.inner.search(text)
        Counted.steps += ((found.end() if found else len(text)) + 1) * self.size
        return found

    def __call__(self, line: bytes) -> Any:
        Counted.steps += (len(line) + 1) * self.size
        return self.inner(line)


def count_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count whatever is handed to an expression from here on."""
    monkeypatch.setattr(match_module, "compiled", lambda pattern: Counted(compiled(pattern), pattern))
    monkeypatch.setattr(match_module, "matches_any", lambda patterns: Counted(matches_any(patterns), *patterns))
    monkeypatch.setattr(match_module, "first_spans", lambda pattern: Counted(first_spans(pattern), pattern))
    Counted.steps = 0


def document(text: str) -> Document:
    return Document("a", text, Lines.of_text(text), "en")


def steps(pattern: str, text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """What finding a line rule of this expression in a text hands to it."""
    matcher = Matcher(
        [Rule(RuleName("p", "x"), "other", "drop", LineUnit(Matches((pattern,))), unless=Matches((pattern + "never",)))]
    )
    with monkeypatch.context() as context:
        count_steps(context)
        matcher.matches(document(text))
    return Counted.steps


def test_there_are_patterns_to_try() -> None:
    assert len(BUNDLED) > 300
    assert len(set(HOSTILE)) == 100
    assert len({*PUMPED.values()}) == 10


def test_every_bundled_expression_is_re2_and_within_its_budget() -> None:
    assert {type(compiled(pattern)).__module__ for pattern in BUNDLED} == {"re2"}
    assert not [pattern for pattern in BUNDLED if compiled(pattern).programsize > MAX_PROGRAM]
    assert not [problem for pattern in BUNDLED for problem in problems(pattern, ["en"])]


def test_what_only_a_backtracking_engine_would_choke_on_is_accepted_and_within_the_budget() -> None:
    assert not [problem for pattern in HOSTILE for problem in problems(pattern, ["en"])]
    assert not [pattern for pattern in HOSTILE if compiled(pattern).programsize > MAX_PROGRAM]


@pytest.mark.parametrize(
    "pattern", ["(?:(?:a{50}){50}){2}", "[\\pL .'-]{2,80}", "(?:(?:a{9}){9}){50}", "(a)\\1", "a(?=b)", "(?>a)"]
)
def test_what_cannot_be_bounded_is_refused(pattern: str) -> None:
    assert problems(pattern, ["en"]) != []


@pytest.mark.parametrize("pattern", PUMPED.values(), ids=PUMPED)
def test_a_pumped_line_costs_no_more_than_its_length(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # A line is handed to each expression once: where it could hold, and where it could be excused.
    size = sum(compiled(one).programsize for one in (pattern, pattern + "never"))
    for pump in pumps(pattern):
        for count in SIZES:
            line = (pump * count).strip()
            assert steps(pattern, line, monkeypatch) <= size * (len(line.encode()) + 1)


@pytest.mark.parametrize("pattern", PUMPED.values(), ids=PUMPED)
def test_pumped_lines_cost_twice_as_much_when_they_are_twice_as_many(
    pattern: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for pump in pumps(pattern):
        small, middle, large = (steps(pattern, f"{pump * 9}\n" * count, monkeypatch) for count in SIZES)
        assert (middle, large) == (2 * small, 4 * small)


def test_lines_that_a_literal_does_not_reach_are_not_handed_to_an_expression_at_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from cleaner.rule.parse_pack import parse

    text = (
        "grammar: 1\nlanguages: [en]\nrules: [{id: x, kind: other, drop: {line: {starts: Save, matches: '(a+)+$'}}, "
        "strips: [Saveaa], spares: [y]}]"
    )
    pack, faults = parse("agencies/x", text)
    assert pack, faults
    count_steps(monkeypatch)
    Matcher(pack.rules).matches(document("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\n" * 50))
    assert Counted.steps == 0


def test_the_counter_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    assert steps("a", "a\na\nb", monkeypatch) > 0
