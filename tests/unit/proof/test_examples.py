"""An example that fails says why, and is read in the language that it names."""

from __future__ import annotations

import pytest

from cleaner.proof.examples import try_examples
from cleaner.proof.survivors import example_reader
from cleaner.rule.parse_pack import parse

PACK = """\
grammar: 1
publisher: The Fjord Times
domains: [fjord.example]
languages: [en, es]
rules:
  - id: byline
    kind: byline
    {rule}
    strips: [{strips}]
    spares: [Nothing.]
"""

BYLINE = 'drop: {line: {like: "(By|Por) {authors:names}"}}'


def problems(rule: str, strips: str) -> list[str]:
    pack, faults = parse("publishers/fjord.example", PACK.replace("{rule}", rule).replace("{strips}", strips))
    assert pack, faults
    return [outcome.fault.problem for outcome in try_examples(pack, example_reader(pack)) if outcome.problem]


@pytest.mark.parametrize(
    ("rule", "strips", "reason"),
    [
        (BYLINE, "By Tuesday Evening", '(like: "Tuesday Evening" is no list of names in `(By|Por) {authors:names}`)'),
        ("drop: {line: {starts: Share}}", "Snow", '(starts: the line "Snow" does not start with "Share")'),
        ("keep: {line: {starts: Share}}", "Snow", '(starts: the line "Snow" does not start with "Share")'),
        ("find: {line: {starts: Share}}", "Snow", '(starts: the line "Snow" does not start with "Share")'),
        (
            "drop: {block: {from: {equals: Share}, to: {equals: Send}}}",
            '"Share\\nit"',
            "(to: no line up to the 12th of the block passes it)",
        ),
        (
            "drop: {block: {from: {starts: Share}, to: {equals: Send}}}",
            "Snow",
            '(from: starts: the line "Snow" does not start with "Share")',
        ),
        (
            "drop: {block: {from: {equals: Share}, to: {equals: Send}}}",
            "'Share\\nSend'",
            "; `\\n` breaks a line only in double quotes",
        ),
    ],
)
def test_an_example_that_is_not_taken_says_why(rule: str, strips: str, reason: str) -> None:
    [problem] = problems(rule, strips)
    assert problem.endswith(reason)


def test_an_example_that_meets_the_condition_is_not_blamed_on_it() -> None:
    [problem] = problems("drop: {line: {starts: Share}}\n    unless: {ends: '?'}", "Share it?")
    assert problem == "`byline` strips: leaves 'Share it?'; it must take all, or say what it `leaves`"


def test_an_example_is_read_in_the_language_that_it_names() -> None:
    text = "Por Marta Ruiz y Bo Ek"
    lifts = "lifts: {authors: [Marta Ruiz, Bo Ek]}"
    assert problems(BYLINE, f"{{text: {text}, language: es, {lifts}}}") == []
    assert len(problems(BYLINE, f"{{text: {text}, {lifts}}}")) == 1


def test_the_language_of_an_example_is_one_of_the_packs() -> None:
    with pytest.raises(AssertionError, match="`language` cannot be `fr`; known: en, es"):
        problems(BYLINE, "{text: By Bo Ek, language: fr}")
