"""A page is opened once; the URL that it declares can choose the selectors before it is read."""

from __future__ import annotations

import pytest
from selectolax import lexbor
from selectolax.lexbor import LexborHTMLParser

from cleaner.clean import Cleaned, process
from cleaner.document import Raw
from cleaner.extract import open_page
from cleaner.match.rulebook import Rulebook
from cleaner.rule.parse_pack import parse

CANONICAL = '<link rel="canonical" href="https://valley.example/mill">'
OPEN_GRAPH = '<meta property="og:url" content="https://valley.example/other">'
PACK = "grammar: 1\npublisher: Valley Post\ndomains: [valley.example]\nhtml:\n  - body: .story\n"
TEXT = "The mill above the village has stood still since the river changed its bed, and nobody has missed its noise."
PAGE = f'<head>{CANONICAL}</head><p>{TEXT}</p><div class="story"><p>{TEXT}</p><p>{TEXT}</p></div>'


@pytest.fixture
def rulebook() -> Rulebook:
    """One publisher, whose pack says where the article is."""
    pack, faults = parse("publishers/valley.example", PACK)
    assert pack is not None, faults
    return Rulebook([pack])


@pytest.mark.parametrize(
    ("head", "url"),
    [(OPEN_GRAPH + CANONICAL, "mill"), (OPEN_GRAPH, "other"), ("", "")],
)
def test_the_canonical_address_comes_before_open_graph(head: str, url: str) -> None:
    assert open_page(head).url.removeprefix("https://valley.example/") == url


def test_a_page_that_declares_its_url_is_read_with_its_publishers_selectors(rulebook: Rulebook) -> None:
    result = process(Raw("a", PAGE, kind="html"), rulebook)
    assert isinstance(result, Cleaned)
    assert result.record.text.count(TEXT) == 2


def test_a_given_url_comes_before_the_declared_one(rulebook: Rulebook) -> None:
    result = process(Raw("a", PAGE, kind="html", given={"url": "https://hill.example/mill"}), rulebook)
    assert isinstance(result, Cleaned)
    assert result.record.text.count(TEXT) == 3


def test_a_page_is_parsed_once(rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []

    def parse_html(html: str) -> LexborHTMLParser:
        parsed.append(html)
        return LexborHTMLParser(html)

    monkeypatch.setattr(lexbor, "LexborHTMLParser", parse_html)
    process(Raw("a", PAGE, kind="html"), rulebook)
    assert parsed == [PAGE]
