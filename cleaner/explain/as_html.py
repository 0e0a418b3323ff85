"""
A trace as one page of HTML that needs nothing else: no script, no picture, no address, and a policy that forbids them.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ..clean import Traced
from ..rule.model import KINDS
from .escape_controls import safe
from .marked_lines import Piece, Row, rows
from .summary import facts, lifted

STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
dt, .rule { opacity: .65; }
dd { margin: 0; }
ol { list-style: none; padding: 0; }
li { display: grid; grid-template-columns: 3rem 1fr; }
li > span { opacity: .5; }
.gap { height: .8rem; }
p { margin: 0; overflow-wrap: anywhere; }
del { background: hsl(var(--hue) 80% 60% / .25); text-decoration-color: hsl(var(--hue) 80% 40%); }
.rule { font-size: .8em; margin-left: .5rem; }
"""


def page(trace: Traced) -> str:
    """The whole page."""
    title = escape(safe(trace.record.id))
    head = "".join(f"<dt>{escape(name)}</dt><dd>{_text(value)}</dd>" for name, value in facts(trace))
    values = "".join(
        f'<dt>{escape(one.field)}</dt><dd>{_text(one.value)}<span class="rule">{_text(one.rule)}</span></dd>'
        for one in lifted(trace)
    )
    lines = "\n".join(_rows(trace))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<dl>{head}</dl>\n"
        f"<h2>Lifted</h2>\n<dl>{values}</dl>\n<h2>Text</h2>\n<ol>\n{lines}\n</ol>\n</body>\n</html>\n"
    )


def _text(text: str) -> str:
    """A text of unknown origin, each in its own direction."""
    return f"<bdi>{escape(safe(text))}</bdi>"


def _rows(trace: Traced) -> Iterator[str]:
    for row in rows(trace.document, trace.ledger.edits):
        yield _row(row) if row.number else '<li class="gap"></li>'


def _row(row: Row) -> str:
    inner = "".join(map(_piece, row.pieces))
    return f'<li><span>{row.number}</span><p dir="auto">{inner}</p></li>'


def _piece(piece: Piece) -> str:
    text = escape(safe(piece.text))
    if piece.edit is None:
        return text
    said = escape(safe(f"{piece.edit.kind}: {', '.join(piece.edit.rules)}"))
    hue = KINDS.index(piece.edit.kind) * 360 // len(KINDS)
    label = f'<span class="rule">{said}</span>' if piece.first else ""
    return f'<del style="--hue: {hue}" title="{said}">{text}</del>{label}'
