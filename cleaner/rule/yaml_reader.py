"""
YAML as nodes that know their lines; faults are collected, not raised.

Packs may come from strangers. So only texts, numbers and flags are ever constructed, and aliases are refused: a few of them
can stand for a billion nodes.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import yaml

from ..errors import Fault
from .grammar import Key

Read = TypeVar("Read")

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C loader reads 10,000 rules in 1.5 s, the Python loader in 15 s."""

Node = yaml.nodes.Node

MAX_NESTING = 2_000
"""Levels that the C loader is given: it overflows the stack at 20,000 to 50,000. Bundled packs have eleven."""

MAX_PROBLEM_CHARS = 500
"""Characters of a message that are kept. The longest that quotes none of the pack has 300."""

MAX_DIGITS = 9
"""Digits of a whole number. Python refuses to read one of more than 4,300."""

SCALAR_NOUNS = {"str": "text", "int": "whole number", "float": "number", "bool": "flag", "timestamp": "date"}
"""What messages call a scalar, by its tag."""


def compose(text: str) -> Node | None:
    """The root node. Raises yaml.YAMLError with a mark if the text is not valid YAML or has an alias."""
    # Most packs can have neither aliases nor deep nesting and are parsed once, which halves the time to load.
    if ("&" in text and "*" in text) or _may_nest_deep(text):
        _check_events(text)
    return yaml.compose(text, Loader=LOADER)


def _may_nest_deep(text: str) -> bool:
    """Whether a text has enough brackets, or a line enough marks and indentation, to nest deeper than is allowed."""
    brackets = text.count("[") + text.count("{")
    starts = (len(line) - len(line.lstrip(" \t-?:")) for line in text.splitlines())
    return brackets > MAX_NESTING or max(starts, default=0) > MAX_NESTING // 2


def _check_events(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        mark: Any = event.start_mark
        if isinstance(event, yaml.AliasEvent):
            raise yaml.MarkedYAMLError(
                problem="aliases are not allowed: write it out, or put a text that begins with `*` in quotes",
                problem_mark=mark,
            )
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_NESTING:
            raise yaml.MarkedYAMLError(problem=f"nested deeper than {MAX_NESTING:,} levels", problem_mark=mark)


def line_of(node: Node) -> int:
    """The line on which a node begins, from 1."""
    return int(node.start_mark.line) + 1


def tag(node: Node) -> str:
    """The short name of a node's type."""
    return str(node.tag).rsplit(":", 1)[-1]


def describe(node: Node) -> str:
    """
    A node in words, for messages.

    >>> describe(yaml.compose("a: 1")), describe(yaml.compose("x")), describe(yaml.compose("~"))
    ('a mapping', "the text 'x'", 'nothing')
    """
    if isinstance(node, yaml.MappingNode):
        return "a mapping"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    if tag(node) == "null":
        return "nothing"
    return f"the {SCALAR_NOUNS.get(tag(node), 'value')} {node.value[:40]!r}"


def suggestion(word: str, known: Iterable[str]) -> str:
    """
    What a message about an unknown word goes on with: the known word that is most like it, or all of them.

    >>> suggestion("author", ("authors", "title")), suggestion("x", ("authors", "title"))
    ('; did you mean `authors`?', '; known: authors, title')
    """
    near = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean `{near[0]}`?" if near else f"; known: {', '.join(known)}"


class NodeReader:
    """
    Reads the nodes of one file and collects their faults.

    A reading method notes a fault and returns None if a node is not what it should be. So one pass finds all faults of a
    file.
    """

    def __init__(self, file: str):
        self.file = file
        self.faults: list[Fault] = []
        self.depth = 0

    def fault(self, node: Node | None, problem: str) -> None:
        """Note a fault at a node's line."""
        if len(problem) > MAX_PROBLEM_CHARS:
            problem = f"{problem[:MAX_PROBLEM_CHARS]}…"
        self.faults.append(Fault(self.file, line_of(node) if node else 0, problem))

    def mapping(self, node: Node, keys: tuple[Key, ...], what: str) -> dict[str, Node] | None:
        """The values of a mapping by key. Unknown, repeated and missing keys are faults."""
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, f"{what} must be a mapping, not {describe(node)}")
            return None
        known = {key.name for key in keys}
        values: dict[str, Node] = {}
        for key, value in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else describe(key)
            if name not in known:
                self.fault(key, f"{what} has no key `{name}`{suggestion(name, [k.name for k in keys])}")
            elif name in values:
                self.fault(key, f"{what} has `{name}` twice")
            else:
                values[name] = value
        for key in keys:
            if key.required and key.name not in values:
                self.fault(node, f"{what} lacks `{key.name}`: {key.meaning[0].lower()}{key.meaning[1:]}")
        return values

    def items(self, node: Node, what: str) -> list[Node]:
        """The nodes of a list."""
        if not isinstance(node, yaml.SequenceNode):
            self.fault(node, f"{what} must be a list, not {describe(node)}")
            return []
        return list(node.value)

    def pairs(self, node: Node, what: str) -> list[tuple[str, Node]]:
        """The keys and values of a mapping whose keys are free."""
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, f"{what} must be a mapping, not {describe(node)}")
            return []
        return [(str(key.value), value) for key, value in node.value]

    def text(self, node: Node, what: str, choices: Iterable[str] = ()) -> str | None:
        """A text that is not blank, and one of the choices if there are any."""
        if not isinstance(node, yaml.ScalarNode) or tag(node) not in ("str", "timestamp"):
            hint = "; put it in quotes" if isinstance(node, yaml.ScalarNode) else ""
            self.fault(node, f"{what} must be text, not {describe(node)}{hint}")
            return None
        if not node.value.strip():
            self.fault(node, f"{what} is blank")
            return None
        allowed = tuple(choices)
        if allowed and not self.known(node, str(node.value), what, allowed):
            return None
        return str(node.value)

    def texts(self, node: Node, what: str) -> tuple[str, ...]:
        """One text, or a list of them."""
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        if not nodes:
            self.fault(node, f"{what} is an empty list")
        return tuple(text for item in nodes if (text := self.text(item, what)) is not None)

    def known(self, node: Node, word: str, what: str, choices: Iterable[str]) -> bool:
        """Whether a word is one of the choices; a fault if it is not."""
        allowed = tuple(choices)
        if word not in allowed:
            self.fault(node, f"{what} cannot be `{word}`{suggestion(word, allowed)}")
        return word in allowed

    def whole(self, node: Node, what: str, low: int, high: int) -> int | None:
        """A whole number in a range."""
        if (
            isinstance(node, yaml.ScalarNode)
            and tag(node) == "int"
            and node.value.isdecimal()
            and len(node.value) <= MAX_DIGITS
            and low <= int(node.value) <= high
        ):
            return int(node.value)
        self.fault(node, f"{what} must be a whole number from {low} to {high}, not {describe(node)}")
        return None

    def share(self, node: Node, what: str) -> float | None:
        """A number above 0 and at most 1."""
        try:
            value = float(node.value) if isinstance(node, yaml.ScalarNode) and tag(node) in ("int", "float") else 0.0
        except ValueError:
            value = 0.0
        if 0 < value <= 1:
            return value
        self.fault(node, f"{what} must be a number above 0 and at most 1, not {describe(node)}")
        return None

    def flag(self, node: Node, what: str) -> bool | None:
        """True or false."""
        if isinstance(node, yaml.ScalarNode) and tag(node) == "bool":
            return str(node.value).lower() in ("true", "yes", "on")
        self.fault(node, f"{what} must be true or false, not {describe(node)}")
        return None

    def each(self, node: Node, what: str, read: Callable[[Node], Read | None]) -> tuple[Read, ...]:
        """All items of a list, read by `read`; those with faults are left out."""
        return tuple(value for item in self.items(node, what) if (value := read(item)) is not None)
