"""Tests, places and units out of YAML nodes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from ..page import BLOCK_KINDS
from . import expression
from .grammar import BLOCK, TEST, UNIT
from .model import AllOf, AnyOf, BlockUnit, IsKind, LineUnit, Literal, Matches, Not, Shape, SpanUnit, Test, Unit, Where
from .yaml_reader import Node, Reader, line_of

WHERE = re.compile(r"(head|tail|nth) ([1-9][0-9]{0,3})|anywhere")
MAX_COUNT = 10_000


@dataclass(frozen=True, slots=True)
class Context:
    """What a test's meaning depends on besides its nodes: the pack's lists and languages."""

    reader: Reader
    lists: Mapping[str, tuple[str, ...]]
    languages: tuple[str, ...]


def read_where(reader: Reader, node: Node) -> Where | None:
    """`head N`, `tail N`, `nth N` or `anywhere`."""
    text = reader.text(node, "`where`")
    if text is None:
        return None
    found = WHERE.fullmatch(text)
    if not found:
        reader.fault(node, f"`where` is `head N`, `tail N`, `nth N` or `anywhere`, not `{text}`")
        return None
    return Where(found[1], int(found[2])) if found[1] else Where()


def read_test(context: Context, node: Node) -> Test | None:
    """A test; a mapping of several keys asks for all of them."""
    reader = context.reader
    keys = reader.mapping(node, TEST, "a test")
    if keys is None:
        return None
    if not keys:
        reader.fault(node, "a test asks for something; this one is empty")
        return None
    tests = [_one(context, name, value) for name, value in keys.items()]
    good = tuple(test for test in tests if test is not None)
    if len(good) < len(tests):
        return None
    return good[0] if len(good) == 1 else AllOf(good, line_of(node))


def _one(context: Context, name: str, node: Node) -> Test | None:
    reader = context.reader
    if name in ("equals", "starts", "ends", "contains"):
        return _literal(reader, name, node)
    if name == "in":
        return _listed(context, node)
    if name == "is":
        kinds = tuple(kind for kind in reader.texts(node, "`is`") if reader.known(node, kind, "`is`", BLOCK_KINDS))
        return IsKind(kinds, line_of(node)) if kinds else None
    if name == "matches":
        patterns = reader.texts(node, "`matches`")
        for pattern in patterns:
            for problem in expression.problems(pattern, context.languages):
                reader.fault(node, problem)
        return Matches(patterns, line_of(node)) if patterns else None
    if name in ("max_chars", "short"):
        size = reader.whole(node, f"`{name}`", 1, MAX_COUNT)
        return Shape(name, size, line_of(node)) if size else None
    if name in ("headline", "all_caps"):
        flag = reader.flag(node, f"`{name}`")
        if flag is False:
            reader.fault(node, f"`{name}: false` says nothing; write `not: {{{name}: true}}`")
        return Shape(name, line=line_of(node)) if flag else None
    if name == "not":
        return _not(context, node)
    tests: tuple[Test, ...] = reader.each(node, f"`{name}`", lambda item: read_test(context, item))
    if not tests:
        reader.fault(node, f"`{name}` is a list of tests")
        return None
    return (AllOf if name == "all" else AnyOf)(tests, line_of(node))


def _not(context: Context, node: Node) -> Test | None:
    test = read_test(context, node)
    if test is None:
        return None
    if asks_kind(test):
        context.reader.fault(
            node, "`is` cannot stand below `not`: in plain text no kind is known, and all lines would pass"
        )
        return None
    return Not(test, line_of(node))


def asks_kind(test: Test) -> bool:
    """Whether the kind of a block is asked for anywhere in a test."""
    if isinstance(test, AllOf | AnyOf):
        return any(map(asks_kind, test.tests))
    return isinstance(test, IsKind)


def _literal(reader: Reader, how: str, node: Node) -> Test | None:
    texts = reader.texts(node, f"`{how}`")
    for text in texts:
        if "\n" in text:
            reader.fault(node, f"`{how}` holds a line end; a test sees one line")
        elif text != text.strip() and how == "equals":
            reader.fault(node, f"`equals` cannot begin or end with white space: {text!r}; a line is seen without")
    return Literal(how, texts, line=line_of(node)) if texts else None


def _listed(context: Context, node: Node) -> Test | None:
    name = context.reader.text(node, "`in`")
    if name is None:
        return None
    texts = context.lists.get(name.removeprefix("@"))
    if not name.startswith("@") or texts is None:
        known = ", ".join(f"@{one}" for one in context.lists) or "none"
        context.reader.fault(node, f"`in` names a list of the pack, as `@name`; `{name}` is none. Lists here: {known}")
        return None
    return Literal("equals", texts, name.removeprefix("@"), line_of(node))


def read_unit(context: Context, node: Node, verb: str) -> Unit | None:
    """What a verb acts on: exactly one of line, span, block."""
    reader = context.reader
    keys = reader.mapping(node, UNIT, f"`{verb}`")
    if keys is None:
        return None
    if len(keys) != 1:
        reader.fault(node, f"`{verb}` takes exactly one of line, span, block, not {', '.join(keys) or 'none'}")
        return None
    name, value = next(iter(keys.items()))
    if name == "block":
        return _block(context, value)
    test = read_test(context, value)
    if test is None:
        return None
    if name == "line":
        return LineUnit(test)
    if isinstance(test, Literal | Matches):
        return SpanUnit(test)
    reader.fault(
        value, "`span` takes one of equals, starts, ends, contains, in, matches, for it must know where it stands"
    )
    return None


def _block(context: Context, node: Node) -> BlockUnit | None:
    reader = context.reader
    keys = reader.mapping(node, BLOCK, "`block`")
    if keys is None or "from" not in keys:
        return None
    opens = read_test(context, keys["from"])
    if ("to" in keys) == ("while" in keys):
        reader.fault(node, "`block` takes `to` or `while`, one of them")
        return None
    limit = reader.whole(keys["max_lines"], "`max_lines`", 2, MAX_COUNT) if "max_lines" in keys else None
    during = read_test(context, keys["while"]) if "while" in keys else None
    to_end = "to" in keys and isinstance(keys["to"], yaml.ScalarNode) and keys["to"].value == "end"
    to = read_test(context, keys["to"]) if "to" in keys and not to_end else None
    if opens is None or (to is None and during is None and not to_end):
        return None
    return BlockUnit(opens, to, to_end, during, *([limit] if limit else []))
