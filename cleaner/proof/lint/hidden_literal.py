"""Expressions that only spell out a text. A literal is plainer, ignores case and is faster."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...rule.model import Matches
from ..finding import Finding
from .subject import Subject
from .walk import conditions_of, parts

PLAIN_TEXT = re.compile(r"(?:[^\\.^$|?*+()\[\]{}]|\\[^\w\s])+")
ESCAPE = re.compile(r"\\(.)")
ALTERNATIVES = re.compile(r"\(\?:([^()]+)\)")
HOW = {(True, True): "equals", (True, False): "starts", (False, True): "ends", (False, False): "contains"}


def check(subject: Subject) -> Iterator[Finding]:
    """Expressions that a literal could replace."""
    for rule in subject.pack.rules:
        for condition in conditions_of(rule):
            for part in parts(condition):
                for pattern in part.patterns if isinstance(part, Matches) else ():
                    instead = equivalent_literal(pattern)
                    if instead:
                        yield subject.about("hidden-literal", rule, f"matches '{pattern}': write `{instead}`")


def equivalent_literal(pattern: str) -> str:
    """
    The literal that an expression amounts to, as it would be in a pack; "" if it says more than that.

    >>> equivalent_literal("^Share this$"), equivalent_literal("^[0-9]+ min$")
    ('equals: "Share this"', '')
    >>> equivalent_literal("^(?:Share|Print)"), equivalent_literal("5 min\\\\.$")
    ('starts: ["Share", "Print"]', 'ends: "5 min."')
    """
    body = pattern.removeprefix("(?i)")
    first, last = body.startswith("^"), body.endswith("$") and not body.endswith("\\$")
    body = body[first : len(body) - last]
    choices = ALTERNATIVES.fullmatch(body)
    texts = choices[1].split("|") if choices else [body]
    if not all(PLAIN_TEXT.fullmatch(text) for text in texts):
        return ""
    plain = ['"' + ESCAPE.sub(r"\1", text) + '"' for text in texts]
    return f"{HOW[first, last]}: {plain[0] if len(plain) == 1 else '[' + ', '.join(plain) + ']'}"
