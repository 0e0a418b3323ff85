"""
HTML into an article: its blocks in order, and the fields that the page gives. A library by itself.

    html ──open_page──▶ OpenPage ──read_page──▶ Page(blocks, fields, extractor, fallback)

    open_page:  limits ──▶ lexbor ──▶ declared (JSON-LD, Open Graph, meta)
    read_page:  selectors?  ──▶ by_selectors ──────────────────────────────────────────────────▶ page_blocks, page_fields
                else tree ──▶ page_index ──▶ container ──▶ noise, rules, boundaries ──▶ standfirst ──▶ page_blocks, page_fields
                in doubt (fallback): trafilatura

`extract` does both steps. Between them, `OpenPage.url` can choose the selectors.

>>> html = "<h1>Rain in May</h1><nav><a href=/>Home</a></nav><p>" + "It rained for days, and nobody minded. " * 6
>>> page = read_page(open_page(html), url="https://example.org/rain")
>>> page.fields.title, page.extractor, [block.kind for block in page.blocks]
('Rain in May', 'structure', ['paragraph'])

`thresholds` and `class_words` hold every number and word that decides, with what was measured.
"""

from __future__ import annotations

from .charset import declared_charset
from .limits import DEFAULT_LIMITS, Limits
from .read import OpenPage, extract, open_page, read_page

__all__ = [
    "DEFAULT_LIMITS",
    "Limits",
    "OpenPage",
    "declared_charset",
    "extract",
    "open_page",
    "read_page",
]
