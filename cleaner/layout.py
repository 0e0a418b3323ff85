"""From decisions to text: `apply` writes the cleaned text, `revert` takes everything back."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, groupby, pairwise
from operator import add

from .document import Document
from .edit import Applied, Decision, Edit, Layout, visible
from .repair import repair_residue
from .span import LineIndex, Span

LIST_MARKS = "-*•◦▪‣●·"
"""What opens a list item when a space follows. A dash longer than a hyphen opens speech in many languages."""

ITEM = re.compile(rf"[{re.escape(LIST_MARKS)}] (?=\S)|\d{{1,2}}[.)](?=[ \n]|\Z)")
MARKS = frozenset(LIST_MARKS + "0123456789")
"""What the first character of a list item can be, besides the digits of other scripts."""


def is_list_item(text: str, start: int = 0) -> bool:
    """
    Whether a paragraph, which begins at `start`, is an item of a list, and so follows the one before it without a blank line.

    >>> [is_list_item(line) for line in ("• one", "12. two", "3) three", "– Yes, he said.", "1931. It was cold.", "-5 degrees")]
    [True, True, True, False, False, False]
    """
    return ITEM.match(text, start) is not None


def _rests(text: str, cuts: Sequence[Span]) -> Callable[[int, int], str]:
    """What cuts, disjoint and in order, leave of any part of a text."""
    cut_ends = [cut.end for cut in cuts]

    def left_of(start: int, end: int) -> str:
        first = bisect_right(cut_ends, start)
        pieces = []
        while first < len(cuts) and cuts[first].start < end:
            pieces.append(text[start : max(start, cuts[first].start)])
            start = cuts[first].end
            first += 1
        return "".join([*pieces, text[start:end]])

    return left_of


@dataclass(slots=True)
class Draft:
    """
    The text so far, in pieces of one paragraph or several: whether they are items of a list, and where each piece ends in the
    document; the white space before each paragraph; lines that went or were mended.
    """

    pieces: list[str] = field(default_factory=list)
    items: list[bool] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    mended: list[tuple[int, str]] = field(default_factory=list)

    @property
    def last(self) -> int:
        """Where the last paragraph ends in the document."""
        return self.ends[-1] if self.ends else 0

    def add(self, piece: str, gap: str, end: int, item: bool = False) -> None:
        """One more piece, and the white space before it."""
        self.pieces.append(piece)
        self.items.append(item)
        self.ends.append(end)
        self.gaps.append(gap)


def apply(document: Document, decision: Decision) -> Applied:
    """
    Write the cleaned text: every line with something visible left becomes a paragraph, with one blank line between two
    paragraphs and none between two items of a list. A line that a span was cut out of is repaired again.
    """
    cuts = [span for span, _, _ in decision.cuts]
    left_of = _rests(document.text, cuts)
    between = _between(document)
    draft = Draft()
    at = 0
    for number in _touched(document.lines, cuts):
        _take(draft, document, range(at, number), between, left_of)
        _trim(draft, number, document.lines[number], left_of)
        at = number + 1
    _take(draft, document, range(at, len(document.lines)), between, left_of)
    draft.gaps.append(left_of(draft.last, len(document.text)))
    return _written(document, decision, draft)


def _between(document: Document) -> str:
    """What stands between any two lines, where it is one line end everywhere, or two; else ""."""
    if not document.lines:
        return ""
    start, end = document.lines[0].start, document.lines[-1].end
    gaps, count = end - start - sum(document.lines.sizes), len(document.lines) - 1
    if gaps == count:
        return "\n"
    return "\n\n" if gaps == 2 * count == 2 * document.text.count("\n\n", start, end) else ""


def _touched(lines: LineIndex, cuts: Iterable[Span]) -> Iterator[int]:
    """The numbers of the lines that lose something, in order."""
    at = 0
    for cut in cuts:
        at = max(at, bisect_right(lines.starts, cut.start) - 1)
        while at < len(lines) and lines[at].end <= cut.start:
            at += 1
        while at < len(lines) and lines[at].start < cut.end:
            yield at
            at += 1


def _take(draft: Draft, document: Document, numbers: range, between: str, left_of: Callable[[int, int], str]) -> None:
    """Lines that lose nothing, items of lists apart from others. In the white space before the first there can be a cut."""
    if not numbers:
        return
    text, lines = document.text, document.lines
    firsts, starts = document.firsts, lines.starts
    marked = [n for n in numbers if (char := firsts[n]) in MARKS or (char > "\x7f" and char.isdecimal())]
    items = {number for number in marked if is_list_item(text, starts[number])}
    runs = [(item, list(some)) for item, some in groupby(numbers, items.__contains__)] if items else [(False, numbers)]
    for item, run in runs:
        start, end = starts[run[0]], lines[run[-1]].end
        gap, seam = left_of(draft.last, start), "\n" if item else "\n\n"
        if between:
            piece = text[start:end]
            draft.add(piece if between == seam else piece.replace(between, seam), gap, end, item)
            draft.gaps += [between] * (len(run) - 1)
        else:
            some = lines[run[0] : run[-1] + 1]
            draft.add(seam.join([text[first:last] for first, last in some]), gap, end, item)
            draft.gaps += [text[last:first] for (_, last), (first, _) in pairwise(some)]


def _trim(draft: Draft, number: int, line: Span, left_of: Callable[[int, int], str]) -> None:
    """A line that loses something. Where only white space is left of it, that falls into the next gap."""
    left = left_of(*line)
    paragraph = repair_residue(left) if visible(left) else ""
    if not paragraph:
        draft.gone.append(number)
        return
    if paragraph != left:
        draft.mended.append((len(draft.gaps), left))
    draft.add(paragraph, left_of(draft.last, line.start), line.end, is_list_item(paragraph))


def _written(document: Document, decision: Decision, draft: Draft) -> Applied:
    """Join the pieces, note each gap that is not the common one, and place each edit in the result."""
    pieces, items = draft.pieces, draft.items
    if True in items:
        seams = ["\n" if before and after else "\n\n" for before, after in pairwise(items)]
        text = "".join(chain.from_iterable(zip(pieces, [*seams, ""], strict=False)))
    else:
        seams = ["\n\n"] * (len(pieces) - 1)
        text = "\n\n".join(pieces)
    # Where each piece begins in the result, and last where the result ends: asked for by edits alone.
    sizes = map(add, map(len, pieces), map(len, [*seams, ""])) if decision.cuts else ()
    places = list(accumulate(sizes, initial=0))
    edits = []
    for (start, end), rules, kind in decision.cuts:
        at = places[bisect_right(draft.ends, start)]
        edits.append(Edit(start, end, at, tuple(map(str, rules)), kind, document.text[start:end]))
    gap, odd = _common(draft.gaps)
    return Applied(text, tuple(edits), Layout(gap, odd, tuple(draft.mended)), tuple(draft.gone))


def _common(gaps: Sequence[str]) -> tuple[str, tuple[tuple[int, str], ...]]:
    """The most common of the gaps between paragraphs, and the exceptions by number; nothing is usual at both ends."""
    inner = set(gaps[1:-1])
    if len(inner) > 1:
        common = min(Counter(gaps[1:-1]).items(), key=lambda item: (-item[1], item[0]))[0]
    else:
        common = inner.pop() if inner else "\n"
    usual = ["", *[common] * (len(gaps) - 2), ""] if len(gaps) > 1 else [""]
    return common, tuple((i, gap) for i, gap in enumerate(gaps) if gap != usual[i]) if gaps != usual else ()


def revert(applied: Applied) -> str:
    """`Document.text` again, from the cleaned text and its ledger alone."""
    layout = applied.layout
    paragraphs = [line for line in applied.text.split("\n") if line]
    for number, before in layout.mended:
        paragraphs[number] = before
    gaps = ["", *[layout.gap] * (len(paragraphs) - 1), ""] if paragraphs else [""]
    for number, gap in layout.gaps:
        gaps[number] = gap
    rest = "".join(gap + paragraph for gap, paragraph in zip(gaps, [*paragraphs, ""], strict=True))
    out: list[str] = []
    taken = size = 0
    for edit in applied.edits:
        out += rest[taken : taken + edit.start - size], edit.text
        taken += edit.start - size
        size = edit.end
    return "".join([*out, rest[taken:]])
