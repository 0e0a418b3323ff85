"""Routing: by source, by URL, by fingerprints, in this order."""

from __future__ import annotations

from cleaner.document import Raw
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
    assert route(url="https://nota.example/x") == Route("", "nota.example", "url")


def test_fingerprints_of_two_publishers_route_to_neither() -> None:
    found = route("Alpha\nBeta")
    assert found[:3] == ("", "unknown", "ambiguous")
    assert len(found.fingerprints) == 2


def test_a_publisher_without_a_pack_is_known_by_its_source_else_by_its_host() -> None:
    assert route("x", "The Other", "https://nota.example/x") == Route("", "The Other", "source")
    assert route("Alpha\nBeta", "The Other")[:3] == ("", "The Other", "source")
    assert route("Alpha\nBeta", url="https://nota.example/x")[:3] == ("", "nota.example", "url")


def test_what_is_called_unknown_names_nobody() -> None:
    assert route("x", " unknown ", "https://unknown/x") == Route("", "unknown", "none")
    assert route("Alpha\nBeta", "unknown", "https://unknown/x")[:3] == ("", "unknown", "ambiguous")


def test_a_fingerprint_counts_only_in_its_place() -> None:
    assert route("a\nb\nc\nAlpha").by == "none"
