"""
Mutation tests: delete each rule and each clause in turn, and see whether a test of the pack notices.

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
from .examples import ReadExample, try_examples
from .goldens import Golden
from .guards import proves_itself
from .mutations import with_rule, without_each_clause, without_rule


@dataclass(frozen=True, slots=True)
class Survivor:
    """A deletion that no test noticed: the rule, its file and line, and the clause that was deleted ("" for the whole rule)."""

    rule: str
    file: str
    line: int
    clause: str = ""

    def __str__(self) -> str:
        gone = f"its `{self.clause}`" if self.clause else "it"
        return f"{self.file}:{self.line}: `{self.rule}`: no golden and no example notices when {gone} is gone"


NO_PUBLISHER = {"source": "The Morning Bell", "url": "https://bell.example/"}
"""Where the examples of packs come from that are of no publisher."""


def example_reader(pack: RulePack) -> ReadExample:
    """
    Reads a pack's examples as texts of its publisher, in its first language: a single line does not show which it is in.
    """
    given = {"source": pack.publisher, "url": f"https://{pack.domains[0]}/"} if pack.domains else dict(NO_PUBLISHER)
    if pack.languages:
        given["language"] = pack.languages[0]
    return lambda text: prepare(Raw("example", text, given=given))


def traced_goldens(goldens: Iterable[Golden], rulebook: Rulebook) -> list[Traced]:
    """The goldens as the unchanged rules clean them. (Rules never see what is rejected.)"""
    traced = (trace(golden.raw, rulebook) for golden in goldens)
    return [one for one in traced if isinstance(one, Traced)]


def survivors(packs: Iterable[RulePack], rulebook: Rulebook, known: list[Traced]) -> Iterator[Survivor]:
    """Every deletion of a rule or a clause that neither a golden nor an example notices, nor a text made from an example."""
    for pack in packs:
        for rule in pack.rules:
            for clause, changed in _mutants(pack, rule):
                if not _noticed(changed, rule, rulebook, known):
                    yield Survivor(rule.name, rule.file, rule.line, clause)


def _mutants(pack: RulePack, rule: Rule) -> Iterator[tuple[str, RulePack]]:
    """The pack without a rule, and without each clause of it that does not prove itself."""
    yield "", without_rule(pack, rule)
    read = example_reader(pack)
    for clause, weaker in without_each_clause(rule):
        if not proves_itself(pack, rule, clause, weaker, read):
            yield clause, with_rule(pack, weaker)


def _noticed(changed: RulePack, rule: Rule, rulebook: Rulebook, known: list[Traced]) -> bool:
    if any(outcome.problem for outcome in try_examples(changed, example_reader(changed))):
        return True
    packs = [changed if pack.name == changed.name else pack for pack in rulebook.packs.values()]
    names = {each.name for pack in packs for each in pack.rules}
    kept = rulebook.keep_rules & names  # the rule that is missing may be one of them
    bind: Callable[[str, str], Bound] = Rulebook(packs, rulebook.keep_kinds, keep_rules=kept).bind
    # Compiling rules for a document costs most, so documents that the rule matched come first: they are likely to tell.
    concerned = [one for one in known if any(rule.name == bound.name for bound in one.bound.matcher.rules)]
    concerned.sort(key=lambda one: all(rule.name != match.rule for match in one.cut.matches))
    return any(cut(one.document, bind(one.route.pack, one.document.language))[1:] != one.cut[1:] for one in concerned)
