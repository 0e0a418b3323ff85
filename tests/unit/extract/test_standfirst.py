"""The standfirst, recognised by its class or by the description, and the paragraphs between it and the body."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaner.extract import extract

Article = Callable[..., str]
STANDFIRST = "A village by the river waits for rain, for a bridge and for news of either"


def over(article: Article, html: str, head: str = "") -> str:
    """The page with more HTML between its headline and its body."""
    return article(head=head).replace('<div class="story">', f'{html}<div class="story">')


def standfirst(html: str) -> str | None:
    """The page's standfirst."""
    return extract(html).fields.standfirst


@pytest.mark.parametrize(
    "name", ["strapline", "article-subtitle", "sub-headline", "Article-subline", "p-dek", "ingress"]
)
def test_an_element_whose_class_says_standfirst_is_one_whatever_is_around_it(article: Article, name: str) -> None:
    inside = f'<header class="has-medium-media"><div class="meta"><p class="{name}">{STANDFIRST}</p></div></header>'
    assert standfirst(over(article, inside)) == STANDFIRST


@pytest.mark.parametrize("around", ["media-box", "image-x", "byline-social", "meta-x"])
def test_an_element_without_a_class_beside_an_image_or_a_byline_is_not_one(article: Article, around: str) -> None:
    assert standfirst(over(article, f'<div class="{around}"><p>{STANDFIRST}</p></div>')) == ""


def test_a_heading_called_subtitle_comes_before_a_line_that_repeats_the_description(article: Article) -> None:
    abstract = "The river was never so low, and nobody knows who pays for the bridge."
    head = f'<meta name="description" content="{abstract}">'
    html = f'<div class="abstract">{abstract}</div>'
    assert standfirst(over(article, f'{html}<h2 class="deck">{STANDFIRST}</h2>', head)) == STANDFIRST
    assert standfirst(over(article, f'{html}<p class="deck">{STANDFIRST}</p>', head)) == abstract


def test_the_alternative_headline_of_json_ld_is_a_standfirst(article: Article) -> None:
    linked = f'{{"@type": "NewsArticle", "headline": "The river falls", "alternativeHeadline": "{STANDFIRST}"}}'
    head = f'<script type="application/ld+json">{linked}</script>'
    page = extract(over(article, f"<h2>{STANDFIRST}</h2>", head))
    assert (page.fields.standfirst, page.fields.title) == (STANDFIRST, "The river falls and the mill stands")


def test_a_line_with_a_year_is_a_date_unless_it_is_long_and_its_class_says_standfirst(article: Article) -> None:
    dated = f"{STANDFIRST} since 2024"
    assert standfirst(over(article, f'<p class="subtitle">{dated}</p>')) == dated
    assert standfirst(over(article, f"<p>{dated}</p>")) == ""
    assert standfirst(over(article, '<p class="subtitle">Published on Friday, 3 May 2024</p>')) == ""


def test_a_short_line_is_a_standfirst_only_if_its_own_class_says_so(article: Article) -> None:
    assert standfirst(over(article, '<p class="dek">Still no bridge, naturally.</p>')) == "Still no bridge, naturally."
    assert standfirst(over(article, '<div class="dek"><p>Still no bridge, naturally.</p></div>')) == ""
    assert standfirst(over(article, '<p class="dek">Waterways and embankments</p>')) == ""


def opening(html: str) -> str:
    """The first line of the page's body."""
    return extract(html).blocks[0].text


FIRST = "Nobody in the village had expected that the river would fall so fast, said the ferryman, and least of all he."


def test_a_paragraph_in_an_element_of_its_own_after_the_standfirst_opens_the_article(
    article: Article, paragraphs: list[str]
) -> None:
    html = f'<h2 class="subtitle">{STANDFIRST}</h2>'
    assert opening(over(article, f'{html}<div class="x"><p>{FIRST}</p></div>')) == FIRST
    assert opening(over(article, f'{html}<div class="caption"><p>{FIRST}</p></div>')) == paragraphs[0]
    assert opening(over(article, f'{html}<div class="x"><p>{FIRST[:60]}</p></div>')) == paragraphs[0]


def test_an_opening_inside_the_container_has_to_pass_the_rules_on_lines(
    article: Article, paragraphs: list[str]
) -> None:
    around = '<div class="story"><div class="x">{}</div><div class="y">'
    page = article().replace('<div class="story">', f'<h2 class="subtitle">{STANDFIRST}</h2>' + around)
    page = page.replace("</div></body>", "</div></div></body>")
    assert opening(page.format(f"<p>{FIRST}</p>")) == FIRST
    assert (
        opening(page.format("<p>(Nobody in the village had expected that the river would fall so fast, he said.)</p>"))
        == paragraphs[0]
    )


def test_the_article_can_open_beside_its_container(article: Article, paragraphs: list[str]) -> None:
    html = f'<h2 class="subtitle">{STANDFIRST}</h2>'
    long = article(inside="".join(f"<p>{text}</p>" for text in paragraphs * 4))
    for before, first in (f"<p>{FIRST}</p>", FIRST), (f'<p class="promo">{FIRST}</p>', paragraphs[0]):
        assert opening(long.replace('<div class="story">', f'{html}{before}<div class="story">')) == first
