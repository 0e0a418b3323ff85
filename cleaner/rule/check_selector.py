"""
What a CSS selector of a pack may ask of a page. The parser tries every way to match a selector, so its time multiplies.

On a page of 1,000 nested elements `x div div` takes 1.8 s, each further ancestor takes hundreds of times as long, and
`:has` inside `:has` takes 4 s on one of 100. Bundled packs have selectors of at most 183 characters, with two levels of
parentheses, two steps and one `:has`.
"""

from __future__ import annotations

import re

from ..extras import is_installed

MAX_CHARS = 1_000
MAX_PARENTHESES = 3
MAX_STEPS = 3
MAX_HAS = 1
"""Above what bundled packs have, and at three steps still instant on pages of usual depth; never varied."""

QUOTED_OR_ATTRIBUTE = re.compile(r"\\.|\"[^\"]*\"|'[^']*'|\[[^\]\"']*(?:(?:\"[^\"]*\"|'[^']*')[^\]\"']*)*\]", re.DOTALL)
NEXT_TO = re.compile(r"\s*([>+~,()])\s*")
STEP = re.compile(r"\s+|~")


def selector_problem(selector: str) -> str:
    """
    What is wrong with a selector, "" if nothing is. Without the parser no page is read either, so its word is not needed.

    >>> selector_problem("ul:has(> li > a)"), selector_problem("p >")
    ('', 'is not a CSS selector')
    """
    return cost_problem(selector) or (syntax_problem(selector) if is_installed("selectolax") else "")


def cost_problem(selector: str) -> str:
    """
    What makes a selector too slow, "" if nothing does. This imports no parser.

    >>> cost_problem("ul:has(> li > a)"), cost_problem("p ~ p ~ p ~ p ~ p ~ p")
    ('', 'looks through ancestors or siblings 5 times, more than 3')
    """
    if len(selector) > MAX_CHARS:
        return f"has {len(selector):,} characters, more than {MAX_CHARS:,}"
    bare = NEXT_TO.sub(r"\1", QUOTED_OR_ATTRIBUTE.sub("x", selector).strip())
    if (depth := _parentheses(bare)) > MAX_PARENTHESES:
        return f"nests parentheses {depth} levels deep, more than {MAX_PARENTHESES}"
    for alternative in bare.split(","):
        if (count := alternative.lower().count(":has(")) > MAX_HAS:
            return f"has `:has` {count} times, more than {MAX_HAS}"
        if (count := len(STEP.findall(alternative))) > MAX_STEPS:
            return f"looks through ancestors or siblings {count} times, more than {MAX_STEPS}"
    return ""


def syntax_problem(selector: str) -> str:
    """Whether a selector is one: only the parser knows what it accepts."""
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    try:
        LexborHTMLParser("<p>").css(selector)
    except (SelectolaxError, ValueError):
        return "is not a CSS selector"
    return ""


def _parentheses(selector: str) -> int:
    """How deep parentheses are nested."""
    depth = deepest = 0
    for char in selector:
        depth += (char == "(") - (char == ")")
        deepest = max(deepest, depth)
    return deepest
