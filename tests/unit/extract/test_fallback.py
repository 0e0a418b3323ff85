"""When another extractor is tried, and when its result is taken."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaner.extract import extract, read
from cleaner.page import Block

SHORT = (
    "<html><head><title>The ferry and its hours</title></head><body><h1>The ferry and its hours</h1>%s</body></html>"
)


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that were tried with trafilatura, which always finds the ferry."""
    pages: list[str] = []

    def find_ferry(html: str) -> tuple[Block, ...]:
        pages.append(html)
        return (Block("paragraph", "The ferry keeps its hours."),)

    monkeypatch.setattr(read, "trafilatura_blocks", find_ferry)
    return pages


def test_a_page_that_reads_well_is_not_tried(article: Callable[..., str], tried: list[str]) -> None:
    assert extract(article()).extractor == "structure"
    assert tried == []


def test_a_page_without_long_text_is_tried_and_the_result_taken(tried: list[str]) -> None:
    page = extract(SHORT % "<p>It goes at ten.</p>")
    assert (page.extractor, len(tried)) == ("trafilatura", 1)


def test_a_text_without_the_words_of_its_announcement_is_doubted(tried: list[str]) -> None:
    other = "<p>Nothing here tells of boats or of banks, because these are the terms of a paper mill nearby.</p>" * 3
    description = '<meta name="description" content="When does it sail from the north bank of the river Stour">'
    assert extract(SHORT.replace("</head>", description + "</head>") % other).extractor == "trafilatura"


def test_a_result_with_no_more_announced_words_is_not_taken(tried: list[str]) -> None:
    html = SHORT % ("<p>The ferry and its hours are the talk of the town, and so they have been for a year now.</p>")
    assert extract(html).extractor == "structure"


def test_another_extractor_can_be_forced(article: Callable[..., str], paragraphs: list[str]) -> None:
    for extractor in ("trafilatura", "resiliparse"):
        page = extract(article(), extractor=extractor)
        assert page.extractor == extractor
        assert [block.text for block in page.blocks if block.text in paragraphs] == paragraphs
        assert page.fields.title == "The river falls and the mill stands"
