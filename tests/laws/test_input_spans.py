"""What was removed is found again in the input, and replacing it there gives the cleaned text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cleaner.clean import Cleaned, process
from cleaner.document import Raw
from cleaner.input_spans import InputPlaces, input_spans
from cleaner.ledger import Ledger
from cleaner.match.rulebook import Rulebook
from cleaner.repair.line_repair import LINE_END, repair_line
from cleaner.replacements import replacements
from cleaner.undo import uncut

from .strategies import GIVEN, books, texts

SURROGATES = st.text(st.characters(min_codepoint=0xD7FE, max_codepoint=0xE001), max_size=3)


def cleaned(text: str, book: Rulebook) -> tuple[str, Ledger] | None:
    done = process(Raw("a", text, given=GIVEN), book)
    return (done.record.text, done.ledger) if isinstance(done, Cleaned) else None


def without_surrogates(text: str) -> str:
    return re.sub("[\ud800-\udfff]", "", text)


def in_order(places: Iterable[tuple[int, int]], text: str) -> bool:
    """Whether these ranges of a text are disjoint, in order and not empty."""
    found = list(places)
    inside = all(0 <= start < end <= len(text) for start, end in found)
    return inside and all(one[1] <= two[0] for one, two in pairwise(found))


@given(texts(), books(), SURROGATES, st.integers(0, 20))
def test_a_span_of_lines_that_were_not_repaired_is_what_the_edit_removed(
    text: str, book: Rulebook, odd: str, at: int
) -> None:
    text = text[:at] + odd + text[at:]
    done = cleaned(text, book)
    if not done:
        return
    _, ledger = done
    if ledger.raw:
        return
    spans = input_spans(*done)
    assert in_order(((start, end) for start, end, _ in spans), text)
    if not ledger.repairs:
        assert [edit for _, _, edit in spans] == ledger.edits
    canonical = uncut(*done)
    repaired = {one.line for one in ledger.repairs}
    for start, end, edit in spans:
        first = canonical.count("\n", 0, edit.start)
        if repaired.isdisjoint(range(first, first + edit.text.count("\n") + 1)):
            assert LINE_END.sub("\n", without_surrogates(text[start:end])) == edit.text


@given(texts(), books())
def test_of_a_repaired_line_the_input_has_what_was_removed_and_what_stays(text: str, book: Rulebook) -> None:
    done = cleaned(text, book)
    if not done:
        return
    canonical, ledger = uncut(*done), done[1]
    assert in_order(((start, end) for start, end, _, _ in replacements(*done)), text)
    before = {edit: text[start:end] for start, end, edit in input_spans(*done)}
    lines = canonical.split("\n")
    for edit in ledger.edits:
        if edit.text in lines and edit.text not in before.get(edit, ""):  # a whole line, or one without its outer space
            assert repair_line(before[edit])[0] == edit.text
    places = InputPlaces(canonical, ledger)
    starts = [0, *(end.end() for end in LINE_END.finditer(text))]
    first = 0
    for line, own, start in zip(lines, LINE_END.split(text), starts, strict=True):
        for column in range(len(line) + 1):
            place = places.start(first + column)
            assert place is None or own[: place - start] == line[:column] or own[place - start :] == line[column:]
        first += len(line) + 1


@given(
    texts(odd=False),
    books(),
    st.sampled_from(("\n", "\r\n", "\n \n", "\r", "\n\n\n")),
    st.sampled_from(("", " ", "\n")),
)
def test_replacing_gives_the_cleaned_text_where_nothing_was_repaired(
    text: str, book: Rulebook, end: str, edge: str
) -> None:
    text = edge + text.replace("\n", end) + edge
    done = cleaned(text, book)
    if not done or done[1].repairs:
        return
    wanted, ledger = done
    found = replacements(wanted, ledger)
    assert in_order(((start, end) for start, end, _, _ in found), text)
    pieces: list[str] = []
    at = 0
    for start, stop, new, _ in found:
        pieces += text[at:start], new
        at = stop
    # What a cut leaves can need more than its spaces repaired.
    visible = "".join(wanted.split())
    if all("".join(one.before.split()) in visible for one in ledger.repaired_again):
        assert "".join([*pieces, text[at:]]) == wanted
