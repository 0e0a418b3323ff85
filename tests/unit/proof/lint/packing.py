"""Packs written for a test, and what lint finds in them."""

from __future__ import annotations

from cleaner.document import Document, Raw
from cleaner.prepare import prepare
from cleaner.proof.finding import Finding
from cleaner.proof.lint import lint
from cleaner.proof.lint.subject import Subject
from cleaner.proof.survivors import example_reader
from cleaner.rule.model import RulePack
from cleaner.rule.parse_pack import parse

HEAD = "grammar: 1\npublisher: The Pier\ndomains: [pier.example]\nlanguages: [en]\nrules:\n"


def pack(rules: str, name: str = "publishers/pier.example", head: str = HEAD) -> RulePack:
    """A pack that loads."""
    made, faults = parse(name, head + rules, "pack.yaml")
    assert made is not None, faults
    return made


def found(rules: str, *others: RulePack, name: str = "publishers/pier.example", head: str = HEAD) -> list[Finding]:
    """All findings of a pack among others."""
    return lint(Subject(pack(rules, name, head), (("pack.yaml", head + rules),), others, example_reader))


def checks(
    rules: str, *others: RulePack, name: str = "publishers/pier.example", head: str = HEAD
) -> set[tuple[str, str]]:
    """Which check found something in which rule."""
    return {(one.check, one.name.rsplit("/", 1)[-1]) for one in found(rules, *others, name=name, head=head)}


def rule(id_: str, clauses: str, strips: str, spares: str = "A wholly other sentence stands here.") -> str:
    """A rule as YAML; `clauses` are its lines from the verb on."""
    lines = "".join(f"    {line}\n" for line in clauses.split("\n"))
    return f'  - id: {id_}\n    kind: other\n{lines}    strips: ["{strips}"]\n    spares: ["{spares}"]\n'


def body(text: str) -> Document:
    """The body of an article."""
    return prepare(Raw("body-7", text, given={"language": "en"}))
