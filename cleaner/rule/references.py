"""
References: `@name` stands for a list or a test that has a name, in the pack itself or in a file that packs share.

A name of the pack's own is written `@buttons`, one of `shared/networks.yaml` `@networks/buttons`. `@@` is an at sign.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
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
    """What references can name: lists with their texts, and tests. Names of shared files have the file before a slash."""

    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tests: Mapping[str, Condition] = field(default_factory=dict)


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
        why = "is a test, not a list" if name in names.tests else f"is no list{_known(name, names.lists)}"
        reader.fault(node, f"`@{name}` {why}; an at sign that is meant is written twice: `@@{name}`")
    return names.lists.get(name, ())


def unknown_name(names: Names, name: str) -> str:
    """The message about a name that is neither a list nor a test."""
    return f"`@{name}` is neither a list nor a test{_known(name, [*names.lists, *names.tests])}"


def _known(name: str, known: Mapping[str, object] | list[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1)
    if near:
        return f"; did you mean `@{near[0]}`?"
    if "/" in name:
        return f"; `shared/{name.split('/', maxsplit=1)[0]}.yaml` has no such name, or is not there"
    own = ", ".join(f"@{one}" for one in known if "/" not in one)
    return f"; the pack has {own or 'none'}, and a list must stand above what names it"


def expand_lists(template: str, lists: Mapping[str, tuple[str, ...]]) -> str:
    """
    A template with each `{@list}` as a choice of the list's entries. Raises TemplateError.

    >>> expand_lists("{@by} {authors:names}", {"by": ("By", "Words by")})
    '(By|Words by) {authors:names}'
    """

    def choice(found: re.Match[str]) -> str:
        name = found[1]
        if name is None:
            return found[0]
        if name not in lists:
            raise TemplateError(f"names `@{name}`, which is no list{_known(name, lists)}")
        entries = [_as_template(entry) for entry in lists[name]]
        return f"({'|'.join(entries)})" if len(entries) > 1 else "".join(entries)

    return IN_TEMPLATE.sub(choice, template)


def _as_template(entry: str) -> str:
    """A text as a template: what templates read as marks stands for itself."""
    return TEMPLATE_MARKS.sub(lambda mark: mark[0] * 2 if mark[0] in "{}" else f"{{{mark[0]}}}", entry)
