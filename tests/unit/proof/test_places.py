"""Places are tried with texts made from the rules' own examples."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cleaner.document import Document, Raw
from cleaner.match import matcher
from cleaner.match.compiled_rules import CompiledRules, Hit
from cleaner.match.matcher import Matcher
from cleaner.prepare import prepare
from cleaner.proof.examples import example_document
from cleaner.proof.places import place_problem
from cleaner.rule.model import Rule
from cleaner.rule.parse_pack import parse

HEAD = """\
grammar: 1
languages: [en]
rules:
  - {id: fog, kind: other, drop: {line: {equals: Fog}}, strips: [Fog], spares: [Fogs]}
"""


def read(text: str) -> Document:
    return prepare(Raw("example", text, given={"language": "en"}))


def rule(clauses: str, strips: str) -> Rule:
    """The one rule of a pack with these clauses and this first example, as YAML."""
    lines = "".join(f"    {line}\n" for line in clauses.split("\n"))
    text = f"{HEAD}  - id: share\n    kind: other\n{lines}    strips: [{strips}]\n    spares: [Nothing.]\n"
    pack, faults = parse("generic/en", text)
    assert pack, faults
    return pack.rules[1]


def problem(clauses: str, strips: str) -> str:
    return place_problem(rule(clauses, strips), read)


BITING = {
    "a line at the end": ("drop: {line: {starts: Share}}\nwhere: tail 3", "Share this"),
    "a line at the beginning": ("drop: {line: {starts: Share}}\nwhere: head 3", "Share this"),
    "a line that others of the example stand beside": (
        "drop: {line: {starts: Share}}\nwhere: tail 3",
        '{text: "Share this\\nwith all\\nSend it\\nFour\\nShare it", leaves: "Share this\\nwith all\\nSend it\\nFour"}',
    ),
    "lines that all go": ("drop: {line: {starts: Share}}\nwhere: tail 1", '"Share this\\nShare that\\nShare all"'),
    "a span": ("drop: {span: {starts: 'OSLO - '}}\nwhere: head 2", "{text: OSLO - Snow fell., leaves: Snow fell.}"),
    "a span that is the line": ("drop: {span: {starts: OSLO}}\nwhere: head 1", '"OSLO\\nOSLO"'),
    "a block with an end": (
        "drop: {block: {from: {equals: Share}, to: {equals: Send}}}\nwhere: tail 2",
        '"Share\\nit\\nSend"',
    ),
    "a block of lines that are not long": (
        "drop: {block: {from: {equals: Share}, while: {max_chars: 330}}}\nwhere: tail 1",
        '"Share\\nA river runs dry."',
    ),
    "a block of sentences": (
        "drop: {block: {from: {equals: Share}, while: {ends: '.'}}}\nwhere: tail 1",
        '"Share\\nA river runs dry."',
    ),
    "a block to the end, from the beginning": (
        "drop: {block: {from: {equals: Share}, to: end}}\nwhere: head 4\nconfirm: [it]",
        '"Share\\nand send it"',
    ),
    "a keep, for which every line counts": ("keep: {line: {starts: Share}}\nwhere: tail 2", '"Share this\\nShare all"'),
    "a keep of any line": ("keep: {line: {not: {equals: Fog}}}\nwhere: head 2", "Share this"),
    "a find of a block to the end": (
        "find: {block: {from: {equals: Share}, to: end}}\nwhere: tail 4\nconfirm: [it]",
        '"Share\\nit"',
    ),
    "the first line, whatever it is": ("drop: {line: {not: {equals: Fog}}}\nwhere: nth 1\nneeds: [fog]", "Share this"),
    "a find": ("find: {line: {starts: Share}}\nwhere: head 2", "Share this"),
    "a confirmed line": (
        "drop: {line: {starts: Share}}\nwhere: tail 4\nconfirm: [letter]",
        '{text: "Share this\\nOur letter", leaves: Our letter}',
    ),
    "a rule that needs another": ("drop: {line: {starts: Share}}\nwhere: tail 4\nneeds: [fog]", "Share this"),
    "a heading of a page": (
        "drop: {line: {starts: Share, is: heading}}\nwhere: head 3",
        "{text: Share this, is: heading}",
    ),
    "a title": ("drop: {line: {title: true}}\nwhere: head 2", "{text: Storm, title: Storm}"),
    "a block of headings": (
        "drop: {block: {from: {starts: Share}, while: {is: heading}}}\nwhere: tail 1",
        '{text: "Share this\\nA river", is: heading}',
    ),
    "the second line": (
        "drop: {line: {headline: true}}\nwhere: nth 2\nneeds: [fog]",
        '{text: "1.\\nA river runs dry", leaves: "1."}',
    ),
}


@pytest.mark.parametrize(("clauses", "strips"), BITING.values(), ids=BITING)
def test_a_place_bites(clauses: str, strips: str) -> None:
    placed = rule(clauses, strips)
    assert Matcher([replace(placed, needs=())]).matches(example_document(placed.strips[0], read))
    assert problem(clauses, strips) == ""


@pytest.mark.parametrize(("clauses", "strips"), [BITING[name] for name in BITING if "nth" not in BITING[name][0]])
def test_that_places_were_ignored_would_be_found(clauses: str, strips: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matcher, "hits_in_place", lambda compiled, hits, removable, count: hits)
    assert "does not bite: the rule also takes the example with" in problem(clauses, strips)


def test_that_places_were_too_narrow_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def in_none_but_the_last(compiled: CompiledRules, hits: list[Hit], removable: object, count: int) -> list[Hit]:
        return [hit for hit in hits if compiled.rules[hit.rule].where.place == "anywhere" or hit.last == count - 1]

    monkeypatch.setattr(matcher, "hits_in_place", in_none_but_the_last)
    assert problem(*BITING["a line at the end"]) == (
        "`tail 3` is narrower than it says: the rule leaves the example with only 2 lines after it"
    )


def test_a_place_that_does_not_bite_is_found() -> None:
    found = problem("drop: {block: {from: {equals: Share}, to: end}}\nwhere: tail 4\nconfirm: [it]", '"Share\\nit"')
    assert found.startswith("`tail 4` does not bite: whatever stands after the example, the rule takes that too")


def test_a_rule_that_takes_any_line_has_no_place() -> None:
    found = problem("drop: {line: {not: {equals: Fog}}}\nwhere: head 2\nneeds: [fog]", "Share this")
    assert found.startswith("`head 2` does not bite: whatever stands before the example")


def test_the_place_of_an_example_that_fails_is_left_to_the_example() -> None:
    assert problem("drop: {line: {starts: Share}}\nwhere: tail 2", "Send this") == ""
