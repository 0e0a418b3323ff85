"""Law 1: shuffling rules, packs or matches changes nothing."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cleaner.clean import process
from cleaner.document import Raw
from cleaner.match.rulebook import Rulebook
from cleaner.prepare import prepare
from cleaner.resolve import resolve

from .strategies import GIVEN, books, texts


@given(texts(), books(), st.randoms(use_true_random=False))
def test_the_order_of_rules_and_packs_changes_nothing(text: str, book: Rulebook, chance: random.Random) -> None:
    packs = [replace(pack, rules=tuple(chance.sample(pack.rules, len(pack.rules)))) for pack in book.packs.values()]
    chance.shuffle(packs)
    raw = Raw("a", text, given=GIVEN)
    assert process(raw, Rulebook(packs)) == process(raw, book)


@given(texts(odd=False), books(), st.randoms(use_true_random=False))
def test_the_order_of_matches_changes_nothing(text: str, book: Rulebook, chance: random.Random) -> None:
    document = prepare(Raw("a", text, given=GIVEN)) if text.strip() else prepare(Raw("a", "aa", given=GIVEN))
    bound = book.bind("publishers/p.example", "en")
    matches = bound.matcher.matches(document)
    shuffled = chance.sample(matches, len(matches))
    assert resolve(document, shuffled, bound.max_share) == resolve(document, matches, bound.max_share)
