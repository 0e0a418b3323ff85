"""From decisions to text: `apply` writes the cleaned text, `revert` takes everything back."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence

from .document import Document
from .edit import Applied, Decision, Edit, Layout, visible
from .span import Span

LIST_MARKS = "-*•◦▪‣●·"
"""What opens a list item when a space follows. A dash longer than a hyphen opens speech in many languages."""


def is_list_item(line: str) -> bool:
    """
    Whether a paragraph is an item of a list, and so follows the one before it without a blank line.

    >>> [is_list_item(line) for line in ("• one", "12. two", "3) three", "– Yes, he said.", "1931. It was cold.", "-5 degrees")]
    [True, True, True, False, False, False]
    """
    if line[:1] in LIST_MARKS:
        return line[1:2] == " "
    if not line[:1].isdigit():
        return False
    number = line.split(" ", 1)[0]
    return number[-1:] in ".)" and len(number) <= 3 and number[:-1].isdecimal()


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


def apply(document: Document, decision: Decision, mend: Callable[[str], str]) -> Applied:
    """
    Write the cleaned text: every line with something visible left is a paragraph, one blank line between two, none
    between two items of a list. `mend` repairs a line anew out of which a span was cut.
    """
    left_of = _rests(document.text, [span for span, _, _ in decision.cuts])
    paragraphs: list[str] = []
    mended: list[tuple[int, str]] = []
    gaps: list[str] = []
    ends: list[int] = []  # where each paragraph ends in the document
    gone: list[int] = []
    last = 0
    for number, line in enumerate(document.lines):
        left = left_of(*line)
        paragraph = left
        if len(left) != line.end - line.start:
            paragraph = mend(left).strip() if visible(left) else ""
            if not paragraph:
                gone.append(number)
                continue  # what is left of it, white space, falls into the next gap
            if paragraph != left:
                mended.append((len(paragraphs), left))
        gaps.append(left_of(last, line.start))
        paragraphs.append(paragraph)
        ends.append(last := line.end)
    gaps.append(left_of(last, len(document.text)))
    text, edits, gap, odd = _written(document, decision, paragraphs, ends, gaps)
    return Applied(text, edits, Layout(gap, odd, tuple(mended)), tuple(gone))


def _written(
    document: Document,
    decision: Decision,
    paragraphs: list[str],
    ends: list[int],
    gaps: list[str],
) -> tuple[str, tuple[Edit, ...], str, tuple[tuple[int, str], ...]]:
    """Join the paragraphs, note each gap that is not the common one, and place each edit in the result."""
    out: list[str] = []
    places: list[int] = []  # where each paragraph begins in the result
    size = 0
    for number, paragraph in enumerate(paragraphs):
        if number:
            tight = is_list_item(paragraph) and is_list_item(paragraphs[number - 1])
            out.append("\n" if tight else "\n\n")
            size += len(out[-1])
        places.append(size)
        out.append(paragraph)
        size += len(paragraph)
    inner = Counter(gaps[1:-1])
    common = min(inner.items(), key=lambda item: (-item[1], item[0]))[0] if inner else "\n"
    odd = [(i, gap) for i, gap in enumerate(gaps) if gap != (common if 0 < i < len(gaps) - 1 else "")]
    edits = []
    number = 0
    for (start, end), rules, kind in decision.cuts:
        while number < len(ends) and ends[number] <= start:
            number += 1
        at = places[number] if number < len(places) else size
        edits.append(Edit(start, end, at, rules, kind, document.text[start:end]))
    return "".join(out), tuple(edits), common, tuple(odd)


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
