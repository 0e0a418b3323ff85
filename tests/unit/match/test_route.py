"""Routing: by source, by URL, by fingerprints, in this order."""

from __future__ import annotations

import pytest

from cleaner.document import Raw
from cleaner.match.original_url import host_of
from cleaner.match.route import Route
from cleaner.match.rulebook import Rulebook
from cleaner.prepare import prepare
from cleaner.rule.parse_pack import parse


def pack(domain: str, mark: str) -> str:
    head = f"grammar: 1\npublisher: The {mark}\ndomains: [{domain}]\n"
    return f"{head}fingerprints: [{{line: {{equals: {mark}}}, where: head 3}}]\n"


BOOK = Rulebook(
    pack_
    for name, text in {
        "publishers/a.example": pack("a.example", "Alpha"),
        "publishers/news.a.example": pack("news.a.example", "Beta"),
    }.items()
    if (pack_ := parse(name, text)[0])
)


def route(text: str = "x", source: str = "", url: str = "") -> Route:
    return BOOK.route(prepare(Raw("a", text, given={"language": "en"})), source, url)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.co.uk/x",
        "http://EXAMPLE.co.uk:8080/x?y#z",
        "https://web.archive.org/web/20240101000000/https://www.example.co.uk/x",
        "https://web.archive.org/web/20240101000000id_/http://example.co.uk:80/x",
        "web.archive.org/web/2024/https://example.co.uk/x",
        "https://archive.ph/20240101000000/https://example.co.uk/x",
        "https://archive.today/2024.01.01-000000/https://example.co.uk/x",
        "https://www.google.com/amp/s/www.example.co.uk/x",
        "https://www.google.co.uk/amp/example.co.uk/x",
        "https://example-co-uk.cdn.ampproject.org/c/s/example.co.uk/x",
        "https://cdn.ampproject.org/c/s/www.example.co.uk/x",
        "https://webcache.googleusercontent.com/search?q=cache:abc-12:https://www.example.co.uk/x+&cd=1",
        "https://example.co.uk./x",
        "//example.co.uk/x",
        "www.example.co.uk/x",
        "example.co.uk",
    ],
)
def test_the_host_is_that_of_the_page_itself(url: str) -> None:
    assert host_of(url) == "example.co.uk"


@pytest.mark.parametrize("url", ["", "x", "mailto:a@example.com", "https://[::1", "http://", "/only/a/path"])
def test_what_has_no_host_gives_none(url: str) -> None:
    assert host_of(url) == ""


def test_a_hyphen_of_a_host_is_two_in_an_amp_address() -> None:
    assert host_of("https://www-my--paper-com.cdn.ampproject.org/c/s/x") == "my-paper.com"


def test_a_source_wins_over_the_url_and_the_url_over_fingerprints() -> None:
    assert route("Alpha", "news.a.example", "https://a.example/") == Route(
        "publishers/news.a.example", "news.a.example", "source"
    )
    assert route("Beta", "", "https://www.a.example/x") == Route("publishers/a.example", "a.example", "url")
    found = route("Beta\nx")
    assert found[:3] == ("publishers/news.a.example", "news.a.example", "fingerprint")
    assert [match.span for match in found.fingerprints] == [(0, 4)]


def test_a_source_may_be_the_publishers_name() -> None:
    assert route("x", "the ALPHA").pack == "publishers/a.example"


def test_the_longest_suffix_of_a_host_wins() -> None:
    assert route(url="https://m.news.a.example/x").source == "news.a.example"
    assert route(url="https://other.a.example/x").source == "a.example"
    assert route(url="https://nota.example/x") == Route("", "nota.example", "none")


def test_two_publishers_fingerprints_are_none() -> None:
    found = route("Alpha\nBeta")
    assert found[:3] == ("", "unknown", "ambiguous")
    assert len(found.fingerprints) == 2


def test_a_fingerprint_out_of_its_place_says_nothing() -> None:
    assert route("a\nb\nc\nAlpha").by == "none"
