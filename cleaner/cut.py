"""
Cut a document: match the bound rules, resolve the matches, write the text that is left.

This is the heart of `clean.py`. Everything that shows or proves what rules do (`explain`, the packs' examples, mutation)
calls `cut` or reads its result, so there is one story of what happened to a document.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from .document import Document
from .edit import Applied, Decision, Match
from .layout import apply
from .match.folded import FoldedDocument
from .match.matcher import MatchResult
from .match.rulebook import Bound
from .resolve import resolve
from .span import LineIndex
from .visibility import count_visible

MIN_VISIBLE_OF_WHOLE_PAGE = 200
"""Visible characters that must be left of a text declared to be a whole page: half of such pages are mostly cruft."""


class Cut(NamedTuple):
    """What was matched, what was decided, and the text and edits that came out of it."""

    result: MatchResult
    decision: Decision
    applied: Applied

    @property
    def matches(self) -> list[Match]:
        """What was matched."""
        return self.result.matches


def cut(document: Document, bound: Bound, folded: FoldedDocument | None = None) -> Cut:
    """
    Cut what the bound rules ask for. `folded` is the document folded, if the caller has it.

    A text that the rules do not fit (little would be left of it, or a second pass would cut it again) keeps every
    character; its packs are then suspects.
    """
    result, decision = _decide(document, bound, folded)
    applied = apply(document, decision)
    if leaves_too_little(document, applied) or (
        applied.edits and not result.stable_without(applied.gone) and _is_cut_again(document, applied.text, bound)
    ):
        packs = {rule.pack for _, rules, _ in decision.cuts for rule in rules}
        decision = Decision(suspects=tuple(sorted(packs)))
        applied = apply(document, decision)
    return Cut(result, decision, applied)


def _decide(document: Document, bound: Bound, folded: FoldedDocument | None = None) -> tuple[MatchResult, Decision]:
    result = bound.matcher.match(bound.folded(document, folded))
    return result, resolve(document, result.matches, {} if document.whole_page else bound.max_share)


def leaves_too_little(document: Document, applied: Applied) -> bool:
    """Whether cuts leave nearly nothing of a text declared to be a whole page."""
    return document.whole_page and bool(applied.edits) and count_visible(applied.text) < MIN_VISIBLE_OF_WHOLE_PAGE


def _is_cut_again(document: Document, text: str, bound: Bound) -> bool:
    """
    Whether the rules would cut the cleaned text again. The question comes up where lines went within the reach of a block that
    stays, or because of which a rule with `alone` or the cut of a span was left undone.
    """
    again = replace(document, text=text, lines=LineIndex.of_text(text), blocks=())
    return bool(_decide(again, bound)[1].cuts)
