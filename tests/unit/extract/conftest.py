"""Invented pages: a village, its mill, its river."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaner.extract import extract

SENTENCES = (
    "The mill above the village has stood still since the river changed its bed, and nobody has missed its noise.",
    "On Monday the council met in the old school and spoke for three hours about who should pay for the new bridge.",
    "A fisherman who lives by the weir says that the water has never been so low in all the years that he remembers.",
    "Next spring the children will plant willows along the bank, so that the next flood takes less of the meadow.",
    "Until then the ferry goes twice a day, in the morning and in the evening, and costs as much as a loaf of bread.",
)


@pytest.fixture
def paragraphs() -> list[str]:
    """Five paragraphs of an article, each long enough to count as text."""
    return list(SENTENCES)


@pytest.fixture
def article() -> Callable[..., str]:
    """A page with `before`, `inside` (after the third paragraph) and `after` in the element of its article."""

    def build(inside: str = "", before: str = "", after: str = "", head: str = "", outside: str = "") -> str:
        paragraphs = [f"<p>{text}</p>" for text in SENTENCES]
        body = before + "".join(paragraphs[:3]) + inside + "".join(paragraphs[3:]) + after
        return (
            f"<html><head><title>The river falls and the mill stands</title>{head}</head><body>"
            f"<nav><a href=/>Home</a> <a href=/news>News</a></nav><h1>The river falls and the mill stands</h1>"
            f'<div class="story">{body}</div>{outside}</body></html>'
        )

    return build


@pytest.fixture
def texts() -> Callable[[str], list[str]]:
    """The texts of a page's blocks."""
    return lambda html: [block.text for block in extract(html).blocks]
