"""The fields of a page, and which of its claims comes first."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaner.extract import extract
from cleaner.extract.author_names import names_in
from cleaner.extract.dates import date_in

Article = Callable[..., str]
STANDFIRST = "A village by the river waits for rain and for a bridge."
DESCRIPTION = f'<meta name="description" content="{STANDFIRST}">'
JSON_LD = (
    '<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", '
    '"headline": "Low water", "author": [{"@type": "Person", "name": "Ann Lee"}], "datePublished": '
    '"2024-03-01T10:00:00Z", "image": {"@type": "ImageObject", "creditText": "Bo Ek", "caption": "The weir"}, '
    '"publisher": {"name": "Valley Post"}}]}</script>'
)


def test_json_ld_comes_before_open_graph_before_meta(article: Article) -> None:
    metas = '<meta name="author" content="Cy Day"><meta property="article:published_time" content="2023-01-01">'
    fields = extract(article(head=JSON_LD + metas)).fields
    assert (fields.title, fields.authors, fields.created) == ("Low water", ("Ann Lee",), "2024-03-01")
    assert (fields.image_credits, fields.site) == (("Bo Ek",), "Valley Post")
    fields = extract(article(head=metas)).fields
    assert (fields.authors, fields.created) == (("Cy Day",), "2023-01-01")


def test_the_visible_byline_and_date_come_last(article: Article) -> None:
    shown = '<p class="byline">By Ann Lee and Bo Ek</p><time datetime="2024-03-01">1 March</time>'
    fields = extract(article(before=shown)).fields
    assert (fields.authors, fields.created) == (("Ann Lee", "Bo Ek"), "2024-03-01")


def test_the_title_is_the_visible_headline_if_the_declared_one_only_adds_the_site(article: Article) -> None:
    head = '<meta property="og:title" content="The river falls and the mill stands - Valley Post">'
    assert extract(article(head=head)).fields.title == "The river falls and the mill stands"


def test_the_description_alone_is_not_the_standfirst(article: Article) -> None:
    assert extract(article(head=DESCRIPTION)).fields.standfirst == ""


def test_the_standfirst_is_visible_before_the_body_and_not_part_of_it(article: Article) -> None:
    lead = f'<p class="lead">{STANDFIRST}</p>'
    outside = article(head=DESCRIPTION).replace('<div class="story">', lead + '<div class="story">')
    for html in (outside, article(head=DESCRIPTION, before=f"<header>{lead}</header>")):
        page = extract(html)
        assert page.fields.standfirst == STANDFIRST
        assert STANDFIRST not in [block.text for block in page.blocks]


def test_a_first_paragraph_like_the_others_is_body_even_if_its_class_says_lead(article: Article) -> None:
    page = extract(article(head=DESCRIPTION, before=f'<p class="lead">{STANDFIRST}</p>'))
    assert page.fields.standfirst == ""
    assert page.blocks[0].text == STANDFIRST


def test_captions_are_a_field_and_not_part_of_the_body(article: Article) -> None:
    figure = "<figure><img src=a.jpg><figcaption>The old weir in the morning</figcaption></figure>"
    page = extract(article(inside=figure))
    assert page.fields.captions == ("The old weir in the morning",)
    assert len(page.blocks) == 5


def test_broken_json_ld_is_ignored(article: Article) -> None:
    assert extract(article(head='<script type="application/ld+json">{"headline": </script>')).fields.authors == ()
    deep = '<script type="application/ld+json">' + "[" * 100_000 + "</script>"
    assert len(extract(article(head=deep)).blocks) == 5


def test_half_an_emoji_in_json_ld_is_left_out(article: Article) -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Low water \\ud83d"}</script>'
    assert extract(article(head=head)).fields.title == "Low water"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024-03-01T23:15:00-05:00", "2024-03-01"),
        ("20240301T231500Z", "2024-03-01"),
        ("1. März 2024, 10:15 Uhr", "2024-03-01"),
        ("March 1st, 2024", "2024-03-01"),
        ("le 1 mars 2024", "2024-03-01"),
        ("13/02/2024", "2024-02-13"),
        ("03/04/2024", ""),
        ("2024-13-01", ""),
        ("32.01.2024", ""),
        ("", ""),
    ],
)
def test_a_date_is_read_if_day_and_month_cannot_be_swapped(text: str, date: str) -> None:
    assert date_in(text) == date


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ann Lee, Bo Ek and Cy Day", ("Ann Lee", "Bo Ek", "Cy Day")),
        ("Von Ann Lee und Bo Ek", ("Ann Lee", "Bo Ek")),
        ("Ann Lee (aml)", ("Ann Lee",)),
        ("https://example.org/ann-lee", ()),
        ("ann@example.org", ()),
        ("Valley Post", ()),
        ("A sentence that says who wrote this while we were out", ()),
    ],
)
def test_names_are_read_from_bylines(text: str, names: tuple[str, ...]) -> None:
    assert names_in([text], ["Valley Post"]) == names
