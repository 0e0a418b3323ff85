"""Conditions, places and units, read from YAML nodes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from types import UnionType

import yaml

from ..page import BLOCK_KINDS
from . import expression
from .grammar import CONDITION_KEYS
from .model import (
    AllOf,
    AnyOf,
    Condition,
    IsKind,
    IsTitle,
    Like,
    LineShape,
    Literal,
    Matches,
    Named,
    Not,
    Prose,
    Where,
)
from .references import REFERENCE, Names, expand_lists, is_known, read_entries, unknown_name
from .template import TemplateError
from .template_expression import template_problems
from .yaml_reader import Node, NodeReader, describe, line_of

WHERE = re.compile(r"(head|tail|nth) ([1-9][0-9]{0,3})|anywhere")

MAX_NUMBER = 10_000
"""The highest number that a pack may give for lines or code points."""

MAX_DEPTH = 20
"""Levels of conditions, with those of the tests that they name. Bundled packs have at most seven; never varied."""

MAX_PARTS = 1_000
"""
Conditions inside a condition, counted alike: tests that name tests could else double with each. Bundled packs have at most 40;
never varied.
"""


@dataclass(frozen=True, slots=True)
class Context:
    """What the meaning of a condition depends on besides its nodes: what references name, and the pack's languages."""

    reader: NodeReader
    names: Names
    languages: tuple[str, ...]


def read_where(reader: NodeReader, node: Node) -> Where | None:
    """`head N`, `tail N`, `nth N` or `anywhere`."""
    text = reader.text(node, "`where`")
    if text is None:
        return None
    parts = WHERE.fullmatch(text)
    if not parts:
        reader.fault(node, f"`where` must be `head N`, `tail N`, `nth N` or `anywhere`, not `{text}`")
        return None
    return Where(parts[1], int(parts[2])) if parts[1] else Where()


def read_condition(context: Context, node: Node) -> Condition | None:
    """
    A condition. A mapping of several keys asks for all of them; a text names a test or a list. One that is nested too deep is a
    fault.
    """
    if context.reader.depth == MAX_DEPTH:
        context.reader.fault(node, f"conditions must not be nested deeper than {MAX_DEPTH} levels")
        return None
    context.reader.depth += 1
    condition = _read_condition(context, node)
    context.reader.depth -= 1
    if condition is not None and context.reader.depth == 0 and (problem := _size_problem(condition)):
        context.reader.fault(node, problem)
        return None
    return condition


def _size_problem(condition: Condition) -> str:
    """What is wrong with the size of a condition, the tests that it names included; "" if nothing is."""
    waiting, count = [(condition, 1)], 0
    while waiting:
        part, depth = waiting.pop()
        count += 1
        if depth > MAX_DEPTH:
            return f"conditions must not be nested deeper than {MAX_DEPTH} levels, those that they name included"
        if count > MAX_PARTS:
            return f"a condition must not have more than {MAX_PARTS:,} parts, those of the tests that it names included"
        if isinstance(part, AllOf | AnyOf):
            waiting += ((one, depth + 1) for one in part.conditions)
        elif isinstance(part, Not | Named):
            waiting.append((part.condition, depth + 1))
    return ""


def _read_condition(context: Context, node: Node) -> Condition | None:
    reader = context.reader
    if isinstance(node, yaml.ScalarNode) and node.value.startswith("@"):
        return _referred(context, node)
    if not isinstance(node, yaml.MappingNode):
        reader.fault(node, f"a condition must be a mapping, not {describe(node)}; {_instead(context.names, node)}")
        return None
    keys = reader.mapping(node, CONDITION_KEYS, "a condition")
    if keys is None:
        return None
    if not keys:
        if not node.value:
            reader.fault(node, "a condition must not be empty")
        return None
    conditions = [_read_key(context, name, value) for name, value in keys.items()]
    good = tuple(condition for condition in conditions if condition is not None)
    if len(good) < len(conditions):
        return None
    return good[0] if len(good) == 1 else AllOf(good, line_of(node))


def _instead(names: Names, node: Node) -> str:
    """What to write instead of a text or a list where a condition stands."""
    if isinstance(node, yaml.ScalarNode) and is_known(names, node.value):
        return f'did you mean `"@{node.value}"`?'
    return "for whole lines write `equals: …`"


def _read_key(context: Context, name: str, node: Node) -> Condition | None:
    reader, line = context.reader, line_of(node)
    if name in ("equals", "starts", "ends", "contains", "mentions"):
        return _literal(context, name, node)
    if name == "is":
        kinds = tuple(kind for kind in reader.texts(node, "`is`") if reader.known(node, kind, "`is`", BLOCK_KINDS))
        return IsKind(kinds, line) if kinds else None
    if name == "matches":
        return _matches(context, node)
    if name == "like":
        return _like(context, node)
    if name in ("title", "headline", "all_caps"):
        return _flag(reader, name, node)
    if name in ("max_chars", "short", "prose"):
        size = reader.whole(node, f"`{name}`", 1, MAX_NUMBER)
        return None if not size else Prose(size, line) if name == "prose" else LineShape(name, size, line)
    if name == "not":
        return _not(context, node)
    conditions: tuple[Condition, ...] = reader.each(node, f"`{name}`", lambda item: read_condition(context, item))
    if not conditions:
        reader.fault(node, f"`{name}` must be a list of conditions")
        return None
    return AllOf(conditions, line) if name == "all" else AnyOf(conditions, line)


def _flag(reader: NodeReader, name: str, node: Node) -> IsTitle | LineShape | None:
    flag = reader.flag(node, f"`{name}`")
    if flag is False:
        instead = "leave it out" if name == "title" else f"write `not: {{{name}: true}}`"
        reader.fault(node, f"`{name}: false` has no effect; {instead}")
    if not flag:
        return None
    return IsTitle(line_of(node)) if name == "title" else LineShape(name, line=line_of(node))


def _matches(context: Context, node: Node) -> Matches | None:
    patterns = context.reader.texts(node, "`matches`")
    for pattern in patterns:
        for problem in expression.problems(pattern, context.languages):
            context.reader.fault(node, problem)
    return Matches(patterns, line_of(node)) if patterns else None


def _like(context: Context, node: Node) -> Like | None:
    written = context.reader.texts(node, "`like`")
    before = len(context.reader.faults)
    texts = []
    for template in written:
        if template.startswith("@") and is_known(context.names, template[1:]):
            context.reader.fault(
                node, f"`like: {template}` is only that text; in a template `{{{template}}}` is a list"
            )
        try:
            texts.append(expand_lists(template, context.names))
        except TemplateError as error:
            context.reader.fault(node, f"`like: {template}` {error}")
            continue
        for problem in template_problems(texts[-1]):
            context.reader.fault(node, f"`like: {template}` {problem}")
    if not written or len(context.reader.faults) > before:
        return None
    return Like(tuple(texts), written=written if written != tuple(texts) else (), line=line_of(node))


def _not(context: Context, node: Node) -> Not | None:
    condition = read_condition(context, node)
    if condition is None:
        return None
    if asks(condition, IsKind):
        context.reader.fault(
            node, "`is` cannot be used inside `not`: in plain text lines have no kind, so every line would pass"
        )
        return None
    if asks(condition, IsTitle):
        context.reader.fault(node, NO_TITLE_HERE.format("not"))
        return None
    return Not(condition, line_of(node))


NO_TITLE_HERE = "`title` cannot be used inside `{}`: many texts come without a title, and no line of theirs is it"


def asks(condition: Condition, what: type[Condition] | UnionType) -> bool:
    """Whether a condition asks this of a line, not counting what it asks inside a `not`."""
    if isinstance(condition, AllOf | AnyOf):
        return any(asks(part, what) for part in condition.conditions)
    if isinstance(condition, Named):
        return asks(condition.condition, what)
    return isinstance(condition, what)


def _literal(context: Context, how: str, node: Node) -> Literal | None:
    reader = context.reader
    texts, written = read_entries(reader, context.names, node, f"`{how}`")
    _check_texts(reader, node, how, texts)
    return Literal(how, texts, written, line_of(node)) if texts else None


def _check_texts(reader: NodeReader, node: Node, how: str, texts: Iterable[str]) -> None:
    """Note a fault for each text that no line can have in its place."""
    for text in texts:
        if "\n" in text:
            reader.fault(node, f"`{how}` contains a line break; a condition sees a single line")
        elif text != text.strip() and how in ("equals", "mentions"):
            why = "lines are compared without it" if how == "equals" else "whole words have none"
            reader.fault(node, f"`{how}` cannot begin or end with white space: {text!r}; {why}")


def _referred(context: Context, node: Node) -> Condition | None:
    """What a reference alone means: its test, or a whole line that is an entry of its list."""
    found = REFERENCE.fullmatch(node.value)
    name = found[1] if found else node.value[1:]
    if name in context.names.tests:
        return Named(name, context.names.tests[name], line_of(node))
    if name in context.names.lists:
        return _literal(context, "equals", node)
    context.reader.fault(node, unknown_name(context.names, name))
    return None
