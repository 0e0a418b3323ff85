from __future__ import annotations

import sys
from dataclasses import replace
from typing import Any

import pytest

from cleaner.errors import RunError
from cleaner.evaluate.gold import Gold, golds
from cleaner.evaluate.overlap import by_shingles, by_subsequence
from cleaner.evaluate.score import NO_DOCUMENT, score

BRIDGE = Gold("b1", "The Pier", "en", "The old bridge closes today.\nRepairs will take two weeks.")


def test_the_figures_of_a_page_equal_those_computed_by_hand() -> None:
    judged = score(BRIDGE, {"text": "The old bridge closes today.\n\nShare this story now"})
    # gold: 10 words, 7 runs of four; output: 9 words, 6 runs; shared: the 2 runs of the first sentence
    assert judged.precision == pytest.approx(2 / 6)
    assert judged.recall == pytest.approx(2 / 7)
    assert judged.f1 == pytest.approx(4 / 13)
    # the longest common subsequence is the first sentence, five words
    assert judged.lcs_f1 == pytest.approx(10 / 19)
    # 20 wrong characters of 28 + 20; 28 lost ones of 28 + 28
    assert judged.cruft == pytest.approx(20 / 48)
    assert judged.lost == pytest.approx(28 / 56)
    assert judged.wrong_lines == ("Share this story now",)
    assert judged.lost_lines == ("Repairs will take two weeks.",)
    assert (judged.clean, judged.empty) == (False, False)


def test_a_run_of_words_counts_twice_only_if_both_texts_have_it_twice() -> None:
    once, twice = tuple("abcd"), tuple("abcdabcd")
    assert tuple(by_shingles(twice, once)) == pytest.approx((1 / 5, 1.0, 1 / 3))


def test_the_subsequence_depends_on_the_order_of_words() -> None:
    assert by_subsequence(("b", "a"), ("a", "b")).f1 == 0.5


def test_a_page_is_clean_if_it_is_exactly_the_article() -> None:
    judged = score(BRIDGE, {"text": BRIDGE.text})
    assert (judged.clean, judged.f1, judged.lcs_f1, judged.cruft, judged.lost) == (True, 1, 1, 0, 0)


def test_a_page_without_a_document_is_scored_as_empty_and_marked() -> None:
    judged = score(BRIDGE, None)
    assert (judged.f1, judged.lcs_f1, judged.cruft, judged.lost, judged.empty) == (0, 0, 0, 1, True)
    assert (judged.verdicts, judged.routing) == ((NO_DOCUMENT,), NO_DOCUMENT)


def test_fields_count_only_if_the_gold_has_them() -> None:
    text = "Repairs will take two weeks."
    held = {"title": "The old bridge closes today", "standfirst": "Drivers must go round by the hill."}
    judged = score(BRIDGE, {"text": text, "metadata": held})
    assert judged.clean
    listed = score(
        BRIDGE, {"text": text, "metadata": {"key_points": ["The old bridge closes today", "A detour is set"]}}
    )
    assert listed.clean


def test_a_field_of_one_or_two_words_never_counts() -> None:
    gold = replace(BRIDGE, text="Bridge shut\n" + BRIDGE.text)
    judged = score(gold, {"text": BRIDGE.text, "metadata": {"title": "Bridge shut"}})
    assert judged.lost_lines == ("Bridge shut",)


def test_an_optional_line_may_be_in_the_output_or_not() -> None:
    gold = replace(BRIDGE, optional="Photo shows the bridge at dawn")
    for text in (BRIDGE.text, BRIDGE.text + "\nPhoto shows the bridge at dawn"):
        assert score(gold, {"text": text}).clean
    assert not score(BRIDGE, {"text": BRIDGE.text + "\nPhoto shows the bridge at dawn"}).clean


def test_a_line_of_the_gold_is_never_optional() -> None:
    assert score(replace(BRIDGE, optional=BRIDGE.text), {"text": BRIDGE.text}).clean


def test_a_short_line_of_the_gold_is_not_lost_if_it_is_part_of_another_line() -> None:
    gold = replace(BRIDGE, text="Bridge closes\n" + BRIDGE.text)
    assert score(gold, {"text": BRIDGE.text}).lost_lines == ()


def test_a_score_keeps_the_verdicts_and_the_routing_of_the_record() -> None:
    judged = score(BRIDGE, {"text": "", "metadata": {"verdicts": ["empty", "suspect"], "routing": "url"}})
    assert (judged.verdicts, judged.routing) == (("empty", "suspect"), "url")


def test_without_rapidfuzz_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidfuzz.distance", None)
    with pytest.raises(RunError, match=r"pip install 'corpus-cleaner\[eval\]'"):
        by_subsequence(("a",), ("a",))


def test_short_skipped_and_unwanted_golds_are_left_out() -> None:
    long, short = "x" * 60, "x" * 59
    rows: list[dict[str, Any]] = [
        {"id": "short", "publisher": "A", "gold_text": short},
        {"id": "doubtful", "publisher": "A", "gold_text": long},
        {"id": "other", "publisher": "B", "gold_text": long},
        {"id": 7, "publisher": "A", "gold_text": long, "lang": None, "gold_optional": ["a", "b"]},
    ]
    assert golds(rows, skip={"doubtful"}, only={"A"}) == [Gold("7", "A", "", long, "a\nb")]
