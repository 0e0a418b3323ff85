"""When another extractor is asked, and when it is believed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaner.extract import extract, read
from cleaner.page import Block

SHORT = (
    "<html><head><title>The ferry and its hours</title></head><body><h1>The ferry and its hours</h1>%s</body></html>"
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that trafilatura was asked about; it answers with the ferry."""
    seen: list[str] = []

    def answer(html: str) -> tuple[Block, ...]:
        seen.append(html)
        return (Block("paragraph", "The ferry keeps its hours."),)

    monkeypatch.setattr(read, "trafilatura_blocks", answer)
    return seen


def test_a_page_that_reads_well_asks_nobody(article: Callable[..., str], asked: list[str]) -> None:
    assert extract(article()).extractor == "structure"
    assert asked == []


def test_a_page_without_long_text_asks_and_believes(asked: list[str]) -> None:
    page = extract(SHORT % "<p>It goes at ten.</p>")
    assert (page.extractor, len(asked)) == ("trafilatura", 1)


def test_a_text_that_shares_no_word_with_its_announcement_is_doubted(asked: list[str]) -> None:
    other = "<p>Nothing here tells of boats or of banks, because these are the terms of a paper mill nearby.</p>" * 3
    said = '<meta name="description" content="When does it sail from the north bank of the river Stour">'
    assert extract(SHORT.replace("</head>", said + "</head>") % other).extractor == "trafilatura"


def test_an_answer_that_says_no_more_is_not_taken(asked: list[str]) -> None:
    html = SHORT % ("<p>The ferry and its hours are the talk of the town, and so they have been for a year now.</p>")
    assert extract(html).extractor == "structure"


def test_another_extractor_can_be_forced(article: Callable[..., str], paragraphs: list[str]) -> None:
    for extractor in ("trafilatura", "resiliparse"):
        page = extract(article(), extractor=extractor)
        assert page.extractor == extractor
        assert [block.text for block in page.blocks if block.text in paragraphs] == paragraphs
        assert page.fields.title == "The river falls and the mill stands"
