"""
A trace as one self-contained page of HTML: no script, no picture, no address, and a policy that forbids them.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ..clean import Traced
from ..escape_controls import safe
from ..rule.kinds import KINDS
from .marked_lines import LinePart, MarkedLine, marked_lines
from .summary import facts, lifted_values

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


def html_page(trace: Traced) -> str:
    """The trace as a page of HTML."""
    title = escape(safe(trace.record.id))
    head = "".join(f"<dt>{escape(name)}</dt><dd>{_text(value)}</dd>" for name, value in facts(trace))
    values = "".join(
        f'<dt>{escape(one.field)}</dt><dd>{_text(one.value)}<span class="rule">{_text(one.rule)}</span></dd>'
        for one in lifted_values(trace)
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
    """A text from outside, in its own direction."""
    return f"<bdi>{escape(safe(text))}</bdi>"


def _rows(trace: Traced) -> Iterator[str]:
    for row in marked_lines(trace.document, trace.ledger.edits):
        yield _row(row) if row.number else '<li class="gap"></li>'


def _row(row: MarkedLine) -> str:
    inner = "".join(map(_part, row.parts))
    return f'<li><span>{row.number}</span><p dir="auto">{inner}</p></li>'


def _part(part: LinePart) -> str:
    text = escape(safe(part.text))
    if part.edit is None:
        return text
    label_text = escape(safe(f"{part.edit.kind}: {', '.join(part.edit.rules)}"))
    hue = list(KINDS).index(part.edit.kind) * 360 // len(KINDS)
    label = f'<span class="rule">{label_text}</span>' if part.first else ""
    return f'<del style="--hue: {hue}" title="{label_text}">{text}</del>{label}'
