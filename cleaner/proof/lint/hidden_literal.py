"""Expressions that are nothing but texts: a literal says it plainly, ignores case, and is found by one automaton."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...rule.model import Matches
from .finding import Finding, Subject
from .walk import parts, tests_of

PLAIN = re.compile(r"(?:[^\\.^$|?*+()\[\]{}]|\\[^\w\s])+")
ESCAPE = re.compile(r"\\(.)")
EITHER = re.compile(r"\(\?:([^()]+)\)")
HOW = {(True, True): "equals", (True, False): "starts", (False, True): "ends", (False, False): "contains"}


def check(subject: Subject) -> Iterator[Finding]:
    """Expressions that a literal could replace."""
    for rule in subject.pack.rules:
        for test in tests_of(rule):
            for part in parts(test):
                for pattern in part.patterns if isinstance(part, Matches) else ():
                    said = literal(pattern)
                    if said:
                        yield subject.about("hidden-literal", rule, f"matches '{pattern}': write `{said}`")


def literal(pattern: str) -> str:
    """
    The literal that an expression amounts to, as a pack would have it; "" where it is more than that.

    >>> literal("^Share this$"), literal("^(?:Share|Print)"), literal("5 min\\\\.$"), literal("^[0-9]+ min$")
    ('equals: "Share this"', 'starts: ["Share", "Print"]', 'ends: "5 min."', '')
    """
    body = pattern.removeprefix("(?i)")
    first, last = body.startswith("^"), body.endswith("$") and not body.endswith("\\$")
    body = body[first : len(body) - last]
    choices = EITHER.fullmatch(body)
    texts = choices[1].split("|") if choices else [body]
    if not all(PLAIN.fullmatch(text) for text in texts):
        return ""
    plain = ['"' + ESCAPE.sub(r"\1", text) + '"' for text in texts]
    return f"{HOW[first, last]}: {plain[0] if len(plain) == 1 else '[' + ', '.join(plain) + ']'}"
