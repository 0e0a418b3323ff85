"""
Trees laid out as YAML, in the style of the bundled packs: on one line what fits, texts in double quotes, expressions in
single ones, single words bare.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

MAX_COLUMNS = 120
"""Columns up to which a mapping or a list is kept on one line."""

UNQUOTED_TEXT = re.compile(r"[^\W\d_]\w*(?:[ ./-]\w+){0,3}", re.ASCII)
"""Texts that need no quotes: a few words with single marks between them, unless YAML takes them for something else."""

NOT_TEXT = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null"})
"""Words that are not texts for YAML, in lower case."""

JSON_ONLY_CHARS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Characters that JSON prints as they are and YAML does not allow, or folds."""


class Pattern(str):
    """An expression: quoted so that backslashes stand for themselves."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Entries:
    """Keys and values in order. A key may come twice. `block` says that each key has a line of its own."""

    pairs: tuple[tuple[str, YamlValue], ...]
    block: bool = False


YamlValue = Entries | tuple["YamlValue", ...] | str | bool | int | Decimal
"""What a YAML document can hold."""


def lay_out(root: Entries) -> str:
    """A document. What takes several lines on purpose, the rules, is set apart by blank lines."""
    lines: list[str] = []
    for key, value in root.pairs:
        lines += [""] if is_block(value) and lines else []
        lines += entry_lines(key, value, 0)
    return "\n".join(lines) + "\n"


def entry_lines(key: str, value: YamlValue, column: int) -> list[str]:
    """The lines of one key and its value, without the indentation of `column`."""
    head = f"{scalar(key)}:"
    if not isinstance(value, Entries | tuple) or not _size(value):
        return [f"{head} {one_line(value)}"]
    of_mappings = isinstance(value, tuple) and any(isinstance(item, Entries) for item in value)
    if not is_block(value) and not of_mappings and column + len(line := f"{head} {one_line(value)}") <= MAX_COLUMNS:
        return [line]
    body: list[str] = []
    if isinstance(value, Entries):
        for inner_key, inner in value.pairs:
            body += entry_lines(inner_key, inner, column + 2)
    else:
        for number, item in enumerate(value):
            body += [""] if number and is_block(item) else []
            body += item_lines(item, column + 2)
    return [head, *indented(body)]


def item_lines(item: YamlValue, column: int) -> list[str]:
    """The lines of one item of a list, without the indentation of `column`."""
    if isinstance(item, Entries) and (is_block(item) or column + 2 + len(one_line(item)) > MAX_COLUMNS):
        lines = [line for key, value in item.pairs for line in entry_lines(key, value, column + 2)]
        return [f"- {lines[0]}", *indented(lines[1:])]
    return [f"- {one_line(item)}"]


def indented(lines: Iterable[str], columns: int = 2) -> list[str]:
    """Lines further to the right; blank ones stay blank."""
    return [" " * columns + line if line else "" for line in lines]


def is_block(tree: YamlValue) -> bool:
    """Whether a tree must not be written on one line."""
    if isinstance(tree, Entries):
        return tree.block
    return isinstance(tree, tuple) and any(map(is_block, tree))


def _size(tree: Entries | tuple[YamlValue, ...]) -> int:
    return len(tree.pairs) if isinstance(tree, Entries) else len(tree)


def one_line(tree: YamlValue) -> str:
    """
    A tree on one line.

    >>> one_line(Entries((("equals", ("Save", "Save – it")), ("short", 9))))
    '{equals: [Save, "Save – it"], short: 9}'
    """
    if isinstance(tree, Entries):
        return "{" + ", ".join(f"{scalar(key)}: {one_line(value)}" for key, value in tree.pairs) + "}"
    if isinstance(tree, tuple):
        return "[" + ", ".join(map(one_line, tree)) + "]"
    return scalar(tree)


def scalar(value: str | bool | int | Decimal) -> str:
    r"""
    A text or a number, quoted where it must be.

    >>> [scalar(value) for value in ("Save", "no", "5 min", 'a "b"', Pattern(r"^\pL's"), 5, True)]
    ['Save', '"no"', '"5 min"', '"a \\"b\\""', "'^\\pL''s'", '5', 'true']
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Pattern) and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    if UNQUOTED_TEXT.fullmatch(value) and value.lower() not in NOT_TEXT:
        return value
    return _double_quoted(value)


def _double_quoted(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return JSON_ONLY_CHARS.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
