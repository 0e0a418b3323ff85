"""
The canonical order: keys as the grammar lists them. Rules stand in the order that their author chose, best that of an article.

`fix` sorts the text of a file line by line, so that comments stay above what they are about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import yaml

from ...rule.grammar import PACK_KEYS, RULE_KEYS, Key
from ...rule.yaml_reader import Node, compose
from ..finding import Finding
from .subject import Subject

Lines = list[str]


def check(subject: Subject) -> Iterator[Finding]:
    """Keys that are out of order."""
    names = {(rule.file, rule.line): rule.name for rule in subject.pack.rules}
    for file, text in subject.texts:
        root = compose(text)
        problem = _disorder(root, PACK_KEYS)
        if root is not None and problem:
            yield Finding(file, root.start_mark.line + 1, "order", "", f"in the pack {problem}")
        for rule in _rules(root):
            line = rule.start_mark.line + 1
            problem = _disorder(rule, RULE_KEYS)
            if problem:
                yield Finding(file, line, "order", names.get((file, line), ""), f"`{_id(rule)}`: {problem}")


def _disorder(node: Node | None, keys: tuple[Key, ...]) -> str:
    """The first pair of keys in the wrong order; "" if all are in order."""
    place = {key.name: number for number, key in enumerate(keys)}
    names = [key.value for key, _ in node.value if key.value in place] if isinstance(node, yaml.MappingNode) else []
    wrong = [(one, after) for one, after in pairwise(names) if place[one] > place[after]]
    return f"`{wrong[0][1]}` comes before `{wrong[0][0]}`" if wrong else ""


def fix(text: str) -> str:
    """
    The text with its keys in order. Mappings in braces stay as they are, and so does a text whose meaning would change.

    >>> print(fix("rules:\\n  - kind: share\\n    id: b\\n  # second\\n  - id: a\\n"), end="")
    rules:
      - id: b
        kind: share
      # second
      - id: a
    """
    root = compose(text)
    lines = [line + "\n" for line in text.split("\n")]
    if not text.endswith("\n") or root is None:
        return text  # a last line without an end cannot change places
    lines.pop()
    changed = "".join(_pack(root, lines))
    return changed if yaml.safe_load(changed) == yaml.safe_load(text) else text


def _pack(root: Node, lines: Lines) -> Lines:
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        return lines
    top = root.start_mark.line
    starts = [key.start_mark.line for key, _ in root.value]
    names = [str(key.value) for key, _ in root.value]
    parts = _parts(lines, starts, len(lines))
    for number, (key, value) in enumerate(root.value):
        if key.value == "rules" and isinstance(value, yaml.SequenceNode) and not value.flow_style and value.value:
            first = _above(lines, value.value[0].start_mark.line, key.start_mark.line + 1)
            offset = _above(lines, starts[number], top) if number else top
            head = lines[offset:first]
            parts[number] = head + _sequence(lines, value.value, first, offset + len(parts[number]))
    ordered = _sorted(parts, names, [key.name for key in PACK_KEYS])
    return lines[:top] + [line for part in ordered for line in part]


def _sequence(lines: Lines, rules: Sequence[Node], first: int, end: int) -> Lines:
    """The lines of a block of rules, each rule's keys in order."""
    starts = [rule.start_mark.line for rule in rules]
    parts = _parts(lines, starts, end)
    parts[0] = lines[first : starts[0]] + parts[0]
    ordered = []
    for rule, part in zip(rules, parts, strict=True):
        rest = _trailing(part)
        ordered += _rule(rule, part[: len(part) - len(rest)]) + rest
    return ordered


def _trailing(part: Lines) -> Lines:
    count = 0
    while count < len(part) and not part[-1 - count].strip():
        count += 1
    return part[len(part) - count :]


def _rule(rule: Node, part: Lines) -> Lines:
    """One rule's lines with its keys in order; comments above the rule stay above it."""
    if not isinstance(rule, yaml.MappingNode) or rule.flow_style:
        return part
    lead = next(number for number, line in enumerate(part) if not line.lstrip().startswith("#"))
    shift = rule.start_mark.line - lead
    indent = rule.start_mark.column
    comments, body = part[:lead], part[lead:]
    dash = body[0][:indent]
    body = [" " * indent + body[0][indent:], *body[1:]]
    starts = [key.start_mark.line - shift - lead for key, _ in rule.value]
    ordered = _sorted(
        _parts(body, starts, len(body)), [str(key.value) for key, _ in rule.value], [key.name for key in RULE_KEYS]
    )
    lines = [line for one in ordered for line in one]
    at = next(number for number, line in enumerate(lines) if not line.lstrip().startswith("#"))
    return [*comments, *lines[:at], dash + lines[at][indent:], *lines[at + 1 :]]


def _parts(lines: Lines, starts: list[int], end: int) -> list[Lines]:
    """The lines of each sibling, with the comments above it; those above the first are not its own."""
    begins = [starts[0], *(_above(lines, start, before + 1) for before, start in pairwise(starts))]
    return [lines[begin:stop] for begin, stop in zip(begins, [*begins[1:], end], strict=True)]


def _above(lines: Lines, start: int, least: int) -> int:
    """Where the comments directly above a line begin."""
    while start > least and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return start


def _sorted(parts: list[Lines], names: list[str], order: list[str]) -> list[Lines]:
    place = {name: number for number, name in enumerate(order)}
    pairs = sorted(zip(names, parts, strict=True), key=lambda pair: place.get(pair[0], len(place)))
    return [part for _, part in pairs]


def _rules(root: Node | None) -> list[Node]:
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == "rules" and isinstance(value, yaml.SequenceNode):
            return list(value.value)
    return []


def _id(rule: Node) -> str:
    pairs = rule.value if isinstance(rule, yaml.MappingNode) else ()
    return next((str(value.value) for key, value in pairs if key.value == "id"), "")
