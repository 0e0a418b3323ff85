"""
No expression can be pumped: whatever a pack says, work grows no faster than the text.

RE2 runs an expression in at most (instructions x bytes) steps. So it is enough that RE2 compiles every expression, within a
budget of instructions, and that each expression reads each line at most a fixed number of times. Both are counted here, and
nothing is timed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import pytest

from cleaner.document import Document
from cleaner.match.folded import FoldedDocument
from cleaner.match.matcher import Matcher
from cleaner.match.re2_fast import compiled
from cleaner.packs.load import bundled, read_folder
from cleaner.proof.lint.walk import parts
from cleaner.rule.expression import problems
from cleaner.rule.grammar import MAX_PROGRAM_INSTRUCTIONS
from cleaner.rule.model import AllOf, BlockUnit, Condition, Like, LineUnit, Literal, Matches, Rule, RulePack
from cleaner.rule.template_expression import expressions_of
from cleaner.rule_name import RuleName
from cleaner.span import LineIndex

PACKS = read_folder(bundled())[0]
SIZES = (50, 100, 200)
"""Repetitions of the pump: each twice the one before."""


def patterns_of(pack: RulePack) -> Iterator[str]:
    for rule in pack.rules:
        unit = rule.unit
        tests = (unit.opens, unit.to, unit.during) if isinstance(unit, BlockUnit) else (unit.condition,)
        for test in (*tests, rule.unless):
            yield from expressions_in(test)
    for fingerprint in pack.fingerprints:
        yield from expressions_in(fingerprint.condition)


def expressions_in(condition: Condition | None) -> Iterator[str]:
    """The expressions of a condition, and those that its templates become."""
    for part in parts(condition) if condition is not None else ():
        if isinstance(part, Matches | Like):
            yield from expressions_of(part)


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


class CountingRows(list[bytes]):
    """The lines of a document as expressions read them; counts the bytes that are read."""

    bytes_read = 0

    def __getitem__(self, number: Any) -> Any:
        line = super().__getitem__(number)
        self.bytes_read += len(line) + 1
        return line


def bytes_read(rules: Sequence[Rule], text: str) -> int:
    """How many bytes of a text expressions read when rules are matched, each reading counted."""
    folded = FoldedDocument(Document("a", text, LineIndex.of_text(text), "en"))
    rows = vars(folded)["rows"] = CountingRows(folded.rows)
    Matcher(rules).match(folded)
    return rows.bytes_read


def rule(pattern: str) -> Rule:
    """A line rule with two expressions: where it holds, and where it is excused."""
    unless = Matches((pattern + "never",))
    return Rule(RuleName("p", "x"), "other", "drop", LineUnit(Matches((pattern,))), unless=unless)


def test_there_are_patterns_to_try() -> None:
    assert len(BUNDLED) > 300
    assert len(set(HOSTILE)) == 100
    assert len({*PUMPED.values()}) == 10


def test_every_bundled_expression_is_re2_and_within_its_budget() -> None:
    assert {type(compiled(pattern)).__module__ for pattern in BUNDLED} == {"re2"}
    assert not [pattern for pattern in BUNDLED if compiled(pattern).programsize > MAX_PROGRAM_INSTRUCTIONS]
    assert not [problem for pattern in BUNDLED for problem in problems(pattern, ["en"])]


def test_what_only_a_backtracking_engine_would_choke_on_is_accepted_and_within_the_budget() -> None:
    assert not [problem for pattern in HOSTILE for problem in problems(pattern, ["en"])]
    assert not [pattern for pattern in HOSTILE if compiled(pattern).programsize > MAX_PROGRAM_INSTRUCTIONS]


@pytest.mark.parametrize(
    "pattern", ["(?:(?:a{50}){50}){2}", "[\\pL .'-]{2,80}", "(?:(?:a{9}){9}){50}", "(a)\\1", "a(?=b)", "(?>a)"]
)
def test_what_cannot_be_bounded_is_refused(pattern: str) -> None:
    assert problems(pattern, ["en"]) != []


@pytest.mark.parametrize("pattern", PUMPED.values(), ids=PUMPED)
def test_a_pumped_line_is_read_once_by_each_expression(pattern: str) -> None:
    for pump in pumps(pattern):
        for count in SIZES:
            line = (pump * count).strip()
            assert bytes_read([rule(pattern)], line) <= 2 * (len(line.encode()) + 1)


@pytest.mark.parametrize("pattern", PUMPED.values(), ids=PUMPED)
def test_twice_as_many_pumped_lines_are_twice_as_much_to_read(pattern: str) -> None:
    for pump in pumps(pattern):
        few, more, most = (bytes_read([rule(pattern)], f"{pump * 9}\n" * count) for count in SIZES)
        assert (more, most) == (2 * few, 4 * few)


def test_lines_without_a_required_literal_are_not_read_by_an_expression_at_all() -> None:
    starts = AllOf((Literal("starts", ("save",)), Matches(("(a+)+$",))))
    literal_first = Rule(RuleName("p", "x"), "other", "drop", LineUnit(starts))
    assert bytes_read([literal_first], "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\n" * 50) == 0
    assert bytes_read([literal_first], "Saveaaaaaaa\n" * 50) > 0


def test_the_bytes_are_counted() -> None:
    # All three lines are read together, then one by one; those that match are read again for what might excuse them.
    assert bytes_read([rule("a")], "a\nab\nb") == 7 + 7 + 5
