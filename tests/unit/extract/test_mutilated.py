"""However broken the HTML, it gives a page or a `DocumentError`."""

from __future__ import annotations

import re
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.errors import DocumentError
from cleaner.extract import Limits, declared_charset, extract
from cleaner.page import BLOCK_KINDS, Page, Selectors

SENTENCE = "The mill above the village has stood still since the river changed its bed, and nobody has missed it."
PAGE = (
    '<!doctype html><html><head><meta charset="utf-8"><title>The mill | Post</title><script type="application/ld+json">'
    '{"@type":["NewsArticle"],"headline":"The mill","author":[{"name":"Ann Lee"},7,null],"articleBody":["x"]}</script>'
    f'</head><body><nav><a href="/">Home</a></nav><article class="story"><h1>The mill</h1><p class="lead">{SENTENCE}'
    f"</p><p>{SENTENCE}</p><ul><li>one<li>two</ul><table><tr><td>a<td>b</table><figure><img src=x><figcaption>The weir"
    f"</figcaption></figure><blockquote>{SENTENCE}</blockquote><pre>a\n b</pre><p>{SENTENCE}<br>{SENTENCE}</article>"
    "</body></html>"
)
TAGS = [match.span() for match in re.finditer(r"<[^>]*>", PAGE)]


@st.composite
def mutilated(draw: st.DrawFn) -> str:
    """The page cut off, without some of its tags, with parts repeated elsewhere and stray characters in it."""
    removed = draw(st.sets(st.sampled_from(range(len(TAGS))), max_size=12))
    html = PAGE
    for tag in sorted(removed, reverse=True):
        html = html[: TAGS[tag][0]] + html[TAGS[tag][1] :]
    for _ in range(draw(st.integers(0, 4))):
        start, length, place = draw(st.tuples(*[st.integers(0, len(html))] * 3))
        html = html[:place] + html[start : start + length % 400] * draw(st.integers(1, 3)) + html[place:]
    noise = draw(
        st.text(max_size=20) | st.sampled_from(["<", "<!--", "\0", "&#0;", "\ud800", "</p>", "<table>", "<svg>"])
    )
    place = draw(st.integers(0, len(html)))
    html = html[:place] + noise + html[place:]
    return html[draw(st.integers(0, 40)) : len(html) - draw(st.integers(0, len(html)))]


def _is_sound(page: Page) -> None:
    for block in page.blocks:
        assert block.kind in BLOCK_KINDS
        assert block.text.strip()
        assert block.kind == "preformatted" or "\n" not in block.text


@settings(deadline=None, max_examples=150)
@given(mutilated())
def test_a_mutilated_page_gives_a_page_or_a_document_error(html: str) -> None:
    with suppress(DocumentError):
        _is_sound(extract(html))
        _is_sound(extract(html, selectors=[Selectors("article", drop=("ul",), until="2020-01-01"), Selectors("p")]))


@settings(deadline=None, max_examples=50)
@given(st.text(), st.integers(1, 50), st.integers(1, 50))
def test_any_text_under_small_limits_gives_a_page_or_a_document_error(text: str, depth: int, nodes: int) -> None:
    with suppress(DocumentError):
        _is_sound(extract(PAGE + text, limits=Limits(depth=depth, nodes=nodes)))


@given(st.binary(max_size=300))
def test_any_bytes_declare_a_label_or_nothing(head: bytes) -> None:
    label = declared_charset(b"<meta " + head)
    assert label is None or label.isascii()


@settings(deadline=None, max_examples=20)
@given(mutilated())
def test_reading_twice_gives_the_same(html: str) -> None:
    assert extract(html) == extract(html)
