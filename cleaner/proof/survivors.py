"""
Do the tests of a pack notice when it changes? Each rule is deleted in turn, and each of its clauses is.

A rule's own examples vanish with it, so a deleted rule must be missed by a golden or by another rule's example; a rule
that lost a clause may also be caught by its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..clean import clean, read
from ..document import Document, Raw
from ..edit import Applied, Decision
from ..errors import DocumentError
from ..match.rulebook import Bound, Rulebook
from ..prepare import prepare
from ..rule.model import Rule, RulePack
from .examples import Reader, try_examples
from .goldens import Golden
from .mutations import weakened, with_rule, without_rule


@dataclass(frozen=True, slots=True)
class Survivor:
    """A change that no test noticed: of which rule, where it stands, and which clause went ("" for the whole rule)."""

    rule: str
    file: str
    line: int
    clause: str = ""

    def __str__(self) -> str:
        gone = f"its `{self.clause}`" if self.clause else "it"
        return f"{self.file}:{self.line}: `{self.rule}`: no golden and no example notices when {gone} is gone"


def reader_of(pack: RulePack) -> Reader:
    """How the examples of a pack are read: in the pack's language, which a single line would not give away."""
    given = {"language": pack.languages[0]} if pack.languages else {}
    return lambda text: prepare(Raw("example", text, given=given))


@dataclass(frozen=True, slots=True)
class Specimen:
    """A golden's document, prepared once: where it is routed, which rules are bound to it, and what comes of it."""

    document: Document
    pack: str
    rules: frozenset[str]
    came: tuple[Applied, Decision]


def specimens(goldens: Iterable[Golden], rulebook: Rulebook) -> list[Specimen]:
    """The goldens' documents as they are cleaned by the unchanged rules. What is rejected is never shown to a rule."""
    made = []
    for golden in goldens:
        try:
            document, source, url = read(golden.raw, rulebook)
        except DocumentError:
            continue
        pack = rulebook.route(document, source, url).pack
        bound = rulebook.bind(pack, document.language)
        names = frozenset(rule.name for rule in bound.matcher.rules)
        made.append(Specimen(document, pack, names, clean(document, bound)))
    return made


def survivors(packs: Iterable[RulePack], rulebook: Rulebook, known: list[Specimen]) -> Iterator[Survivor]:
    """Every deletion of a rule, and of a clause, that neither goldens nor examples notice."""
    for pack in packs:
        for rule in pack.rules:
            for clause, changed in _mutants(pack, rule):
                if not _noticed(changed, rule, rulebook, known):
                    yield Survivor(rule.name, pack.file, rule.line, clause)


def _mutants(pack: RulePack, rule: Rule) -> Iterator[tuple[str, RulePack]]:
    yield "", without_rule(pack, rule)
    for clause, weaker in weakened(rule):
        yield clause, with_rule(pack, weaker)


def _noticed(changed: RulePack, rule: Rule, rulebook: Rulebook, known: list[Specimen]) -> bool:
    if any(outcome.problem for outcome in try_examples(changed, reader_of(changed))):
        return True
    packs = [changed if pack.name == changed.name else pack for pack in rulebook.packs.values()]
    bind: Callable[[str, str], Bound] = Rulebook(packs, rulebook.keep_kinds).bind
    return any(
        clean(one.document, bind(one.pack, one.document.language)) != one.came
        for one in known
        if rule.name in one.rules
    )
