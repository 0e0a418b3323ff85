"""Lists and tests with names, read from the parts of a pack or from a file that packs share."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import yaml

from ..errors import Fault
from .grammar import GRAMMAR, SHARED_KEYS
from .model import Condition
from .parse_condition import Context, read_condition
from .references import NAME, Names, read_entries
from .yaml_reader import Node, NodeReader, compose

Meaning = TypeVar("Meaning")
SHARED_FILE = re.compile(r"@([a-z0-9-]+)/")

PartNode = tuple[NodeReader, Node]
"""The value of a key, and the reader of the file that it stands in."""


@dataclass(frozen=True, slots=True, eq=False)
class SharedNames:
    """The lists and tests of files that packs share, each as `file/name`, and a digest of each file."""

    names: Names = field(default_factory=Names)
    digests: Mapping[str, str] = field(default_factory=dict)

    def named_in(self, text: str) -> list[str]:
        """The digests of the files that a pack's text names, in order."""
        return [self.digests[name] for name in sorted({*SHARED_FILE.findall(text)}) if name in self.digests]

    def over(self, other: SharedNames) -> SharedNames:
        """These files, and those of another that have other names."""
        if not self.digests:
            return other
        ours = set(self.digests)

        def kept(names: Mapping[str, Meaning]) -> dict[str, Meaning]:
            return {name: value for name, value in names.items() if name.split("/")[0] not in ours}

        names = Names(
            kept(other.names.lists) | dict(self.names.lists), kept(other.names.tests) | dict(self.names.tests)
        )
        return SharedNames(names, {**other.digests, **self.digests})


NO_SHARED = SharedNames()


@dataclass(frozen=True, slots=True)
class PackNames:
    """What a pack names: `known` to references, and its own lists as written and tests, in order."""

    known: Names
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    tests: tuple[tuple[str, Condition], ...]


def read_names(
    lists: Sequence[PartNode], tests: Sequence[PartNode], shared: Names, languages: tuple[str, ...]
) -> PackNames:
    """
    The lists and tests of a pack's parts. Each may name what stands above it, and what is shared; all lists stand above all
    tests.
    """
    known_lists = dict(shared.lists)
    known_tests = dict(shared.tests)
    known = Names(known_lists, known_tests, _all_names(lists))
    written = []
    for reader, node in lists:
        for name, value in _own(reader, node, "`lists`", known):
            as_meant, as_written = read_entries(reader, known, value, f"`{name}`")
            known_lists[name] = as_meant
            written.append((name, as_written or as_meant))
    named = []
    known = Names(known_lists, known_tests, _all_names(tests))
    for reader, node in tests:
        for name, value in _own(reader, node, "`tests`", known):
            condition = read_condition(Context(reader, known, languages), value)
            if condition is not None:
                known_tests[name] = condition
                named.append((name, condition))
    return PackNames(Names(known_lists, known_tests), tuple(written), tuple(named))


def _all_names(parts: Sequence[PartNode]) -> frozenset[str]:
    mappings = (node.value for _, node in parts if isinstance(node, yaml.MappingNode))
    return frozenset(str(key.value) for pairs in mappings for key, _ in pairs)


def _own(reader: NodeReader, node: Node, what: str, known: Names) -> Iterable[tuple[str, Node]]:
    """The entries of a mapping of names; a name that is taken or cannot be referred to is a fault."""
    for name, value in reader.pairs(node, what):
        if not NAME.fullmatch(name):
            reader.fault(value, f"a name in {what} must be lower-case words joined by hyphens, not `{name}`")
        elif name in known.lists or name in known.tests:
            reader.fault(value, f"the name `{name}` is taken already: lists and tests share their names")
        else:
            yield name, value


def parse_shared(name: str, text: str, file: str = "") -> tuple[SharedNames, list[Fault]]:
    """
    The lists and tests in the text of `shared/<name>.yaml`, and everything that is wrong with it.

    >>> parse_shared("networks", "{grammar: 1, lists: {names: [Facebook, X]}}")[0].names.lists
    {'networks/names': ('Facebook', 'X')}
    """
    reader = NodeReader(file or name)
    if not NAME.fullmatch(name):
        reader.fault(None, f"a shared file must be called by lower-case words joined by hyphens, not `{name}`")
    root = compose_part(reader, text)
    keys = reader.mapping(root, SHARED_KEYS, "a shared file") if root is not None else None
    if keys is None:
        return NO_SHARED, reader.faults
    if "grammar" in keys:
        reader.whole(keys["grammar"], "`grammar`", GRAMMAR, GRAMMAR)
    lists, tests = ([(reader, keys[key])] if key in keys else [] for key in ("lists", "tests"))
    read = read_names(lists, tests, Names(), ())
    names = Names(
        {f"{name}/{one}": texts for one, texts in read.known.lists.items()},
        {f"{name}/{one}": condition for one, condition in read.known.tests.items()},
    )
    return SharedNames(names, {name: digest_of([text])}), reader.faults


QUOTES = {
    "found character that cannot start any token",
    "mapping values are not allowed in this context",
    "did not find expected key",
    "did not find expected ',' or '}'",
    "did not find expected ',' or ']'",
    "did not find expected <document start>",
}
"""What PyYAML says, most often because quotes are missing."""


def compose_part(reader: NodeReader, text: str) -> Node | None:
    """The root node of a file; None, and a fault, if it is not valid YAML or empty."""
    try:
        root = compose(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        hint = "; a text that begins with a mark, or has `: ` in it, needs quotes" if error.problem in QUOTES else ""
        reader.faults.append(Fault(reader.file, line, f"not valid YAML: {error.problem}{hint}"))
        return None
    except (yaml.YAMLError, RecursionError, UnicodeEncodeError) as error:
        reader.fault(None, f"not valid YAML: {str(error).splitlines()[0]}")
        return None
    if root is None:
        reader.fault(None, "the file is empty; a pack starts with `grammar: 1`")
    return root


def digest_of(texts: Iterable[str]) -> str:
    """A digest of one text or several; that of a single one is that of its bytes."""
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
