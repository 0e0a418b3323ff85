"""The standfirst, told by its name or by what the page says of itself, and where the article opens behind it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaner.extract import extract

Article = Callable[..., str]
SHOWN = "A village by the river waits for rain, for a bridge and for news of either"


def over(article: Article, html: str, head: str = "") -> str:
    """The page with something between its headline and its body."""
    return article(head=head).replace('<div class="story">', f'{html}<div class="story">')


def standfirst(html: str) -> str | None:
    """What the page's standfirst is."""
    return extract(html).fields.standfirst


@pytest.mark.parametrize(
    "name", ["strapline", "article-subtitle", "sub-headline", "Article-subline", "p-dek", "ingress"]
)
def test_a_box_that_is_called_so_is_one_whatever_stands_around_it(article: Article, name: str) -> None:
    inside = f'<header class="has-medium-media"><div class="meta"><p class="{name}">{SHOWN}</p></div></header>'
    assert standfirst(over(article, inside)) == SHOWN


@pytest.mark.parametrize("around", ["media-box", "image-x", "byline-social", "meta-x"])
def test_a_box_without_a_name_beside_a_picture_or_a_byline_is_none(article: Article, around: str) -> None:
    assert standfirst(over(article, f'<div class="{around}"><p>{SHOWN}</p></div>')) == ""


def test_a_subtitle_that_is_a_heading_comes_before_what_only_repeats_the_description(article: Article) -> None:
    abstract = "The river was never so low, and nobody knows who pays for the bridge."
    head = f'<meta name="description" content="{abstract}">'
    shown = f'<div class="abstract">{abstract}</div>'
    assert standfirst(over(article, f'{shown}<h2 class="deck">{SHOWN}</h2>', head)) == SHOWN
    assert standfirst(over(article, f'{shown}<p class="deck">{SHOWN}</p>', head)) == abstract


def test_what_the_page_calls_its_alternative_headline_is_one(article: Article) -> None:
    linked = f'{{"@type": "NewsArticle", "headline": "The river falls", "alternativeHeadline": "{SHOWN}"}}'
    head = f'<script type="application/ld+json">{linked}</script>'
    page = extract(over(article, f"<h2>{SHOWN}</h2>", head))
    assert (page.fields.standfirst, page.fields.title) == (SHOWN, "The river falls and the mill stands")


def test_a_year_makes_a_line_a_date_unless_it_is_long_and_called_a_standfirst(article: Article) -> None:
    dated = f"{SHOWN} since 2024"
    assert standfirst(over(article, f'<p class="subtitle">{dated}</p>')) == dated
    assert standfirst(over(article, f"<p>{dated}</p>")) == ""
    assert standfirst(over(article, '<p class="subtitle">Published on Friday, 3 May 2024</p>')) == ""


def test_a_short_line_is_one_only_where_its_own_box_is_called_so(article: Article) -> None:
    assert standfirst(over(article, '<p class="dek">Still no bridge, naturally.</p>')) == "Still no bridge, naturally."
    assert standfirst(over(article, '<div class="dek"><p>Still no bridge, naturally.</p></div>')) == ""
    assert standfirst(over(article, '<p class="dek">Waterways and embankments</p>')) == ""


def opening(html: str) -> str:
    """The first line of the page's body."""
    return extract(html).blocks[0].text


FIRST = "Nobody in the village had expected that the river would fall so fast, said the ferryman, and least of all he."


def test_a_paragraph_in_a_box_of_its_own_behind_the_standfirst_opens_the_article(
    article: Article, paragraphs: list[str]
) -> None:
    shown = f'<h2 class="subtitle">{SHOWN}</h2>'
    assert opening(over(article, f'{shown}<div class="x"><p>{FIRST}</p></div>')) == FIRST
    assert opening(over(article, f'{shown}<div class="caption"><p>{FIRST}</p></div>')) == paragraphs[0]
    assert opening(over(article, f'{shown}<div class="x"><p>{FIRST[:60]}</p></div>')) == paragraphs[0]


def test_an_opening_inside_the_container_passes_the_rules_on_single_lines(
    article: Article, paragraphs: list[str]
) -> None:
    around = '<div class="story"><div class="x">{}</div><div class="y">'
    page = article().replace('<div class="story">', f'<h2 class="subtitle">{SHOWN}</h2>' + around)
    page = page.replace("</div></body>", "</div></div></body>")
    assert opening(page.format(f"<p>{FIRST}</p>")) == FIRST
    assert (
        opening(page.format("<p>(Nobody in the village had expected that the river would fall so fast, he said.)</p>"))
        == paragraphs[0]
    )


def test_the_article_can_open_straight_around_the_box_of_its_body(article: Article, paragraphs: list[str]) -> None:
    shown = f'<h2 class="subtitle">{SHOWN}</h2>'
    long = article(inside="".join(f"<p>{text}</p>" for text in paragraphs * 4))
    for before, first in (f"<p>{FIRST}</p>", FIRST), (f'<p class="promo">{FIRST}</p>', paragraphs[0]):
        assert opening(long.replace('<div class="story">', f'{shown}{before}<div class="story">')) == first
