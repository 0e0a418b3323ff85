"""The title that came with a row or a page, as a line of the text repeats it: with the name of the site, or without."""

from __future__ import annotations

from ..fold import fold, lower
from ..repair import repair_residue

SEPARATORS = (" | ", " - ")
"""What stands between a title and the site, folded. Never varied."""

MAX_TITLE_CHARS = 1_000
"""Anything longer is no title. Never varied."""

MAX_SITE_PARTS = 3
"""What follows a title at most: two sections and the site. Never varied."""


def title_forms(title: str) -> list[str]:
    """
    A title as it is compared with lines (repaired as they are, folded, in lower case): whole, and without each part at its end
    that could be a section or the site. Such a part is shorter than what is left.

    >>> title_forms("Storm  closes the harbour – Weather | The Harbour Post")
    ['storm closes the harbour - weather | the harbour post', 'storm closes the harbour - weather', 'storm closes the harbour']
    >>> title_forms("Rain - how it fell"), title_forms(" ")
    (['rain - how it fell'], [])
    """
    text = lower(fold(repair_residue(title))) if len(title) <= MAX_TITLE_CHARS else ""
    forms = [text] if text else []
    for _ in range(MAX_SITE_PARTS):
        place = max(map(text.rfind, SEPARATORS))
        if place < len(text) - place:
            break
        text = text[:place]
        forms.append(text)
    return forms


def reads_as_title(low: str, forms: list[str]) -> bool:
    """
    Whether a folded line in lower case is a title, by the forms of the title; the line too may have the site at its end.

    >>> reads_as_title("rain in may - the harbour post", ["rain in may"]), reads_as_title("rain in may - hp", ["rain in may"])
    (False, True)
    """
    return any(
        low == form or (low.startswith(form) and len(low) <= 2 * len(form) and low.startswith(SEPARATORS, len(form)))
        for form in forms
    )
