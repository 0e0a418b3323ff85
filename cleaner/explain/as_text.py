"""
A trace as lines for a terminal or a file. Everything from outside passes through `safe`, so all colours are our own.

Without colours, `-` marks a removed line, `~` a line that loses a part, and `[-…-]` that part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..clean import Traced
from ..edit import Edit
from ..escape_controls import safe
from ..marked_lines import LinePart, MarkedLine, marked_lines
from ..rule.kinds import KINDS
from .summary import facts, lifted_values
from .why import RuleNearLine, unused_agencies

COLOURS = (31, 32, 33, 34, 35, 36, 91, 92, 93, 94, 95, 96)
"""The terminal's own colours, light and dark. Kinds that are next to each other in the list get different ones."""

DIM, STRUCK = "2", "9"


def paint(text: str, *codes: str, coloured: bool = True) -> str:
    """
    A text in colours, or unchanged.

    >>> paint("Share", "31"), paint("Share", "31", coloured=False)
    ('\\x1b[31mShare\\x1b[0m', 'Share')
    """
    return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if coloured and text else text


def colour_of(kind: str) -> str:
    """The colour of a kind."""
    return str(COLOURS[list(KINDS).index(kind) % len(COLOURS)])


def heading(trace: Traced, coloured: bool) -> Iterator[str]:
    """The lines before the text."""
    for name, value in facts(trace):
        yield f"{paint(f'{name:<10}', DIM, coloured=coloured)}  {safe(value)}"
    for one in lifted_values(trace):
        note = "" if one.used else " (the record has another value)"
        label = paint(f"  {safe(one.rule)}{note}", DIM, coloured=coloured)
        yield f"{paint('lifted    ', DIM, coloured=coloured)}  {one.field}: {safe(one.value)}{label}"


def body(trace: Traced, coloured: bool) -> Iterator[str]:
    """The text line by line, with what was removed and by which rule."""
    width = len(str(len(trace.document.lines)))
    shown = marked_lines(trace.document.text, trace.ledger.edits)
    while not shown[-1].number:
        shown.pop()  # a document has a line that is not blank
    for row in shown:
        yield _row(row, width, coloured) if row.number else ""


def _row(row: MarkedLine, width: int, coloured: bool) -> str:
    mark = "-" if row.gone else "~" if row.cut else " "
    text = "".join(_part(part, row.gone, coloured) for part in row.parts)
    number = paint(f"{row.number:>{width}} {mark}", DIM, coloured=coloured)
    return f"{number} {text}{_labels((part.edit for part in row.parts if part.edit and part.first), coloured)}"


def _part(part: LinePart, gone: bool, coloured: bool) -> str:
    text = safe(part.text)
    if part.edit is None:
        return text
    if coloured:
        return paint(text, colour_of(part.edit.kind), STRUCK)
    return text if gone else f"[-{text}-]"


def _labels(edits: Iterable[Edit], coloured: bool) -> str:
    """Kind and rules of each edit that begins on a line."""
    return "".join(
        paint(f"  <{safe(edit.kind)}: {', '.join(map(safe, edit.rules))}>", colour_of(edit.kind), coloured=coloured)
        for edit in edits
    )


def reasons(trace: Traced, number: int, rules: Iterable[RuleNearLine], coloured: bool) -> Iterator[str]:
    """Why a line, counted from 0, stayed or went."""
    line = trace.document.lines[number]
    takers = {
        rule for edit in trace.ledger.edits if edit.start < line.end and line.start < edit.end for rule in edit.rules
    }
    yield f"line {number + 1}: {safe(trace.document.line(number))}"
    yield f"  taken by {', '.join(map(safe, sorted(takers)))}" if takers else "  stays"
    near = [one for one in rules if one.rule not in takers]
    if not near and not takers:
        yield f"  no rule of {', '.join(map(safe, sorted(trace.bound.max_share))) or 'any pack'} came near it"
    for pack in unused_agencies(trace, number) if not takers else ():
        yield f"  {pack} would take it, but no pack uses it: `uses: [{pack}]`"
    for one in near:
        place = f"  {safe(one.file)}:{one.line}" if one.file else ""
        seen = f"  {one.seen}" if one.seen else ""
        yield f"  {safe(one.rule)}{paint(place + seen, DIM, coloured=coloured)}"
        yield from (f"    {safe(reason)}" for reason in one.reasons)
