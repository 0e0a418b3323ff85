"""Blocks keep their kind."""

from __future__ import annotations

from collections.abc import Callable

from cleaner.extract import extract


def test_every_kind_of_block_is_recognised(article: Callable[..., str]) -> None:
    inside = (
        "<h2>The weir</h2><ul><li>one boat</li><li>two boats</li></ul><blockquote>It never rains here.</blockquote>"
        "<table><tr><th>Year</th><th>Level</th></tr><tr><td>2023</td><td>64 cm</td></tr></table>"
        "<pre>a  b\n  c  d</pre>"
    )
    blocks = [(block.kind, block.text) for block in extract(article(inside=inside)).blocks][3:-2]
    assert blocks == [
        ("heading", "The weir"),
        ("list-item", "one boat"),
        ("list-item", "two boats"),
        ("quote", "It never rains here."),
        ("table-row", "Year | Level"),
        ("table-row", "2023 | 64 cm"),
        ("preformatted", "a  b\n  c  d"),
    ]


def test_the_second_paragraph_of_a_list_item_is_a_paragraph(article: Callable[..., str]) -> None:
    inside = "<ol><li><p>Cut the willow.</p><p>Mind the bark.</p></li><li><p>Plant it.</p></li></ol>"
    kinds = [block.kind for block in extract(article(inside=inside)).blocks][3:-2]
    assert kinds == ["list-item", "paragraph", "list-item"]


def test_two_paragraphs_of_a_cell_stay_in_one_cell(article: Callable[..., str]) -> None:
    inside = "<table><tr><td><p>Low.</p><p>Very low.</p></td><td>64 cm</td></tr></table>"
    assert extract(article(inside=inside)).blocks[3].text == "Low. Very low. | 64 cm"


def test_a_br_ends_a_line(article: Callable[..., str]) -> None:
    texts = [block.text for block in extract(article(inside="<p>The first verse.<br>The second verse.</p>")).blocks]
    assert texts[3:5] == ["The first verse.", "The second verse."]


def test_a_button_in_the_middle_of_a_line_does_not_end_it(article: Callable[..., str]) -> None:
    inside = "<p>Shares of the mill <span><button>Add to list</button></span> fell on Monday.</p><button>Share</button>"
    assert [block.text for block in extract(article(inside=inside)).blocks][3:-2] == [
        "Shares of the mill fell on Monday."
    ]


def test_list_items_have_a_marker_in_the_text(article: Callable[..., str]) -> None:
    assert "\n- one boat\n- two boats\n" in extract(article(inside="<ul><li>one boat<li>two boats</ul>")).text
