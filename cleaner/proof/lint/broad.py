"""Rules that take too much: near misses of other packs, and bodies of articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from ...document import Document
from ...match.matcher import Matcher
from ...resolve import resolve
from ...rule.model import RulePack
from ...rule_name import RuleName
from ...visibility import has_visible
from ..examples import ReadExample, example_document
from ..finding import Finding
from .subject import Subject

MAX_SHOWN_CHARS = 80


def check(subject: Subject) -> Iterator[Finding]:
    """Rules that drop something from a text that another pack spares."""
    matcher = Matcher(subject.pack.rules)
    seen = set()
    for pack in subject.others:
        for document in _spared(pack, subject.reader):
            for rule, cut in _cuts(matcher, document):
                if (rule, pack.name) not in seen:
                    seen.add((rule, pack.name))
                    yield _finding(subject.pack, rule, f"takes {cut!r}, which {pack.short} spares")


def against(pack: RulePack, bodies: Iterable[Document]) -> list[Finding]:
    """Rules of a pack that drop something from bodies of articles: how often, and the first instance."""
    matcher = Matcher(pack.rules)
    counts: dict[RuleName, tuple[int, str]] = {}
    for body in bodies:
        for rule, cut in _cuts(matcher, body):
            count, first = counts.get(rule, (0, f"{cut!r} in {body.id}"))
            counts[rule] = (count + 1, first)
    return [
        _finding(pack, rule, f"takes {count} pieces of articles' bodies, first {first}")
        for rule, (count, first) in sorted(counts.items())
    ]


@lru_cache(maxsize=1024)
def _spared(pack: RulePack, reader: Callable[[RulePack], ReadExample]) -> tuple[Document, ...]:
    """
    Texts that rules spare for their words. A text that only a clause spares (its place, a rule that it needs) is cruft
    elsewhere, and another pack may take it. Cached, because every pack is compared with every other.
    """
    read = reader(pack)
    spared = []
    for rule in pack.rules:
        loose = Matcher([replace(rule, needs=(), confirm=())])
        documents = [example_document(example, read) for example in rule.spares if "\n" not in example.text]
        spared += [document for document in documents if not loose.matches(document)]
    return tuple(spared)


def _cuts(matcher: Matcher, document: Document) -> Iterator[tuple[RuleName, str]]:
    for (start, end), rules, _ in resolve(document, matcher.matches(document), {}).cuts:
        if has_visible(document.text[start:end]):
            yield from ((rule, document.text[start:end][:MAX_SHOWN_CHARS]) for rule in rules)


def _finding(pack: RulePack, name: RuleName, message: str) -> Finding:
    rule = next(rule for rule in pack.rules if rule.name == name)
    return Finding(rule.file, rule.line, "broad", name, f"`{name.id}` {message}")
