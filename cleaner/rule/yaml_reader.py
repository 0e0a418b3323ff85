"""
YAML as nodes that know their lines, and faults collected instead of raised.

Packs come from strangers: nothing is constructed but texts, numbers and flags, and aliases are refused, for a few of them
can stand for a billion nodes.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import yaml

from ..errors import Fault
from .grammar import Key

T = TypeVar("T")

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C loader reads 10,000 rules in 1.5 s, the other in 15 s."""

Node = yaml.nodes.Node
TYPES = {"str": "a text", "int": "a whole number", "float": "a number", "bool": "true or false", "null": "nothing",
         "map": "a mapping", "seq": "a list", "timestamp": "a date"}  # fmt: skip


def compose(text: str) -> Node | None:
    """The root node. Raises yaml.YAMLError with a mark where it is no YAML or holds an alias."""
    # Without both signs there is no alias; most packs are spared being read twice (half of the time that loading takes).
    for event in yaml.parse(text, Loader=LOADER) if "&" in text and "*" in text else ():
        if isinstance(event, yaml.AliasEvent):
            mark: Any = event.start_mark
            raise yaml.MarkedYAMLError(problem="aliases are not allowed: write it out", problem_mark=mark)
    return yaml.compose(text, Loader=LOADER)


def line_of(node: Node) -> int:
    """The line on which a node begins, from 1."""
    return int(node.start_mark.line) + 1


def tag(node: Node) -> str:
    """The short name of what a node is."""
    return str(node.tag).rsplit(":", 1)[-1]


def describe(node: Node) -> str:
    """
    A node in words, for messages.

    >>> describe(yaml.compose("a: 1")), describe(yaml.compose("x"))
    ('a mapping', "the text 'x'")
    """
    if isinstance(node, yaml.ScalarNode) and tag(node) != "null":
        return f"{TYPES.get(tag(node), 'the value').replace('a text', 'the text')} {node.value[:40]!r}"
    return TYPES.get(tag(node), "something else")


def _near(word: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean `{near[0]}`?" if near else f"; known: {', '.join(known)}"


class Reader:
    """
    Reads nodes of one file and collects all that is wrong with them.

    A reading method gives None where the node is not what it must be, after noting the fault; so one pass over a file
    finds all of its faults.
    """

    def __init__(self, file: str):
        self.file = file
        self.faults: list[Fault] = []

    def fault(self, node: Node | None, problem: str) -> None:
        """Note a fault at a node's line."""
        self.faults.append(Fault(self.file, line_of(node) if node else 0, problem))

    def mapping(self, node: Node, keys: tuple[Key, ...], what: str) -> dict[str, Node] | None:
        """The values of a mapping by key. Unknown, repeated and missing keys are faults."""
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, f"{what} is a mapping, not {describe(node)}")
            return None
        known = {key.name for key in keys}
        found: dict[str, Node] = {}
        for key, value in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else describe(key)
            if name not in known:
                self.fault(key, f"{what} has no key `{name}`{_near(name, [k.name for k in keys])}")
            elif name in found:
                self.fault(key, f"`{name}` stands twice in {what}")
            else:
                found[name] = value
        for required in keys:
            if required.required and required.name not in found:
                self.fault(node, f"{what} lacks `{required.name}`: {required.meaning[0].lower()}{required.meaning[1:]}")
        return found

    def items(self, node: Node, what: str) -> list[Node]:
        """The nodes of a list."""
        if not isinstance(node, yaml.SequenceNode):
            self.fault(node, f"{what} is a list, not {describe(node)}")
            return []
        return list(node.value)

    def pairs(self, node: Node, what: str) -> list[tuple[str, Node]]:
        """The keys and values of a mapping whose keys are free."""
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, f"{what} is a mapping, not {describe(node)}")
            return []
        return [(str(key.value), value) for key, value in node.value]

    def text(self, node: Node, what: str, choices: Iterable[str] = ()) -> str | None:
        """A text that is not blank."""
        if not isinstance(node, yaml.ScalarNode) or tag(node) not in ("str", "timestamp"):
            self.fault(
                node,
                f"{what} is a text, not {describe(node)}"
                + ("; put it in quotes" if isinstance(node, yaml.ScalarNode) else ""),
            )
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
        return tuple(text for one in nodes if (text := self.text(one, what)) is not None)

    def known(self, node: Node, word: str, what: str, choices: Iterable[str]) -> bool:
        """Whether a word is one of the choices; a fault where it is not."""
        allowed = tuple(choices)
        if word not in allowed:
            self.fault(node, f"{what} cannot be `{word}`{_near(word, allowed)}")
        return word in allowed

    def whole(self, node: Node, what: str, low: int, high: int) -> int | None:
        """A whole number in a range."""
        if (
            isinstance(node, yaml.ScalarNode)
            and tag(node) == "int"
            and node.value.isdecimal()
            and low <= int(node.value) <= high
        ):
            return int(node.value)
        self.fault(node, f"{what} is a whole number from {low} to {high}, not {describe(node)}")
        return None

    def share(self, node: Node, what: str) -> float | None:
        """A number above 0 and up to 1."""
        try:
            value = float(node.value) if isinstance(node, yaml.ScalarNode) and tag(node) in ("int", "float") else 0.0
        except ValueError:
            value = 0.0
        if 0 < value <= 1:
            return value
        self.fault(node, f"{what} is a number above 0 and up to 1, not {describe(node)}")
        return None

    def flag(self, node: Node, what: str) -> bool | None:
        """True or false."""
        if isinstance(node, yaml.ScalarNode) and tag(node) == "bool":
            return str(node.value).lower() in ("true", "yes", "on")
        self.fault(node, f"{what} is true or false, not {describe(node)}")
        return None

    def each(self, node: Node, what: str, read: Callable[[Node], T | None]) -> tuple[T, ...]:
        """Every item of a list, read by `read`; those with faults are left out."""
        return tuple(value for item in self.items(node, what) if (value := read(item)) is not None)
