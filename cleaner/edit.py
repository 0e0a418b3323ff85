"""
From requests to edits: matches ask, `resolve` decides, `apply` writes, `revert` undoes.

Dropping is set union, keeping wins, and no rule sees another's result; so the order of rules and matches cannot matter.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate, chain, pairwise

from .document import VISIBLE_NOT, Document
from .span import Span, union


@dataclass(frozen=True, slots=True, order=True)
class Lift:
    """A value taken out of the text: into which field, the value, and where it stood."""

    field: str
    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class Match:
    """
    One rule's request about one span.

    `verb` is "drop", "keep" or "find" (asks for nothing to go). `needs` are full names of rules of the same pack, all
    of which must have an effective match. `secure` is said of matches that a phrase of their own confirmed or that
    their own last line closed: they do not count towards `max_share`.
    """

    rule: str
    pack: str
    kind: str
    verb: str
    span: Span
    lifts: tuple[Lift, ...] = ()
    needs: tuple[str, ...] = ()
    secure: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """
    What was removed: `[start, end)` of `Document.text`, the place `at` in the cleaned text where it stood, the full names
    of all rules that asked for it, the kind of the first of them, and the text itself.
    """

    start: int
    end: int
    at: int
    rules: tuple[str, ...]
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Layout:
    """
    The white space of the text without the edits: how paragraphs stood before they got one shape.

    `gap` is the most common white space between two paragraphs, `gaps` the exceptions by number: gap 0 is before the
    first paragraph, gap n after the n-th (both "" unless said). `mended` are paragraphs that a cut made repair anew, as
    they were before that.
    """

    gap: str = "\n"
    gaps: tuple[tuple[int, str], ...] = ()
    mended: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What goes, what was lifted, and which packs asked for too much."""

    cuts: tuple[tuple[Span, tuple[str, ...], str], ...] = ()
    lifts: tuple[tuple[str, Lift], ...] = ()
    suspects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Applied:
    """The cleaned text and all that brings `Document.text` back."""

    text: str
    edits: tuple[Edit, ...] = ()
    layout: Layout = field(default_factory=Layout)


def visible(text: str) -> bool:
    """
    Whether anything in it can be seen: a character that is neither white space nor a control or format character.

    >>> visible(" \\u200b\\n"), visible(" .")
    (False, True)
    """
    if text.isspace() or not text:
        return False
    if text.isascii():
        return any(char > " " and char != "\x7f" for char in text)
    from unicodedata import category

    return any(category(char) not in VISIBLE_NOT and not char.isspace() for char in text)


def count_visible(text: str) -> int:
    """Characters that are not white space, the measure of shares."""
    return sum(map(len, text.split()))


def resolve(document: Document, matches: Iterable[Match], max_share: Mapping[str, float]) -> Decision:
    """
    Decide what goes and what is lifted.

    A match whose drop would lose a visible character to a `keep` is withheld: a half-cut byline is no byline. A match
    is effective when it is not withheld and everything it needs has an effective match. A pack whose insecure drops
    exceed its share of the visible text is a suspect and has no effective match at all. `max_share` maps a pack's name
    to its share; a pack that is not in it has none.
    """
    asked = list(matches)
    if not asked:
        return Decision()
    kept = union(match.span for match in asked if match.verb == "keep")
    ends = [keep.end for keep in kept]
    able = [match for match in asked if match.verb != "keep" and not _loses(document, match, kept, ends)]
    effective = _satisfied(able)
    suspects = _suspects(document, effective, max_share)
    if suspects:
        effective = [match for match in effective if match.pack not in suspects]
    lifts = {(match.rule, lift) for match in effective for lift in match.lifts}
    return Decision(
        _cuts(match for match in effective if match.verb == "drop"), tuple(sorted(lifts)), tuple(sorted(suspects))
    )


def _loses(document: Document, match: Match, kept: list[Span], ends: list[int]) -> bool:
    """Whether the match is a drop that would take a visible character of a kept span."""
    if match.verb != "drop":
        return False
    for keep in kept[bisect_right(ends, match.span.start) :]:
        if keep.start >= match.span.end:
            return False
        if visible(document.text[max(keep.start, match.span.start) : min(keep.end, match.span.end)]):
            return True
    return False


def _satisfied(matches: list[Match]) -> list[Match]:
    """Matches whose needs are met. `needs` is acyclic (the loader sees to it), so sweeping ends after its depth."""
    while True:
        present = {match.rule for match in matches}
        still = [match for match in matches if all(need in present for need in match.needs)]
        if len(still) == len(matches):
            return still
        matches = still


def _suspects(document: Document, matches: list[Match], max_share: Mapping[str, float]) -> set[str]:
    suspects = set()
    for pack, share in max_share.items():
        drops = [match.span for match in matches if match.pack == pack and match.verb == "drop" and not match.secure]
        if not drops:
            continue
        lost = sum(count_visible(document.text[start:end]) for start, end in union(drops))
        if lost > share * document.visible:
            suspects.add(pack)
    return suspects


def _cuts(drops: Iterable[Match]) -> tuple[tuple[Span, tuple[str, ...], str], ...]:
    """Disjoint spans in order, each with the names of all rules that cover it, sorted, and the kind of the first."""
    kinds: dict[str, str] = {}
    opens: dict[int, list[str]] = {}
    closes: dict[int, list[str]] = {}
    for match in drops:
        kinds[match.rule] = match.kind
        opens.setdefault(match.span.start, []).append(match.rule)
        closes.setdefault(match.span.end, []).append(match.rule)
    cuts: list[tuple[Span, tuple[str, ...], str]] = []
    active: Counter[str] = Counter()
    last = 0
    for place in sorted({*opens, *closes}):
        if active and last < place:
            rules = tuple(sorted(active))
            if cuts and cuts[-1][0].end == last and cuts[-1][1] == rules:
                cuts[-1] = (Span(cuts[-1][0].start, place), rules, cuts[-1][2])
            else:
                cuts.append((Span(last, place), rules, kinds[rules[0]]))
        active.update(opens.get(place, ()))
        active.subtract(closes.get(place, ()))
        active = +active
        last = place
    return tuple(cuts)


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


def _untouched(document: Document) -> Applied | None:
    """
    The whole text as paragraphs, where one replacement makes it: one kind of gap, and no lists. (4 µs instead of 30.)
    """
    text, lines = document.text, document.lines
    sizes = {after - end for (_, end), (after, _) in pairwise(lines)}
    gap = "\n" * max(sizes, default=1)
    start, end = (lines[0].start, lines[-1].end) if lines else (0, 0)
    if len(sizes) > 1 or len(gap) > 2:
        return None
    if len(gap) == 2 and text.count(gap, start, end) < len(lines) - 1:  # one character between two lines is a line end
        return None
    marked = [number for number, (at, _) in enumerate(lines) if (one := text[at]) in LIST_MARKS or one.isdigit()]
    items = [number for number in marked if is_list_item(document.line(number))]
    if any(after == before + 1 for before, after in pairwise(items)):
        return None
    odd = [(number, one) for number, one in ((0, text[:start]), (len(lines), text[end:])) if one]
    body = text[start:end]
    return Applied(body.replace("\n", "\n\n") if gap == "\n" else body, (), Layout(gap, tuple(odd)))


def apply(document: Document, decision: Decision, mend: Callable[[str], str]) -> Applied:
    """
    Write the cleaned text: every line with something visible left is a paragraph, one blank line between two, none
    between two items of a list. `mend` repairs a line anew out of which a span was cut.
    """
    text = document.text
    cuts = [span for span, _, _ in decision.cuts]
    if not cuts and (whole := _untouched(document)):
        return whole
    if not cuts:  # nothing to look for between lines and cuts
        ends = [end for _, end in document.lines]
        gaps = [text[end:start] for end, (start, _) in zip([0, *ends], [*document.lines, (len(text), 0)], strict=True)]
        return _written(document, decision, [text[start:end] for start, end in document.lines], ends, gaps, [])
    cut_ends = [cut.end for cut in cuts]

    def left_of(start: int, end: int) -> str:
        first = bisect_right(cut_ends, start)
        if first == len(cuts) or cuts[first][0] >= end:
            return text[start:end]
        pieces = []
        for cut in cuts[first:]:
            if cut.start >= end:
                break
            pieces.append(text[start : max(start, cut.start)])
            start = cut.end
        return "".join([*pieces, text[start:end]])

    paragraphs: list[str] = []
    mended: list[tuple[int, str]] = []
    gaps = []
    ends = []  # where each paragraph ends in the document
    last = 0
    for line in document.lines:
        left = left_of(*line)
        paragraph = left
        if len(left) != line.end - line.start:
            paragraph = mend(left).strip() if visible(left) else ""
            if not paragraph:
                continue  # what is left of it, white space, falls into the next gap
            if paragraph != left:
                mended.append((len(paragraphs), left))
        gaps.append(left_of(last, line.start))
        paragraphs.append(paragraph)
        ends.append(last := line.end)
    gaps.append(left_of(last, len(text)))
    return _written(document, decision, paragraphs, ends, gaps, mended)


def _written(
    document: Document,
    decision: Decision,
    paragraphs: list[str],
    ends: list[int],
    gaps: list[str],
    mended: list[tuple[int, str]],
) -> Applied:
    """Join the paragraphs, note each gap that is not the common one, and place each edit in the result."""
    items = [not paragraph[0].isalpha() and is_list_item(paragraph) for paragraph in paragraphs]
    if True in items:
        seams = ["\n" if before and after else "\n\n" for before, after in pairwise(items)]
    else:
        seams = ["\n\n"] * (len(items) - 1)
    pieces = list(chain.from_iterable(zip(paragraphs, [*seams, ""], strict=False)))
    # Where each paragraph begins in the result, and last where the result ends: asked for by edits alone.
    places = [0, *accumulate(map(len, pieces))][::2] if decision.cuts else []
    inner = set(gaps[1:-1])
    if len(inner) > 1:
        common = min(Counter(gaps[1:-1]).items(), key=lambda item: (-item[1], item[0]))[0]
    else:
        common = inner.pop() if inner else "\n"
    usual = ["", *[common] * (len(gaps) - 2), ""] if len(gaps) > 1 else [""]
    odd = [(i, gap) for i, gap in enumerate(gaps) if gap != usual[i]] if gaps != usual else []
    edits = []
    number = 0
    for (start, end), rules, kind in decision.cuts:
        while number < len(ends) and ends[number] <= start:
            number += 1
        at = places[number]
        edits.append(Edit(start, end, at, rules, kind, document.text[start:end]))
    return Applied("".join(pieces), tuple(edits), Layout(common, tuple(odd), tuple(mended)))


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
