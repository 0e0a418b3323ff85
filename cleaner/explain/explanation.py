"""What the rules did to one document, as an object: it prints itself, shows itself in a notebook, and gives its parts."""

from __future__ import annotations

from typing import Any

from ..clean import Cleaned, Traced
from .as_html import html_page
from .as_json import as_dict
from .as_text import body, heading, reasons
from .why import why_not


class Explanation:
    """
    What was removed from a document, by which rules, what was lifted from it, and how its publisher was found.

    `str` gives the lines that `cleaner explain` prints, `to_html` a page, and `to_dict` what `cleaner explain --json` prints.
    """

    def __init__(self, trace: Traced):
        self.trace = trace

    @property
    def cleaned(self) -> Cleaned:
        """The record and the ledger."""
        return self.trace.cleaned

    def why_not(self, line: int) -> str:
        """
        Why a line stayed or went, rule by rule. `line` counts the lines that are not blank, from 1, as `str` numbers them.

        Raises IndexError if there is no such line.
        """
        count = len(self.trace.document.lines)
        if not 1 <= line <= count:
            raise IndexError(f"there is no line {line}; the document has lines 1 to {count}")
        return "\n".join(reasons(self.trace, line - 1, why_not(self.trace, line - 1), coloured=False))

    def to_dict(self) -> dict[str, Any]:
        """The explanation as plain dictionaries, lists, texts and numbers."""
        return as_dict(self.trace, {})

    def to_html(self) -> str:
        """The explanation as a page of HTML that needs no other file."""
        return html_page(self.trace)

    def __str__(self) -> str:
        return "\n".join([*heading(self.trace, coloured=False), "", *body(self.trace, coloured=False)])

    def _repr_html_(self) -> str:
        return self.cleaned._repr_html_()
