"""The lines of a document in HTML, with what was removed struck out: in the page of `explain`, and in notebooks."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from .edit import Edit
from .escape_controls import safe
from .marked_lines import LinePart, MarkedLine, marked_lines
from .rule.kinds import KINDS

LINES_STYLE = """
.cleaner-lines { list-style: none; padding: 0; }
.cleaner-lines li { display: grid; grid-template-columns: 3rem 1fr; }
.cleaner-lines li > span { opacity: .5; }
.cleaner-lines .gap { height: .8rem; }
.cleaner-lines p { margin: 0; overflow-wrap: anywhere; }
.cleaner-lines del { background: hsl(var(--hue) 80% 60% / .25); text-decoration-color: hsl(var(--hue) 80% 40%); }
.cleaner-lines .rule { font-size: .8em; margin-left: .5rem; opacity: .65; }
"""


def lines_in_html(text: str, edits: Iterable[Edit]) -> str:
    """
    A text before it was cut, as a list of its lines. `LINES_STYLE` is its style.

    >>> print(lines_in_html("By Bo Ek", [Edit(0, 8, 0, ("en/by",), "byline", "By Bo Ek")]))
    <ol class="cleaner-lines">
    <li><span>1</span><p dir="auto"><del style="--hue: 0" title="byline: en/by">By Bo Ek</del><span \
class="rule">byline: en/by</span></p></li>
    </ol>
    """
    rows = "\n".join(_row(row) if row.number else '<li class="gap"></li>' for row in marked_lines(text, edits))
    return f'<ol class="cleaner-lines">\n{rows}\n</ol>'


def _row(row: MarkedLine) -> str:
    inner = "".join(map(_part, row.parts))
    return f'<li><span>{row.number}</span><p dir="auto">{inner}</p></li>'


def _part(part: LinePart) -> str:
    text = escape(safe(part.text))
    if part.edit is None:
        return text
    label_text = escape(safe(f"{part.edit.kind}: {', '.join(part.edit.rules)}"))
    label = f'<span class="rule">{label_text}</span>' if part.first else ""
    return f'<del style="--hue: {_hue(part.edit.kind)}" title="{label_text}">{text}</del>{label}'


def _hue(kind: str) -> int:
    """A colour for each kind; for a kind that another version knew, red."""
    kinds = list(KINDS)
    return kinds.index(kind) * 360 // len(kinds) if kind in KINDS else 0
