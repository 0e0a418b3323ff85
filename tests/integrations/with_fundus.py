"""In an environment with Fundus: articles made by hand, and one that Fundus itself reads off an invented page."""

from __future__ import annotations

import datetime
import json
from typing import Any

from fundus import PublisherCollection
from fundus.parser import ArticleBody, Image
from fundus.parser.data import ArticleSection, ImageVersion, TextSequence
from fundus.scraping.article import Article
from fundus.scraping.html import HTML, SourceInfo

from cleaner import Cleaned, Cleaner, Rejected
from cleaner.integrations.fundus import clean_articles, row_of_article

DAY = datetime.datetime(2026, 1, 3, 8, 30, tzinfo=datetime.UTC)
URL = "https://apnews.com/article/snow-1"


def html_of(content: str = "", url: str = URL) -> HTML:
    return HTML(url + "?from=feed", url, content, DAY, SourceInfo("AP News"))


def article_of(**changes: Any) -> Article:
    body = ArticleBody(
        TextSequence(["Snow closed the road\n to the coast."]),
        [
            ArticleSection(
                TextSequence([]), TextSequence(["OSLO (AP) — Snow fell on the hills above the town.", "It fell again."])
            ),
            ArticleSection(
                TextSequence(["What comes next"]), TextSequence(["The mayorâ€™s office\n  waits.", "Advertisement"])
            ),
        ],
    )
    picture = Image(
        [ImageVersion("https://apnews.com/a.jpg")], True, None, "A harbour under snow", ["Ada Lindqvist"], 0
    )
    values = {
        "title": "Snow in Oslo", "body": body, "authors": ["Bo Ek"], "publishing_date": DAY, "topics": ["weather", "Oslo"],
        "free_access": True, "images": [picture],
    }  # fmt: skip
    return Article(html=html_of(), **{**values, **changes})


def result_of(article: Article, **options: Any) -> Cleaned:
    (result,) = clean_articles([article], **options)
    assert isinstance(result, Cleaned)
    return result


def test_an_article_becomes_a_record_with_all_that_fundus_knows() -> None:
    record, ledger = result_of(article_of())
    paragraphs = [
        "Snow fell on the hills above the town.",
        "It fell again.",
        "What comes next",
        "The mayor’s office waits.",
    ]
    assert record.text.split("\n\n") == paragraphs
    meta = record.metadata
    assert (record.id, record.source, record.created) == (URL, "apnews.com", "2026-01-03T08:30:00+00:00")
    assert (meta.url, meta.title, meta.standfirst) == (URL, "Snow in Oslo", "Snow closed the road to the coast.")
    assert (meta.authors, meta.captions, meta.image_credits) == (["Bo Ek"], ["A harbour under snow"], ["Ada Lindqvist"])
    assert meta.dateline.place == "OSLO"
    extra = json.loads(meta.extra)
    assert (extra["topics"], extra["free_access"]) == (["weather", "Oslo"], True)
    assert {edit.kind for edit in ledger.edits} == {"dateline", "advert"}


def test_articles_give_what_their_rows_give_to_cleaner() -> None:
    articles = [article_of(), article_of(title=None, authors=[]), article_of(body=None)]
    assert list(clean_articles(articles)) == list(Cleaner().clean_many(map(row_of_article, articles)))


def test_an_article_without_a_body_is_rejected_in_its_place() -> None:
    first, second, third = clean_articles([article_of(body=None), article_of(body=ValueError("no body")), article_of()])
    assert isinstance(first, Rejected)
    assert isinstance(second, Rejected)
    assert (first.reason, first.id) == ("empty", URL)
    assert isinstance(third, Cleaned)


def test_attributes_that_are_exceptions_are_unknown() -> None:
    broken = {name: KeyError("x") for name in ("title", "authors", "publishing_date", "topics", "images")}
    record, _ = result_of(article_of(**broken))
    assert (record.created, record.metadata.title, record.metadata.authors) == (None, None, [])
    assert "topics" not in json.loads(record.metadata.extra)


def test_options_and_workers_are_those_of_cleaner() -> None:
    record, _ = result_of(article_of(), keep_kinds=["advert"], workers=2)
    assert record.text.endswith("\n\nAdvertisement")


def test_a_page_that_fundus_reads_becomes_a_record() -> None:
    linked = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": "Snow in Oslo",
        "datePublished": "2026-01-03T08:30:00Z", "author": [{"@type": "Person", "name": "Bo Ek"}],
    }  # fmt: skip
    page = f"""<html lang="en"><head><title>Snow</title><script type="application/ld+json">{json.dumps(linked)}</script></head>
    <body><main><div class="RichTextStoryBody"><p>OSLO (AP) — Snow fell on the hills above the town.</p>
    <p>The road to the coast stayed closed.</p><p>Advertisement</p></div></main></body></html>"""
    extraction = PublisherCollection.us.APNews.parser(DAY).parse(page, "suppress")
    record, ledger = result_of(Article(html=html_of(page), **extraction))
    assert record.text == "Snow fell on the hills above the town.\n\nThe road to the coast stayed closed."
    assert (record.metadata.title, record.metadata.authors) == ("Snow in Oslo", ["Bo Ek"])
    assert {edit.kind for edit in ledger.edits} == {"dateline", "advert"}
