"""What was removed is found again in the input, and replacing it there gives the cleaned text."""

from __future__ import annotations

import re
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

from .strategies import books, texts

GIVEN = {"source": "p.example", "language": "en"}
SURROGATES = st.text(st.characters(min_codepoint=0xD7FE, max_codepoint=0xE001), max_size=3)


def cleaned(text: str, book: Rulebook) -> tuple[str, Ledger] | None:
    done = process(Raw("a", text, given=GIVEN), book)
    return (done.record.text, done.ledger) if isinstance(done, Cleaned) else None


def without_surrogates(text: str) -> str:
    return re.sub("[\ud800-\udfff]", "", text)


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
    if not ledger.repairs:
        assert [edit for _, _, edit in spans] == ledger.edits
    canonical = uncut(*done)
    repaired = {one.line for one in ledger.repairs}
    for start, end, edit in spans:
        first = canonical.count("\n", 0, edit.start)
        if repaired.isdisjoint(range(first, first + edit.text.count("\n") + 1)):
            assert LINE_END.sub("\n", without_surrogates(text[start:end])) == edit.text


@given(texts(), books())
def test_a_whole_line_that_was_repaired_is_found_and_its_repair_is_what_the_edit_removed(
    text: str, book: Rulebook
) -> None:
    done = cleaned(text, book)
    if not done:
        return
    _, ledger = done
    lines = set(uncut(*done).split("\n"))
    found = {edit: text[start:end] for start, end, edit in input_spans(*done)}
    for edit in ledger.edits:
        if edit.text in lines and edit.text not in found.get(edit, ""):
            assert repair_line(found[edit])[0] == edit.text


@given(texts(), books())
def test_what_stays_of_a_repaired_line_is_the_same_in_the_input(text: str, book: Rulebook) -> None:
    done = cleaned(text, book)
    if not done:
        return
    _, ledger = done
    canonical = uncut(*done)
    places = InputPlaces(canonical, ledger)
    lines = LINE_END.split(text)
    starts = [0, *(end.end() for end in LINE_END.finditer(text))]
    for number, start in enumerate(starts):
        line = canonical.split("\n")[number]
        first = sum(len(one) + 1 for one in canonical.split("\n")[:number])
        for column in range(len(line) + 1):
            place = places.start(first + column)
            if place is not None:
                before, after = lines[number][: place - start], lines[number][place - start :]
                assert before == line[:column] or after == line[column:]


@given(texts(), books())
def test_spans_and_replacements_are_disjoint_and_in_order(text: str, book: Rulebook) -> None:
    done = cleaned(text, book)
    if not done:
        return
    for found in (input_spans(*done), replacements(*done)):
        assert all(0 <= start < end <= len(text) for start, end, *_ in found)
        assert all(one[1] <= two[0] for one, two in pairwise(found))


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
    pieces, at = [], 0
    for start, stop, new, _ in replacements(*done):
        pieces += text[at:start], new
        at = stop
    result = "".join([*pieces, text[at:]])
    assert result == wanted or any(
        "".join(one.before.split()) not in "".join(wanted.split()) for one in ledger.repaired_again
    )
