"""Limits are exact and name themselves; a page within them is read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaner.errors import DocumentError
from cleaner.extract import Limits, extract
from cleaner.page import Selectors

SENTENCE = "The mill above the village has stood still since the river changed its bed, and nobody has missed it. "


def _rejected(html: str, limits: Limits | None = None) -> str:
    with pytest.raises(DocumentError) as caught:
        extract(html, limits=limits or Limits())
    assert caught.value.reason == "limit"
    return caught.value.detail


def test_one_character_too_many_is_rejected() -> None:
    html = "<p>" + SENTENCE + "</p>"
    extract(html, limits=Limits(characters=len(html)))
    assert "characters" in _rejected(html, Limits(characters=len(html) - 1))


def test_one_node_too_many_is_rejected() -> None:
    html = "<p>a</p><p>b</p>"
    extract(html, limits=Limits(nodes=4))
    assert "nodes" in _rejected(html, Limits(nodes=3))


def test_one_level_too_many_is_rejected() -> None:
    extract("<div>" * 9 + "x", limits=Limits(depth=9))
    assert "depth" in _rejected("<div>" * 10 + "x", Limits(depth=9))


def test_a_limit_holds_for_everything_that_selectors_read() -> None:
    html = "<div><section>" + f"<p>{SENTENCE} <b>now</b></p>" * 4 + "</section></div>"
    selectors = [Selectors("p", standfirst=".none")]
    assert extract(html, selectors=selectors, limits=Limits(nodes=12)).extractor == "selectors"
    with pytest.raises(DocumentError, match="more than 11 nodes"):
        extract(html, selectors=selectors, limits=Limits(nodes=11))
    assert extract(html, selectors=selectors, limits=Limits(depth=4)).extractor == "selectors"
    with pytest.raises(DocumentError, match="more than 3 depth"):
        extract(html, selectors=selectors, limits=Limits(depth=3))


@pytest.mark.parametrize("tag", ["div", "b", "span", "section", "x-y", "ul><li", "table><tr><td"])
def test_ten_thousand_levels_are_rejected_before_they_are_parsed(tag: str) -> None:
    assert _rejected(f"<{tag}>" * 10_000 + SENTENCE)


def test_1999_levels_are_read() -> None:
    assert extract("<div>" * 1_999 + f"<p>{SENTENCE * 3}</p>").blocks


def test_formatting_that_is_never_closed_cannot_multiply() -> None:
    opened = "".join(f"<b id={at}>" for at in range(3000))
    assert "nodes" in _rejected(f"<p>{opened}</p>" + "<p>x</p>" * 3000)


def test_attributes_of_a_tag_count_but_the_words_of_a_value_do_not() -> None:
    many = " ".join(f"a{at}=b" for at in range(6000))
    assert "attributes" in _rejected(f"<p {many}>{SENTENCE * 3}</p>")
    assert extract(f'<div class="{"word " * 6000}"><p>{SENTENCE * 3}</p></div>').blocks


def test_paragraphs_that_are_never_closed_do_not_nest() -> None:
    assert len(extract("<div>" + f"<p>{SENTENCE * 2}" * 3000).blocks) == 3000


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9, 0.99])
def test_a_page_can_be_cut_off_anywhere(article: Callable[..., str], cut: float) -> None:
    html = article()
    extract(html[: int(len(html) * cut)])
