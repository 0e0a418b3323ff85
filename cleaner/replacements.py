"""
A cleaned text as a list of replacements in the input: for programs that keep the input and edit it by spans.

Besides what was removed, white space changes: there is one blank line between paragraphs, and none before or after them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from .edit import Edit
from .input_spans import InputPlaces
from .layout import paragraphs_and_gaps
from .ledger import Ledger
from .repair import unrepair
from .span import Span, difference
from .undo import applied_of, repairs_of, uncut


class Replacement(NamedTuple):
    """
    A range `[start, end)` of code points of the input's text, and what takes its place.

    `edit` is what was removed there, with the white space that goes with it; None if it is only white space.
    """

    start: int
    end: int
    text: str
    edit: Edit | None


def replacements(text: str, ledger: Ledger) -> list[Replacement]:
    r"""
    What to replace in the input's text to get the cleaned text, from a record's text and its ledger: disjoint, in order, and
    none of them empty. What is removed is replaced by nothing, so leaving some of it in is leaving out its replacements.

    The result is the cleaned text exactly if nothing was repaired. Repairs are not among them, and where a place inside a
    repaired line is not certain (see `input_spans`), what goes there stays.

    >>> from cleaner import Cleaner
    >>> text = "By Bo Ek\r\nIt snowed.\r\nThe road stayed closed.\r\n"
    >>> record, ledger = Cleaner().clean(text)
    >>> [(text[start:end], new, edit and edit.kind) for start, end, new, edit in replacements(record.text, ledger)]
    [('By Bo Ek\r\n', '', 'byline'), ('\r\n', '\n\n', None), ('\r\n', '', None)]
    """
    canonical = uncut(text, ledger)
    source = unrepair(canonical, repairs_of(ledger))
    places = InputPlaces(canonical, ledger)
    found: list[Replacement] = []
    for gap in _gaps(text, ledger, len(canonical)):
        mapped = [
            (places.start(start), places.end(end), new, edit) for start, end, new, edit in _pieces(gap, canonical)
        ]
        if any(start is None or end is None for start, end, _, _ in mapped):
            continue
        found += [
            Replacement(start, end, new, edit)
            for start, end, new, edit in mapped
            if start is not None and end is not None and (edit or ledger.undecoded or source[start:end] != new)
        ]
    return found


class _Gap(NamedTuple):
    """What lies between two parts of the text that stay: the edits in it, and the white space that takes its place."""

    start: int
    end: int
    edits: Sequence[Edit]
    text: str


def _gaps(text: str, ledger: Ledger, size: int) -> Iterator[_Gap]:
    """All gaps in order, in offsets of `Document.text`, which has this size; also those before and after the text."""
    separators = ["", *re.findall("\n+", text), ""]
    edits, at, last, paragraph = ledger.edits, 0, 0, -1
    for number, start, end in [*_kept(text, ledger), (-1, size, size)]:
        first = at
        while at < len(edits) and edits[at].end <= start:
            at += 1
        inside = number == paragraph or not text
        yield _Gap(last, start, edits[first:at], "" if inside else separators[paragraph + 1])
        last, paragraph = end, number


def _kept(text: str, ledger: Ledger) -> Iterator[tuple[int, int, int]]:
    """The parts of `Document.text` that stay, in order: the number of the paragraph, start and end."""
    paragraphs, gaps = paragraphs_and_gaps(applied_of(text, ledger))
    cleaned = [line for line in text.split("\n") if line]
    # An edit's place in the text without any edit, and how much was cut up to and with it.
    cut = list(accumulate((edit.end - edit.start for edit in ledger.edits), initial=0))
    holes = [Span(edit.start, edit.end) for edit in ledger.edits]
    places = [edit.start - before for edit, before in zip(ledger.edits, cut, strict=False)]
    at = first = 0
    for number, (gap, paragraph) in enumerate(zip(gaps, paragraphs, strict=False)):
        at += len(gap)
        for start, end in _same(paragraph, cleaned[number]):
            while first < len(places) and places[first] <= at + start:
                first += 1
            after = first
            while after < len(places) and places[after] < at + end:
                after += 1
            whole = Span(at + start + cut[first], at + end + cut[after])
            yield from ((number, *part) for part in difference([whole], holes[first:after]))
            first = after
        at += len(paragraph)


def _same(before: str, after: str) -> list[Span]:
    """
    The parts of a paragraph that stay when it is repaired again after a cut, if that only took white space; else all of it.

    >>> _same(" a  b", "a b"), _same("donâ€™t", "don’t")
    ([Span(start=1, end=3), Span(start=4, end=5)], [Span(start=0, end=7)])
    """
    if before == after:
        return [Span(0, len(before))]
    parts: list[Span] = []
    at = 0
    for place, char in enumerate(before):
        if after[at : at + 1] == char:
            at += 1
            if parts and parts[-1].end == place:
                parts[-1] = Span(parts[-1].start, place + 1)
            else:
                parts.append(Span(place, place + 1))
        elif not char.isspace():
            return [Span(0, len(before))]
    return parts if at == len(after) else [Span(0, len(before))]


def _pieces(gap: _Gap, canonical: str) -> list[Replacement]:
    """
    The replacements that fill a gap, in offsets of `Document.text`.

    One piece of white space becomes what separates the paragraphs: the first of the gap, else the last, else one between
    two edits, else a line end that an edit holds. All other white space goes with the edit before it, after the text with the
    one after it: so paragraphs stay apart if some edits are left in.
    """
    start, end, edits, text = gap
    if not edits:
        return [Replacement(start, end, text, None)] if start < end else []
    after_text = end == len(canonical)
    visible = [_visible(edit, after_text) for edit in edits]
    borders = [span.end for span in visible[:-1]] if after_text else [span.start for span in visible[1:]]
    firsts, ends = [visible[0].start if text else start, *borders], [*borders, end]
    pieces = [Replacement(first, last, "", edit) for first, last, edit in zip(firsts, ends, edits, strict=True)]
    if text and start < visible[0].start:
        pieces.insert(0, Replacement(start, visible[0].start, text, None))
    elif text:
        pieces = _with_separator(pieces, visible, canonical, text)
    return [piece for piece in pieces if piece.start < piece.end]


def _visible(edit: Edit, after_text: bool) -> Span:
    """Where an edit is without the white space at its ends. One of white space alone is nowhere: others take it."""
    if not edit.text.strip():
        return Span(edit.start, edit.start) if after_text else Span(edit.end, edit.end)
    return Span(edit.end - len(edit.text.lstrip()), edit.start + len(edit.text.rstrip()))


def _with_separator(pieces: list[Replacement], visible: Sequence[Span], canonical: str, text: str) -> list[Replacement]:
    """The pieces with white space of one of them set apart, which becomes what separates the paragraphs."""
    behind = [(number, Span(visible[number].end, piece.end)) for number, piece in enumerate(pieces)]
    inside = [(number, canonical.find("\n", *span)) for number, span in enumerate(visible)]
    places = [behind[-1], *behind[:-1], *((number, Span(at, at + 1)) for number, at in inside if at >= 0)]
    for number, white in places:
        if white.start < white.end:
            start, end, _, edit = pieces[number]
            before, after = Replacement(start, white.start, "", edit), Replacement(white.end, end, "", edit)
            return [*pieces[:number], before, Replacement(*white, text, None), after, *pieces[number + 1 :]]
    return []
