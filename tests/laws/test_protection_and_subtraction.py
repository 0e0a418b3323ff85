"""Laws 3 and 4: what is kept stays, and cleaning only removes."""

from __future__ import annotations

from collections import Counter

from hypothesis import given

from cleaner.cut import cut
from cleaner.document import Raw
from cleaner.errors import DocumentError
from cleaner.match.rulebook import Rulebook
from cleaner.prepare import prepare
from cleaner.repair import repair_residue
from cleaner.resolve import resolve
from cleaner.visibility import has_visible

from .strategies import GIVEN, books, texts


@given(texts(), books())
def test_no_visible_character_of_a_kept_span_goes(text: str, book: Rulebook) -> None:
    try:
        document = prepare(Raw("a", text, given=GIVEN))
    except DocumentError:
        return
    bound = book.bind("publishers/p.example", "en")
    matches = bound.matcher.matches(document)
    kept = {i for match in matches if match.verb == "keep" for i in range(*match.span)}
    for (start, end), _, _ in resolve(document, matches, bound.max_share).cuts:
        assert not any(i in kept and has_visible(document.text[i]) for i in range(start, end))


@given(texts(), books())
def test_what_is_visible_is_in_the_text_or_in_an_edit_that_names_its_rules(text: str, book: Rulebook) -> None:
    try:
        document = prepare(Raw("a", text, given=GIVEN))
    except DocumentError:
        return
    bound = book.bind("publishers/p.example", "en")
    applied = cut(document, bound).applied
    names = {rule.name for rule in bound.matcher.rules}
    # Where a cut joined characters, repair made others of them: the paragraph before that is in the ledger.
    paragraphs = [line for line in applied.text.split("\n") if line]
    for number, before in applied.layout.mended:
        assert repair_residue(before) == paragraphs[number]
        paragraphs[number] = before
    left = Counter("".join(paragraphs)) + Counter("".join(edit.text for edit in applied.edits))
    assert {char: n for char, n in left.items() if has_visible(char)} == {
        char: n for char, n in Counter(document.text).items() if has_visible(char)
    }
    for edit in applied.edits:
        assert edit.rules
        assert names.issuperset(edit.rules)
        assert document.text[edit.start : edit.end] == edit.text
