"""Which clauses prove themselves: texts made from a rule's examples tell it from the rule without the clause."""

from __future__ import annotations

import pytest

from cleaner.document import Document, Raw
from cleaner.prepare import prepare
from cleaner.proof.guards import proves_itself
from cleaner.proof.mutations import without_each_clause
from cleaner.rule.parse_pack import parse

HEAD = """\
grammar: 1
publisher: The Pier
domains: [pier.example]
languages: [en]
lists: {money: [stocks, bonds]}
tests: {prices: {contains: prices}}
rules:
  - {id: fog, kind: other, drop: {line: {starts: Fog}}, strips: [Fog], spares: [No.]}
"""


def read(text: str) -> Document:
    return prepare(Raw("example", text, given={"language": "en"}))


def proven(clauses: str, strips: str) -> dict[str, bool]:
    """Of each clause of the one rule with these clauses and this example, as YAML: whether it proves itself."""
    lines = "".join(f"    {line}\n" for line in clauses.split("\n"))
    text = f"{HEAD}  - id: share\n    kind: other\n{lines}    strips: [{strips}]\n    spares: [Nothing.]\n"
    pack, faults = parse("publishers/pier.example", text)
    assert pack, faults
    rule = pack.rules[1]
    return {clause: proves_itself(pack, rule, clause, weaker, read) for clause, weaker in without_each_clause(rule)}


LINE = "drop: {line: {starts: Share}}"
BLOCK = "drop: {block: {from: {equals: Share}, to: {starts: Send}}}"
OPEN = "drop: {block: {from: {equals: Share}, while: {starts: S}}}"
PROVEN = {
    "where": (f"{LINE}\nwhere: tail 3", "Share it"),
    "where, with needs": (f"{LINE}\nwhere: tail 3\nneeds: [fog]", "Share it"),
    "needs": (f"{LINE}\nneeds: [fog]", "Share it"),
    "needs, of a find": (
        "find: {line: {matches: '^Share (?P<n>[0-9]+)$'}}\nneeds: [fog]\nlift: {captions: n}",
        "Share 5",
    ),
    "needs, of a second example": (f"{LINE}\nneeds: [fog]", '{text: "Share it\\nFog", leaves: Fog}, Share it'),
    "confirm, of a line": (f"{LINE}\nconfirm: [Letter]", '{text: "Share it\\nOur “letter”", leaves: Our “letter”}'),
    "confirm, of a block to the end": (
        "drop: {block: {from: {equals: Share}, to: end}}\nconfirm: [letter]",
        '"Share\\nOur letter"',
    ),
    "confirm, on the closing line": (f"{BLOCK}\nconfirm: [a friend]", '"Share\\nSend it to a friend"'),
    "unless, a line": (f"{LINE}\nunless: {{equals: Share prices}}", "Share it"),
    "unless, the beginning of a line": (f"{LINE}\nunless: {{starts: Share prices}}", "Share it"),
    "unless, the end of a line": (f"{LINE}\nunless: {{ends: '?'}}", "Share it"),
    "unless, words in a line": (f"{LINE}\nunless: {{contains: prices}}", "Share it"),
    "unless, a template": (f"{LINE}\nunless: {{like: 'Share (prices|of) {{:number}}[ now]'}}", "Share it"),
    "unless, one of several": (f"{LINE}\nunless: {{any: [{{matches: '[?]$'}}, {{ends: '!'}}]}}", "Share it"),
    "unless, in place of the first words": (
        "drop: {line: {matches: '^By [A-Z][^ ]+ [A-Z][^ ]+$'}}\nunless: {starts: [By Monday, By May]}",
        "By Ada Lindqvist",
    ),
    "unless, in place of the last words": (
        "drop: {line: {matches: '^By [A-Z][^ ]+ [A-Z][^ ]+$'}}\nunless: {ends: Street}",
        "By Ada Lindqvist",
    ),
    "unless, a test with a name": (f"{LINE}\nunless: '@prices'", "Share it"),
    "unless, whole words": (f"{LINE}\nunless: {{mentions: [prices, '@money']}}", "Share it"),
    "unless, a template with a list": (f"{LINE}\nunless: {{like: 'Share {{@money}} now'}}", "Share it"),
    "unless, all of several": (f"{LINE}\nunless: {{all: [{{starts: Share prices}}, {{ends: now}}]}}", "Share it"),
    "unless, a line of a block": (f"{BLOCK}\nunless: {{starts: Privacy policy}}", '"Share\\nSend it"'),
    "unless, prose in a block": (f"{BLOCK}\nunless: {{prose: 90}}", '"Share\\nSend it"'),
    "unless, prose in a block from the start": (
        "drop: {block: {from: start, to: {starts: Skip}}}\nunless: {prose: 90}",
        '"Menu\\nSkip it"',
    ),
    "alone": (f"{LINE}\nwhere: head 1\nalone: true", "Share it"),
    "unless, the end of a line of a run": (f"{OPEN}\nunless: {{ends: '?'}}", '"Share\\nSend it"'),
}


@pytest.mark.parametrize("name", PROVEN)
def test_a_clause_proves_itself(name: str) -> None:
    assert proven(*PROVEN[name])[name.split(",", maxsplit=1)[0]]


UNPROVEN = {
    "where, to the end anyway": (
        "drop: {block: {from: {equals: Share}, to: end}}\nwhere: tail 4\nconfirm: [letter]",
        '"Share\\nletter"',
    ),
    "needs, of what acts on the example": (f"{LINE}\nneeds: [fog]", '{text: "Share it\\nFog", leaves: Fog}'),
    "confirm, by a phrase that also closes": (f"{BLOCK}\nconfirm: [send]", '"Share\\nSend it"'),
    "unless, an expression": (f"{LINE}\nunless: {{matches: '^Share (?:prices|of)'}}", "Share it"),
    "unless, that cannot hold": (f"{LINE}\nunless: {{equals: Print this}}", "Share it"),
    "unless, all of a text and an expression": (
        f"{LINE}\nunless: {{all: [{{contains: prices}}, {{matches: '[0-9]'}}]}}",
        "Share it",
    ),
    "unless, what is not": (f"{LINE}\nunless: {{not: {{contains: it}}}}", "Share it"),
}


@pytest.mark.parametrize("name", UNPROVEN)
def test_a_clause_is_left_to_the_examples(name: str) -> None:
    assert not proven(*UNPROVEN[name])[name.split(",", maxsplit=1)[0]]
