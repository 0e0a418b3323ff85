"""
Where in the input stood what was removed: edits count code points of the decoded and repaired text, and who has only the
input wants to count its own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from .document import Repairs
from .edit import Edit
from .ledger import Ledger
from .undo import repairs_of, uncut


class InputSpan(NamedTuple):
    """A range `[start, end)` of code points of the input's text, and what was removed there."""

    start: int
    end: int
    edit: Edit


def input_spans(text: str, ledger: Ledger) -> list[InputSpan]:
    r"""
    The spans of the input's text that were removed, from a record's text and its ledger: disjoint and in order.

    The input's text is a row's text as it came, or a file's as it was decoded, without its byte order mark and what did not
    decode; of a page, it is the text that extraction found. Line ends are those of the input: `\r\n` counts two.

    Repair changes lines, and a span can begin or end inside such a line. It is given only if its place is certain: at either
    end of the line, or where everything before it in the line, or everything after it, came through repair as it was. Other
    spans are left out, and so is every span of a row whose text has surrogate pairs, which JSON cannot have.

    In lines that were not repaired, the input has `edit.text` at its span, with its own line ends.

    >>> from cleaner import Cleaner
    >>> text = "By Bo Ek\r\nOSLO (Reuters) - It's  snowing, the mayorâ€™s office said."
    >>> record, ledger = Cleaner().clean(text)
    >>> [(text[start:end], edit.kind) for start, end, edit in input_spans(record.text, ledger)]
    [('By Bo Ek', 'byline'), ('OSLO (Reuters) - ', 'dateline')]
    """
    places = InputPlaces(uncut(text, ledger), ledger)
    spans = []
    for edit in ledger.edits:
        start, end = places.start(edit.start), places.end(edit.end)
        if start is not None and end is not None:
            spans.append(InputSpan(start, end, edit))
    return spans


class InputPlaces:
    """
    From offsets of `Document.text` to those of the input's text.

    Places never run backwards: of two offsets that both have one, the greater has not the lesser place. So spans that are
    disjoint stay disjoint.
    """

    def __init__(self, text: str, ledger: Ledger):
        repairs = repairs_of(ledger)
        self._lines = text.split("\n")
        self._starts = list(accumulate((len(line) + 1 for line in self._lines), initial=0))[:-1]
        self._before = {change.line: change.before for change in repairs.lines}
        self._input_starts = _input_starts(self._lines, self._before, repairs)
        is_row = ledger.kind.startswith("row") and not ledger.kind.endswith("-page")
        self._lost = [one.at for one in ledger.undecoded] if is_row else []
        self._known = not (is_row and ledger.raw)

    def start(self, offset: int) -> int | None:
        """Where what begins at an offset begins in the input, or None if that is not certain."""
        place = self._decoded(offset)
        return None if place is None else place + bisect_right(self._lost, place)

    def end(self, offset: int) -> int | None:
        """Where what ends at an offset ends in the input, or None if that is not certain."""
        place = self._decoded(offset)
        return None if place is None else place + sum(at < place for at in self._lost)

    def _decoded(self, offset: int) -> int | None:
        """The same in the decoded text, which has no lone surrogates."""
        if not self._known:
            return None
        number = bisect_right(self._starts, offset) - 1
        column = offset - self._starts[number]
        before = self._before.get(number)
        inside = column if before is None else _column_before_repair(self._lines[number], before, column)
        return None if inside is None else self._input_starts[number] + inside


def _input_starts(lines: Sequence[str], before: dict[int, str], repairs: Repairs) -> list[int]:
    """Where each line begins in the input's text."""
    odd = dict(repairs.newlines)
    sizes = (len(before.get(number, line)) + len(odd.get(number, repairs.newline)) for number, line in enumerate(lines))
    return list(accumulate(sizes, initial=0))[:-1]


def _column_before_repair(line: str, before: str, column: int) -> int | None:
    """
    Where a column of a repaired line was in the line before, or None if that is not certain.

    >>> line, before = "a b, don’t go", "a  b, donâ€™t go"
    >>> [_column_before_repair(line, before, at) for at in (0, 2, 3, 10, 13)]
    [0, 2, None, 13, 16]
    """
    if column == len(line):  # what repair takes from the end of a line goes with the line
        return len(before)
    same_start = _same_length(line, before)
    if column <= same_start:
        return column
    same_end = _same_length(line[same_start:][::-1], before[same_start:][::-1])
    return len(before) - (len(line) - column) if column >= len(line) - same_end else None


def _same_length(one: str, two: str) -> int:
    """How many characters two texts have in common at their start."""
    pairs = enumerate(zip(one, two, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(two)))
