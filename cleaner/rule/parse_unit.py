"""What a verb acts on, read from YAML nodes: lines, places in a line, or a block."""

from __future__ import annotations

from dataclasses import replace

import yaml

from .grammar import BLOCK_KEYS, UNIT_KEYS
from .model import BlockUnit, Like, LineUnit, Literal, Matches, Named, SpanUnit, TextStart, Unit
from .parse_condition import MAX_NUMBER, Context, read_condition
from .yaml_reader import Node, line_of


def read_unit(context: Context, node: Node, verb: str) -> Unit | None:
    """What a verb acts on: exactly one of line, span, block."""
    reader = context.reader
    keys = reader.mapping(node, UNIT_KEYS, f"`{verb}`")
    if keys is None:
        return None
    if len(keys) != 1:
        reader.fault(node, f"`{verb}` takes exactly one of line, span, block, not {', '.join(keys) or 'none'}")
        return None
    name, value = next(iter(keys.items()))
    if name == "block":
        return _block(context, value)
    condition = read_condition(context, value)
    if condition is None:
        return None
    if name == "line":
        return LineUnit(condition)
    test = condition.name if isinstance(condition, Named) else ""
    while isinstance(condition, Named):
        condition = condition.condition
        if isinstance(condition, Like | Literal):
            condition = replace(condition, written=())  # a shared test is written with names that only its file has
    if isinstance(condition, Like):
        return SpanUnit(replace(condition, whole=False), test)
    if isinstance(condition, Literal | Matches):
        return SpanUnit(condition, test)
    reader.fault(
        value,
        "`span` takes a single equals, starts, ends, contains, mentions, matches or like: only these have a place in the line",
    )
    return None


def _block(context: Context, node: Node) -> BlockUnit | None:
    reader = context.reader
    keys = reader.mapping(node, BLOCK_KEYS, "`block`")
    if keys is None or "from" not in keys:
        return None
    opens = TextStart(line_of(node)) if _is_word(keys["from"], "start") else read_condition(context, keys["from"])
    if ("to" in keys) == ("while" in keys):
        reader.fault(node, "`block` takes either `to` or `while`")
        return None
    limit = reader.whole(keys["max_lines"], "`max_lines`", 2, MAX_NUMBER) if "max_lines" in keys else None
    during = read_condition(context, keys["while"]) if "while" in keys else None
    to_end = "to" in keys and _is_word(keys["to"], "end")
    to = read_condition(context, keys["to"]) if "to" in keys and not to_end else None
    if opens is None or (to is None and during is None and not to_end):
        return None
    return BlockUnit(opens, to, to_end, during, *([limit] if limit else []))


def _is_word(node: Node, word: str) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value == word
