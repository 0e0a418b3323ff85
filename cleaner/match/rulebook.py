"""
The rulebook: all packs, bound lazily. For a publisher and a language it gives the rules that act, compiled once.

A rulebook pickles as its parsed packs: automata and RE2 sets cannot be pickled, so every worker compiles its own.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..cached_property import cached_property
from ..document import Document
from ..errors import Fault, RuleError, RunError
from ..page import Selectors
from ..rule.model import Rule, RulePack
from ..rule.uses import html_entries, used_by, uses_faults
from .folded import FoldedDocument
from .matcher import Matcher
from .prefilter import ByLiterals, Prefilter
from .route import Route, Router


@dataclass(frozen=True)
class Bound:
    """
    What acts on a document: its rules, compiled, the `max_share` of each pack, and the digest of the packs. For documents
    of no known publisher `fingerprint_matcher` has all publishers' fingerprints, found in the same scan as the rules.
    `names` are what the pack calls its publisher, and its domains.
    """

    matcher: Matcher
    max_share: Mapping[str, float]
    digest: str
    publisher: str
    fingerprint_matcher: Matcher
    names: tuple[str, ...] = ()

    @classmethod
    def of_rules(cls, rules: Sequence[Rule]) -> Bound:
        """Rules by themselves, without shares and fingerprints, as a pack's examples are tried."""
        return cls(Matcher(rules), {}, "", "", Matcher(()))

    def folded(self, document: Document, folded: FoldedDocument | None = None) -> FoldedDocument:
        """
        A document as the rules see it: they know what its publisher is called by its pack, by the source that came with it, and
        by its URL. `folded` is the document folded, if the caller has it.
        """
        return (folded or FoldedDocument(document)).as_called((document.source, document.url, *self.names))


class Rulebook:
    """
    Packs that are consistent with each other.

    Rules of `keep_kinds`, and those that `keep_rules` names in full, cut nothing, they only lift. `new_prefilter` makes
    what finds candidate lines. Raises RuleError where packs contradict each other, and RunError if there is no such rule.
    """

    def __init__(
        self,
        packs: Iterable[RulePack],
        keep_kinds: Iterable[str] = (),
        new_prefilter: Callable[[], Prefilter] = ByLiterals,
        keep_rules: Iterable[str] = (),
    ):
        self.packs = {pack.name: pack for pack in sorted(packs, key=lambda pack: pack.name)}
        self.keep_kinds = frozenset(keep_kinds)
        self.keep_rules = frozenset(keep_rules)
        self.new_prefilter = new_prefilter
        faults = _faults(self.packs)
        if faults:
            raise RuleError(faults)
        _check_names(self.keep_rules, self.packs)
        self._bound: dict[tuple[str, str], Bound] = {}
        self._html: dict[str, tuple[Selectors, ...]] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        kept = tuple(sorted(self.keep_kinds)), self.new_prefilter, tuple(sorted(self.keep_rules))
        return Rulebook, (tuple(self.packs.values()), *kept)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rulebook) and (self.packs, self.keep_kinds, self.keep_rules) == (
            other.packs, other.keep_kinds, other.keep_rules,
        )  # fmt: skip

    __hash__ = None  # type: ignore[assignment]

    @cached_property
    def _router(self) -> Router:
        return Router(self.packs.values())

    @cached_property
    def routing_digest(self) -> str:
        """A digest of the routing table: which publishers documents can be routed to, and by what."""
        return self._router.digest()

    def route(self, document: Document | FoldedDocument, source: str = "", url: str = "") -> Route:
        """Which publisher's pack a document is routed to."""
        return self._router.route(document, source, url, lambda: self.bind("", document.language).fingerprint_matcher)

    def selectors(self, source: str, url: str) -> tuple[Selectors, ...]:
        """Where the article is on a publisher's pages, for a page whose source or URL names the publisher."""
        stated = self._router.stated(source, url)
        if not stated:
            return ()
        pack = stated[0]
        if pack.name not in self._html:
            self._html[pack.name] = html_entries(pack, self.packs)
        return self._html[pack.name]

    def bind(self, pack: str, language: str) -> Bound:
        """What acts on documents of a publisher ("" if unknown) in a language."""
        key = (pack, self._generic(pack, language))
        bound = self._bound.get(key)
        if bound is None:
            bound = self._bound[key] = self._compile(*key)
        return bound

    def _generic(self, pack: str, language: str) -> str:
        """The name of the generic pack for a language; where that is `und`, for the publisher's first language."""
        if language == "und" and pack and self.packs[pack].languages:
            language = self.packs[pack].languages[0]
        name = f"generic/{language}"
        return name if name in self.packs else ""

    def _compile(self, pack: str, generic: str) -> Bound:
        chosen = [self.packs[name] for name in (pack, generic) if name]
        chosen += [its for its in (used_by(self.packs[pack], self.packs) if pack else ()) if its.name != generic]
        rules = [rule for its in chosen for rule in its.rules]
        if not pack:
            agencies = [its for its in self.packs.values() if its.scope == "agency"]
            standalone = [(its, [rule for rule in its.rules if rule.standalone]) for its in agencies]
            chosen += [its for its, its_rules in standalone if its_rules]
            rules += [rule for _, its_rules in standalone for rule in its_rules]
        rules = [self._as_find(rule) for rule in sorted(rules, key=lambda rule: rule.name)]
        digest = hashlib.sha256("\n".join(sorted({its.name + its.digest for its in chosen})).encode()).hexdigest()[:12]
        shares = {its.short: its.max_share for its in chosen}
        prefilter = self.new_prefilter()
        fingerprints = Matcher([] if pack else self._router.fingerprints, prefilter)
        publisher = self.packs[pack].publisher if pack else ""
        names = (publisher, *self.packs[pack].domains) if pack else ()
        return Bound(Matcher(rules, prefilter), shares, digest, publisher, fingerprints, names)

    def _as_find(self, rule: Rule) -> Rule:
        """A drop that is kept becomes a find: it lifts, but drops nothing."""
        return replace(rule, verb="find") if rule.verb == "drop" and self.keeps(rule) else rule

    def keeps(self, rule: Rule) -> bool:
        """Whether what a rule would drop stays in the text, by its kind or its name."""
        return rule.kind in self.keep_kinds or rule.name in self.keep_rules


def _check_names(names: Iterable[str], packs: Mapping[str, RulePack]) -> None:
    """Raise RunError at the first name that no rule has."""
    for name in sorted(names):
        known = [rule.name for rule in packs[_pack_of(name, packs)].rules] if _pack_of(name, packs) else []
        if name not in known:
            every = known or [rule.name for pack in packs.values() for rule in pack.rules]
            near = difflib.get_close_matches(name, every, n=1, cutoff=0)
            raise RunError(
                f"there is no rule {name!r} to keep; use the full name, as ledgers have it"
                + (f", for example {near[0]}" if near else "")
            )


def _pack_of(name: str, packs: Mapping[str, RulePack]) -> str:
    """The name of the pack that a full name of a rule begins with; "" if there is none."""
    short = name.rpartition("/")[0]
    return next((pack for pack in (short, f"publishers/{short}") if pack in packs), "")


def _faults(packs: Mapping[str, RulePack]) -> list[Fault]:
    """Contradictions between packs: what they use that they cannot, and domains claimed twice."""
    faults = [*uses_faults(packs)]
    owners: dict[str, RulePack] = {}
    for pack in packs.values():
        for domain in pack.domains:
            if domain in owners:
                faults.append(Fault(pack.file, 0, f"claims {domain}, which {owners[domain].file} claims too"))
            owners.setdefault(domain, pack)
    return faults
