"""Write the text that a decision leaves, and revert it: paragraphs, the white space between them, and edits."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, groupby, pairwise
from operator import add

from .document import Document
from .edit import Applied, Decision, Edit, Layout
from .repair import repair_residue
from .repair.quotes import straighten_residue
from .span import LineIndex, Span
from .visibility import has_visible

LIST_MARKS = "-*•◦▪‣●·"
"""Characters that begin a list item if a space follows. Longer dashes are left out: in many languages they begin speech."""

LIST_ITEM = re.compile(rf"[{re.escape(LIST_MARKS)}] (?=\S)|\d{{1,2}}[.)](?=[ \n]|\Z)")
ITEM_STARTS = frozenset(LIST_MARKS + "0123456789")
"""First characters of list items, besides the digits of other scripts."""


def is_list_item(text: str, start: int = 0) -> bool:
    """
    Whether the paragraph that begins at `start` is a list item, which follows another one without a blank line.

    >>> [is_list_item(line) for line in ("• one", "12. two", "3) three", "– Yes, he said.", "1931. It was cold.", "-5 degrees")]
    [True, True, True, False, False, False]
    """
    return LIST_ITEM.match(text, start) is not None


def _without(text: str, cuts: Sequence[Span]) -> Callable[[int, int], str]:
    """A function that gives what is left of a part of the text without these cuts, which are disjoint and in order."""
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
class TextBuilder:
    """
    The text written so far, in pieces of one or more paragraphs.

    `items` says for each piece whether it is list items, `ends` where it ends in the document. `gaps` is the white space
    before each paragraph, `gone` the lines of which nothing is left, `mended` the paragraphs that were repaired again, as
    (number of the paragraph, the paragraph before).
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
        """Add a piece and the white space before it."""
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
    left_of = _without(document.text, cuts)
    between = _between(document)
    builder = TextBuilder()
    at = 0
    for number in _touched(document.lines, cuts):
        _add_whole_lines(builder, document, range(at, number), between, left_of)
        _add_rest_of_line(builder, number, document.lines[number], left_of, document.straight_quotes)
        at = number + 1
    _add_whole_lines(builder, document, range(at, len(document.lines)), between, left_of)
    builder.gaps.append(left_of(builder.last, len(document.text)))
    return _joined(document, decision, builder)


def _between(document: Document) -> str:
    """The white space between any two lines if it is the same everywhere, one line end or two; else ""."""
    if not document.lines:
        return ""
    start, end = document.lines[0].start, document.lines[-1].end
    gaps, count = end - start - sum(document.lines.sizes), len(document.lines) - 1
    if gaps == count:
        return "\n"
    return "\n\n" if gaps == 2 * count == 2 * document.text.count("\n\n", start, end) else ""


def _touched(lines: LineIndex, cuts: Iterable[Span]) -> Iterator[int]:
    """The numbers of the lines that a cut touches, in order."""
    at = 0
    for cut in cuts:
        at = max(at, bisect_right(lines.starts, cut.start) - 1)
        while at < len(lines) and lines[at].end <= cut.start:
            at += 1
        while at < len(lines) and lines[at].start < cut.end:
            yield at
            at += 1


def _add_whole_lines(
    builder: TextBuilder, document: Document, numbers: range, between: str, left_of: Callable[[int, int], str]
) -> None:
    """Add lines that no cut touches, list items apart from others. The white space before them can hold a cut."""
    if not numbers:
        return
    text, lines = document.text, document.lines
    firsts, starts = document.firsts, lines.starts
    marked = [n for n in numbers if (char := firsts[n]) in ITEM_STARTS or (char > "\x7f" and char.isdecimal())]
    items = {number for number in marked if is_list_item(text, starts[number])}
    runs = (
        [(item, list(group)) for item, group in groupby(numbers, items.__contains__)] if items else [(False, numbers)]
    )
    for item, run in runs:
        start, end = starts[run[0]], lines[run[-1]].end
        gap, separator = left_of(builder.last, start), "\n" if item else "\n\n"
        if between:
            piece = text[start:end]
            builder.add(piece if between == separator else piece.replace(between, separator), gap, end, item)
            builder.gaps += [between] * (len(run) - 1)
        else:
            begins = starts[run[0] : run[-1] + 1]
            ends = list(map(add, begins, lines.sizes[run[0] : run[-1] + 1]))
            pieces = [text[begin:end] for begin, end in zip(begins, ends, strict=True)]
            builder.add(separator.join(pieces), gap, end, item)
            builder.gaps += [text[end:begin] for end, begin in zip(ends, begins[1:], strict=False)]


def _add_rest_of_line(
    builder: TextBuilder, number: int, line: Span, left_of: Callable[[int, int], str], straight_quotes: bool
) -> None:
    """Add what is left of a line. If only white space is left, that becomes part of the next gap."""
    left = left_of(*line)
    repair = straighten_residue if straight_quotes else repair_residue
    paragraph = repair(left) if has_visible(left) else ""
    if not paragraph:
        builder.gone.append(number)
        return
    if paragraph != left:
        builder.mended.append((len(builder.gaps), left))
    builder.add(paragraph, left_of(builder.last, line.start), line.end, is_list_item(paragraph))


def _joined(document: Document, decision: Decision, builder: TextBuilder) -> Applied:
    """Join the pieces, note the uncommon gaps, and find where each edit was in the result."""
    pieces, items = builder.pieces, builder.items
    if True in items:
        separators = ["\n" if before and after else "\n\n" for before, after in pairwise(items)]
        text = "".join(chain.from_iterable(zip(pieces, [*separators, ""], strict=False)))
    else:
        separators = ["\n\n"] * (len(pieces) - 1)
        text = "\n\n".join(pieces)
    # Where each piece begins in the result, and where the result ends. Only edits need it.
    sizes = map(add, map(len, pieces), map(len, [*separators, ""])) if decision.cuts else ()
    places = list(accumulate(sizes, initial=0))
    edits = []
    for (start, end), rules, kind in decision.cuts:
        at = places[bisect_right(builder.ends, start)]
        edits.append(Edit(start, end, at, tuple(map(str, rules)), kind, document.text[start:end]))
    gap, odd = _common(builder.gaps)
    return Applied(text, tuple(edits), Layout(gap, odd, tuple(builder.mended)), tuple(builder.gone))


def _common(gaps: Sequence[str]) -> tuple[str, tuple[tuple[int, str], ...]]:
    """The most common gap between paragraphs, and the exceptions by number. At both ends the common gap is none."""
    inner = set(gaps[1:-1])
    if len(inner) > 1:
        common = min(Counter(gaps[1:-1]).items(), key=lambda item: (-item[1], item[0]))[0]
    else:
        common = inner.pop() if inner else "\n"
    usual = ["", *[common] * (len(gaps) - 2), ""] if len(gaps) > 1 else [""]
    return common, tuple((i, gap) for i, gap in enumerate(gaps) if gap != usual[i]) if gaps != usual else ()


def revert(applied: Applied) -> str:
    """`Document.text` again, from the cleaned text, its edits and its layout."""
    paragraphs, gaps = paragraphs_and_gaps(applied)
    rest = "".join(chain.from_iterable(zip(gaps, [*paragraphs, ""], strict=True)))
    out: list[str] = []
    taken = size = 0
    for edit in applied.edits:
        out += rest[taken : taken + edit.start - size], edit.text
        taken += edit.start - size
        size = edit.end
    return "".join([*out, rest[taken:]])


def paragraphs_and_gaps(applied: Applied) -> tuple[list[str], list[str]]:
    """The paragraphs that cuts left, before those were repaired again, and the white space before each and after the last."""
    layout = applied.layout
    paragraphs = [line for line in applied.text.split("\n") if line]
    for number, before in layout.mended:
        paragraphs[number] = before
    gaps = ["", *[layout.gap] * (len(paragraphs) - 1), ""] if paragraphs else [""]
    for number, gap in layout.gaps:
        gaps[number] = gap
    return paragraphs, gaps
