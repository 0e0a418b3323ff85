"""
Do the tests of a pack notice when it changes? Each rule is deleted in turn, and each of its clauses is.

A rule's own examples vanish with it, so a deleted rule must be missed by a golden or by another rule's example; a rule
that lost a clause may also be caught by its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..clean import Traced, trace
from ..cut import cut
from ..document import Raw
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


def specimens(goldens: Iterable[Golden], rulebook: Rulebook) -> list[Traced]:
    """The goldens as the unchanged rules clean them. (Rules never see what is rejected.)"""
    traced = (trace(golden.raw, rulebook) for golden in goldens)
    return [one for one in traced if isinstance(one, Traced)]


def survivors(packs: Iterable[RulePack], rulebook: Rulebook, known: list[Traced]) -> Iterator[Survivor]:
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


def _noticed(changed: RulePack, rule: Rule, rulebook: Rulebook, known: list[Traced]) -> bool:
    if any(outcome.problem for outcome in try_examples(changed, reader_of(changed))):
        return True
    packs = [changed if pack.name == changed.name else pack for pack in rulebook.packs.values()]
    bind: Callable[[str, str], Bound] = Rulebook(packs, rulebook.keep_kinds).bind
    # Compiling rules for a document costs most, so documents that the rule matched come first: they are likely to tell.
    concerned = [one for one in known if any(rule.name == bound.name for bound in one.bound.matcher.rules)]
    concerned.sort(key=lambda one: all(rule.name != match.rule for match in one.cut.matches))
    return any(cut(one.document, bind(one.route.pack, one.document.language))[1:] != one.cut[1:] for one in concerned)
