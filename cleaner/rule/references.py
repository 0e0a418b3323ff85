"""
References: `@name` stands for a list or a test that has a name, in the pack itself or in a file that packs share.

A name of the pack's own is written `@buttons`, one of `shared/networks.yaml` `@networks/buttons`. `@@` is an at sign.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .model import Condition
from .template import TemplateError
from .yaml_reader import Node, NodeReader

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
REFERENCE = re.compile(r"@([a-z0-9][a-z0-9/-]*)")
IN_TEMPLATE = re.compile(r"\{\{|\{@([^{}]*)\}")
TEMPLATE_MARKS = re.compile(r"[{}\[\]()|]")


@dataclass(frozen=True, slots=True)
class Names:
    """
    What references can name: lists with their texts, and tests. Names of shared files have the file before a slash. `below`
    are names that are not known yet, for messages.
    """

    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tests: Mapping[str, Condition] = field(default_factory=dict)
    below: frozenset[str] = frozenset()


def read_entries(reader: NodeReader, names: Names, node: Node, what: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """
    One text or a list of them, as it is meant and as it is written: a reference stands for the entries of its list. What is
    written is empty where it is what is meant.
    """
    written = reader.texts(node, what)
    meant: list[str] = []
    for text in written:
        if found := REFERENCE.fullmatch(text):
            meant += listed(reader, names, node, found[1])
        else:
            meant.append(text[1:] if text.startswith("@@") else text)
    texts = tuple(dict.fromkeys(meant)) if len(meant) > len(written) else tuple(meant)
    return texts, written if written != texts else ()


def listed(reader: NodeReader, names: Names, node: Node, name: str) -> tuple[str, ...]:
    """The entries of a list; a fault if there is no such list."""
    if name not in names.lists:
        reader.fault(node, f"`@{name}` {_no_list(names, name)}; an at sign that is meant is written twice: `@@{name}`")
    return names.lists.get(name, ())


def is_known(names: Names, name: str) -> bool:
    """Whether there is a list or a test of this name."""
    return name in names.lists or name in names.tests


def unknown_name(names: Names, name: str) -> str:
    """The message about a name that is neither a list nor a test."""
    return f"`@{name}` is neither a list nor a test{_known(names, name, [*names.lists, *names.tests])}"


def _no_list(names: Names, name: str) -> str:
    return "is a test, not a list" if name in names.tests else f"is no list{_known(names, name, names.lists)}"


def _known(names: Names, name: str, known: Iterable[str]) -> str:
    if name in names.below:
        return "; it must stand above what names it"
    file, slash, _ = name.partition("/")
    if slash and not any(one.startswith(f"{file}/") for one in (*names.lists, *names.tests)):
        return f"; there is no `shared/{file}.yaml` with any"
    near = difflib.get_close_matches(name, list(known), n=1)
    if near:
        return f"; did you mean `@{near[0]}`?"
    if slash:
        return f"; `shared/{file}.yaml` has no such name"
    own = ", ".join(f"@{one}" for one in known if "/" not in one)
    return f"; the pack has {own or 'none'}"


def expand_lists(template: str, names: Names) -> str:
    """
    A template with each `{@list}` as a choice of the list's entries. Raises TemplateError.

    >>> expand_lists("{@by} {authors:names}", Names({"by": ("By", "Words by")}))
    '(By|Words by) {authors:names}'
    """

    def choice(found: re.Match[str]) -> str:
        name = found[1]
        if name is None:
            return found[0]
        if name not in names.lists:
            raise TemplateError(f"names `@{name}`, which {_no_list(names, name)}")
        entries = [_as_template(entry) for entry in names.lists[name]]
        return f"({'|'.join(entries)})" if len(entries) > 1 else "".join(entries)

    return IN_TEMPLATE.sub(choice, template)


def _as_template(entry: str) -> str:
    """A text as a template: what templates read as marks stands for itself."""
    return TEMPLATE_MARKS.sub(lambda mark: mark[0] * 2 if mark[0] in "{}" else f"{{{mark[0]}}}", entry)
