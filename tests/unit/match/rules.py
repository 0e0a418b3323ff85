"""What tests of rules need: a pack from a few lines of YAML, a document from a text, and what is left of it."""

from __future__ import annotations

import textwrap

from cleaner.document import Document, Raw
from cleaner.edit import Applied, Decision
from cleaner.layout import apply
from cleaner.match.matcher import Matcher
from cleaner.prepare import prepare
from cleaner.resolve import resolve
from cleaner.rule.model import RulePack
from cleaner.rule.parse_pack import parse

EXAMPLES = "strips: [x], spares: [y]"


def pack(*rules: str, head: str = "languages: [en]") -> RulePack:
    """A pack of rules, each given as the inside of a flow mapping without kind and examples."""
    kinds = [rule if "kind:" in rule else f"{rule}, kind: other" for rule in rules]
    lines = "\n".join(f"  - {{id: r{n}, {rule}, {EXAMPLES}}}" for n, rule in enumerate(kinds))
    found, faults = parse("agencies/a", f"grammar: 1\n{textwrap.dedent(head)}\nrules:\n{lines}\n")
    assert found is not None, faults
    return found


def document(text: str, language: str = "en") -> Document:
    return prepare(Raw("a", text, given={"language": language}))


def cleaned(text: str, *rules: str, share: float | None = None) -> tuple[Applied, Decision]:
    """What rules leave of a text."""
    read = document(text)
    matches = Matcher(pack(*rules).rules).matches(read)
    decision = resolve(read, matches, {} if share is None else {"agencies/a": share})
    return apply(read, decision), decision


def left(text: str, *rules: str) -> str:
    """What rules leave, one line each, with bars between."""
    return cleaned(text.replace("|", "\n"), *rules)[0].text.replace("\n\n", "|").replace("\n", "|")
