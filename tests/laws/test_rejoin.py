"""Rules that are left in afterwards give the record that a run with these rules kept would give, where no tie says otherwise."""

from __future__ import annotations

from hypothesis import event, given
from hypothesis import strategies as st

from cleaner.clean import Cleaned, CleanedApart, process
from cleaner.document import Raw
from cleaner.match.rulebook import Rulebook
from cleaner.provenance import stamp_of
from cleaner.record import Record
from cleaner.rejoin import rejoin
from cleaner.settings import Settings

from .strategies import GIVEN, books, texts

KINDS = ("other", "share", "byline")


@st.composite
def kept(draw: st.DrawFn, book: Rulebook) -> Rulebook:
    """The same packs, with some kinds and some rules kept."""
    names = [rule.name for pack in book.packs.values() for rule in pack.rules]
    kinds = draw(st.lists(st.sampled_from(KINDS), max_size=2))
    rules = draw(st.lists(st.sampled_from(names), min_size=not kinds, max_size=3))
    return Rulebook(book.packs.values(), kinds, book.new_prefilter, rules)


def keeps(book: Rulebook, kind: str, rule: str) -> bool:
    return kind in book.keep_kinds or rule in book.keep_rules


def joined(cleaned: Cleaned, fresh: Cleaned, book: Rulebook, straight_quotes: bool) -> Record:
    assert isinstance(cleaned, CleanedApart)
    apart = cleaned.apart
    spans = [span for span in apart.spans if not keeps(book, span.kind, span.rule)]
    stamp = stamp_of(fresh.ledger.provenance)
    slowly = rejoin(cleaned.record, apart.text, spans, stamp, straight_quotes)
    assert rejoin(cleaned.record, apart.text, spans, stamp, straight_quotes, cleaned.ledger.edits) == slowly
    return slowly


def check(text: str, book: Rulebook, other: Rulebook, settings: Settings) -> None:
    raw = Raw("a", text, given=GIVEN)
    cleaned, fresh = process(raw, book, settings), process(raw, other, settings)
    if not isinstance(cleaned, Cleaned) or not isinstance(fresh, Cleaned):
        assert type(cleaned) is type(fresh)
        return
    assert isinstance(cleaned, CleanedApart)
    assert rejoin(cleaned.record, cleaned.apart.text, cleaned.apart.spans, cleaned.record.metadata.cleaner,
                  settings.straight_quotes) == cleaned.record  # fmt: skip
    left_in = [span for span in cleaned.apart.spans if keeps(other, span.kind, span.rule)]
    ties = [tie for tie in cleaned.apart.ties if keeps(other, tie.kind, tie.rule)]
    equal = joined(cleaned, fresh, other, settings.straight_quotes) == fresh.record
    event(f"left in: {bool(left_in)}, tied: {bool(ties)}, equal: {equal}")  # shown by --hypothesis-show-statistics
    assert equal or ties


CASES = (
    (False, 1, Settings(stand_off="texts")),
    (True, 1, Settings(stand_off="texts", straight_quotes=True)),
    (False, 20, Settings(stand_off="texts", whole_page=True)),
)
"""Whether texts have odd characters, how often they are repeated, and the settings."""


@given(st.data(), st.sampled_from(CASES), books())
def test_a_record_without_ties_is_that_of_a_fresh_run(
    data: st.DataObject, case: tuple[bool, int, Settings], book: Rulebook
) -> None:
    odd, times, settings = case
    check(data.draw(texts(odd)) * times, book, data.draw(kept(book)), settings)
