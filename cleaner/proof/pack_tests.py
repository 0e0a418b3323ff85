"""
Test packs: run their examples and goldens, and report all that is wrong as findings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..errors import RunError
from ..match.rulebook import Rulebook
from ..rule.model import RulePack
from .examples import try_examples
from .finding import Finding
from .goldens import Golden, GoldenOutcome, try_golden
from .places import try_places
from .survivors import example_reader, survivors, traced_goldens


@dataclass(frozen=True, slots=True)
class Proof:
    """How many examples, places and goldens were tried, what was found, and the goldens with another result than expected."""

    examples: int
    places: int
    goldens: int
    findings: tuple[Finding, ...]
    changed: tuple[GoldenOutcome, ...]


def packs_named(names: Iterable[str], packs: Iterable[RulePack]) -> list[RulePack]:
    """
    The packs of these names, short or full; all packs if no name is given. Raises RunError for an unknown name.

    >>> [pack.name for pack in packs_named(["a.example"], [RulePack("publishers/a.example", "publisher")])]
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
    """Try every example, place and golden of these packs. A golden that belongs to no pack is a finding too."""
    examples = [outcome for pack in packs for outcome in try_examples(pack, example_reader(pack))]
    places = [outcome for pack in packs for outcome in try_places(pack, example_reader(pack))]
    findings = [
        Finding(outcome.file, outcome.line, check, outcome.rule, str(outcome.fault))
        for check, tried in (("example", examples), ("place", places))
        for outcome in tried
        if outcome.problem
    ]
    every = list(goldens)
    outcomes = [try_golden(golden, rulebook) for golden in of_packs(every, packs)]
    changed = tuple(outcome for outcome in outcomes if outcome.diff)
    findings += [_golden_finding(outcome) for outcome in changed]
    known = {pack.short for pack in rulebook.packs.values()}
    findings += [
        Finding(one.folder, 0, "unused", one.name, f"{one.folder}: unused, because there is no pack `{one.pack}`")
        for one in every
        if one.pack not in known
    ]
    return Proof(len(examples), len(places), len(outcomes), tuple(sorted(findings)), changed)


def of_packs(goldens: Iterable[Golden], packs: Iterable[RulePack]) -> list[Golden]:
    """The goldens that belong to these packs."""
    shorts = {pack.short for pack in packs}
    return [golden for golden in goldens if golden.pack in shorts]


def _golden_finding(outcome: GoldenOutcome) -> Finding:
    golden = outcome.golden
    why = "has another result" if golden.expected is not None else "has no expected.json; --update writes it"
    return Finding(golden.folder, 0, "golden", golden.name, f"{golden.folder}: {why}\n{outcome.diff}".rstrip())


def unguarded(packs: list[RulePack], goldens: Iterable[Golden], rulebook: Rulebook) -> list[Finding]:
    """Rules and clauses that can be deleted without any test noticing."""
    found = survivors(packs, rulebook, traced_goldens(goldens, rulebook))
    return sorted(Finding(one.file, one.line, "unguarded", one.rule, str(one)) for one in found)
