"""
A trace as one self-contained page of HTML: no script, no picture, no address, and a policy that forbids them.
"""

from __future__ import annotations

from html import escape

from ..clean import Traced
from ..escape_controls import safe
from ..marked_html import LINES_STYLE, lines_in_html
from .summary import facts, lifted_values

STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
dt, .rule { opacity: .65; }
dd { margin: 0; }
"""


def html_page(trace: Traced) -> str:
    """The trace as a page of HTML."""
    title = escape(safe(trace.record.id))
    head = "".join(f"<dt>{escape(name)}</dt><dd>{_text(value)}</dd>" for name, value in facts(trace))
    values = "".join(
        f'<dt>{escape(one.field)}</dt><dd>{_text(one.value)}<span class="rule">{_text(one.rule)}</span></dd>'
        for one in lifted_values(trace)
    )
    lines = lines_in_html(trace.document.text, trace.ledger.edits)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>{STYLE}{LINES_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<dl>{head}</dl>\n"
        f"<h2>Lifted</h2>\n<dl>{values}</dl>\n<h2>Text</h2>\n{lines}\n</body>\n</html>\n"
    )


def _text(text: str) -> str:
    """A text from outside, in its own direction."""
    return f"<bdi>{escape(safe(text))}</bdi>"
