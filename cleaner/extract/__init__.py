"""
HTML into the article's blocks and the fields that the page gives.

    html ──limits──▶ lexbor ──tree──▶ boxes, pieces ──known (selectors) | body (structure)──▶ pieces ──blocks──▶ Page
                       └──said──▶ JSON-LD, meta ──────────────────fields────────────────────────────────────────┘

`thresholds.py` holds what was measured; `page_index`, `noise`, `line_rules`, `group_rules`, `boundaries` say how it is applied.
"""

from __future__ import annotations

from .charset import declared_charset
from .limits import LIMITS, Limits
from .read import EXTRACTORS, OpenPage, extract, open_page, read_page

__all__ = ["EXTRACTORS", "LIMITS", "Limits", "OpenPage", "declared_charset", "extract", "open_page", "read_page"]
