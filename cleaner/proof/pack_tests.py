"""
The proof of a set of packs: their examples and their goldens, tried, with all that is wrong as findings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..errors import RunError
from ..match.rulebook import Rulebook
from ..rule.model import RulePack
from .examples import try_examples
from .goldens import Golden, GoldenOutcome, try_golden
from .survivors import reader_of, specimens, survivors


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that a proof found: where, what kind of thing, about what, and the message."""

    file: str
    line: int
    what: str
    name: str
    message: str

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, slots=True)
class Proof:
    """What was tried and found. `changed` are the goldens whose result is not the expected one."""

    examples: int
    goldens: int
    findings: tuple[Finding, ...]
    changed: tuple[GoldenOutcome, ...]


def chosen(names: Iterable[str], packs: Iterable[RulePack]) -> list[RulePack]:
    """
    The packs of these names, short or full; all where none is named. Raises RunError where a name is no pack's.

    >>> [pack.name for pack in chosen(["a.example"], [RulePack("publishers/a.example", "publisher")])]
    ['publishers/a.example']
    """
    known = {name: pack for pack in packs for name in (pack.name, pack.short)}
    wanted = list(names)
    unknown = sorted(set(wanted) - set(known))
    if unknown:
        shorts = ", ".join(sorted({pack.short for pack in known.values()}))
        raise RunError(f"there is no pack `{unknown[0]}`; known: {shorts or 'none'}")
    found = [known[name] for name in wanted] if wanted else list(known.values())
    return sorted(set(found), key=lambda pack: pack.name)


def prove(packs: list[RulePack], goldens: Iterable[Golden], rulebook: Rulebook) -> Proof:
    """Try every example of the packs and every golden that is theirs; a golden of no pack at all is a finding too."""
    findings = []
    examples = 0
    for pack in packs:
        for tried in try_examples(pack, reader_of(pack)):
            examples += 1
            if tried.problem:
                findings.append(Finding(tried.file, tried.line, "example", tried.rule, str(tried.fault)))
    every = list(goldens)
    outcomes = [try_golden(golden, rulebook) for golden in of_packs(every, packs)]
    changed = tuple(outcome for outcome in outcomes if outcome.diff)
    findings += [_unlike(outcome) for outcome in changed]
    known = {pack.short for pack in rulebook.packs.values()}
    findings += [
        Finding(one.folder, 0, "unused", one.name, f"{one.folder}: unused, for there is no pack `{one.pack}`")
        for one in every
        if one.pack not in known
    ]
    return Proof(examples, len(outcomes), tuple(sorted(findings)), changed)


def of_packs(goldens: Iterable[Golden], packs: Iterable[RulePack]) -> list[Golden]:
    """The goldens that belong to these packs."""
    shorts = {pack.short for pack in packs}
    return [golden for golden in goldens if golden.pack in shorts]


def _unlike(outcome: GoldenOutcome) -> Finding:
    golden = outcome.golden
    why = "gives something else" if golden.expected is not None else "has no expected.json; --update writes it"
    return Finding(golden.folder, 0, "golden", golden.name, f"{golden.folder}: {why}\n{outcome.diff}".rstrip())


def unguarded(packs: list[RulePack], goldens: Iterable[Golden], rulebook: Rulebook) -> list[Finding]:
    """What can be deleted from the packs without any test of them noticing."""
    found = survivors(packs, rulebook, specimens(goldens, rulebook))
    return sorted(Finding(one.file, one.line, "unguarded", one.rule, str(one)) for one in found)
