"""
A pack's text after a change of its model: what changed is written again, all else stays as it is, to the character.

Three trees are compared: the text's own nodes, the model that the text holds, and the model that it should hold. Where the
two models agree, the text stays, whatever its style; where they differ, the difference is followed down to the smallest
key or item, and only that is written. A comment belongs to the key or item that it is above or beside, and shares its fate.

No library does this well enough. ruamel.yaml, which keeps comments through loading and dumping, changed the text of 18 of
the 85 bundled packs without any change of their data; and it ties a comment to the item before it, so that removing a rule
removed the comment of the next one and left its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

import yaml

from .model import RulePack
from .parse_names import NO_SHARED, SharedNames
from .parse_pack import parse
from .write import pack_tree
from .yaml_layout import MAX_COLUMNS, Entries, YamlValue, entry_lines, is_block, item_lines, lay_out, one_line, scalar
from .yaml_reader import compose
from .yaml_source import Change, Extent, YamlSource, from_column, whole_lines

BYTE_ORDER_MARK = "\ufeff"


def rewrite(text: str, pack: RulePack, shared: SharedNames = NO_SHARED) -> str:
    """
    The text of a pack of one file, changed so that it reads as `pack`; `shared` is what it can name. Raises ValueError if the
    text has faults.

    >>> from dataclasses import replace
    >>> text = "grammar: 1\\nuses:  [ agencies/b ]  # its partner\\n"
    >>> print(rewrite(text, replace(parse("agencies/a", text)[0], languages=("en",))), end="")
    grammar: 1
    languages: [en]
    uses:  [ agencies/b ]  # its partner
    """
    if text.startswith(BYTE_ORDER_MARK):  # the parser does not count it
        return BYTE_ORDER_MARK + rewrite(text.removeprefix(BYTE_ORDER_MARK), pack, shared)
    old, faults = parse(pack.name, text, shared=shared)
    if old is None:
        raise ValueError(f"a text with faults cannot be changed: {faults[0]}")
    root: Any = compose(text)
    before, after = pack_tree(old), pack_tree(pack)
    if root is None or before == after:
        return text
    if root.flow_style or not _is_written_as(root, before):
        return lay_out(after)
    source = YamlSource(text)
    return source.apply(_Comparison(source).mapping(root, before, after))


def _is_written_as(node: Any, tree: YamlValue) -> bool:
    """Whether a node has the shape of its tree: a mapping with these keys, or a list of as many items."""
    if isinstance(tree, Entries):
        written = [key.value for key, _ in node.value] if isinstance(node, yaml.MappingNode) else []
        return len(set(written)) == len(written) and {key for key, _ in tree.pairs} <= set(written)
    return isinstance(tree, tuple) and isinstance(node, yaml.SequenceNode) and len(node.value) == len(tree)


class _Comparison:
    """Compares two trees, and says what has to change in the text of the first to make it the second's."""

    def __init__(self, source: YamlSource):
        self.source = source

    def mapping(self, node: Any, before: Entries, after: Entries) -> list[Change]:
        """The changes of a mapping in block style."""
        old, new = dict(before.pairs), dict(after.pairs)
        extents, column = self.source.keys(node), node.start_mark.column
        changes: list[Change] = []
        for key, value in node.value:
            name = str(key.value)
            if name in new and old.get(name) != new[name]:
                changes += self._pair(key, value, old.get(name), new[name], column)
        # A key that is written although it holds the default is in neither tree, and stays.
        kept = [name for name in extents if name in new or name not in old]
        changes += self.source.remove(list(extents.values()), [name in kept for name in extents])
        anchor = kept[0]
        for name, tree in after.pairs:
            if name in extents:
                anchor = name
            else:
                lines = entry_lines(name, tree, column)
                changes.append(self.source.insert_below(extents[anchor], lines, column, is_block(tree)))
        return changes

    def _pair(self, key: Any, value: Any, before: YamlValue | None, after: YamlValue, column: int) -> list[Change]:
        """The changes of one key whose value is another."""
        lines = entry_lines(str(key.value), after, column)
        whole = [Change(key.start_mark.index, self.source.end(value), from_column(lines, column))]
        if before is None or not _is_written_as(value, before):
            return whole
        if value.flow_style:
            changed = self._flow(value, before, after)
            fits = value.start_mark.column + len(changed) <= max(MAX_COLUMNS, len(self.source.of(value)))
            return [Change(value.start_mark.index, self.source.end(value), changed)] if fits else whole
        if isinstance(before, Entries) and isinstance(after, Entries) and self._goes_by_keys(value, before, after):
            return self.mapping(value, before, after)
        if isinstance(before, tuple) and isinstance(after, tuple) and {*_origins(before, after)} != {None}:
            return self._list(value, before, after)
        return whole

    def _goes_by_keys(self, node: Any, before: Entries, after: Entries) -> bool:
        """Whether keys can be taken out one by one: unless all go, or the first one does and a dash is before it."""
        old, new = dict(before.pairs), dict(after.pairs)
        names = self.source.keys(node)
        gone = {name for name in names if name in old and name not in new}
        first, extent = next(iter(names.items()))
        return len(gone) < len(names) and not (first in gone and extent.above == extent.start and extent.start)

    def _list(self, node: Any, before: Sequence[YamlValue], after: Sequence[YamlValue]) -> list[Change]:
        """The changes of a list in block style."""
        extents, column = self.source.items(node), node.start_mark.column
        origins = _origins(before, after)
        in_place = _longest_rise([origin for origin in origins if origin is not None])
        changes = list(self.source.remove(extents, [number in in_place for number in range(len(before))]))
        anchor: Extent | None = None
        for item, origin in zip(after, origins, strict=True):
            known = (
                [] if origin is None else self._item(node.value[origin], extents[origin], before[origin], item, column)
            )
            if origin in in_place:
                changes += known
                anchor = extents[origin]
                continue
            lines = item_lines(item, column) if origin is None else self._moved(extents[origin], known, column)
            if anchor is None:
                first = extents[min(in_place)].above
                changes.append(Change(first, first, whole_lines(lines, column) + "\n" * is_block(item)))
            else:
                changes.append(self.source.insert_below(anchor, lines, column, is_block(item)))
        return changes

    def _moved(self, extent: Extent, changes: Sequence[Change], column: int) -> list[str]:
        """The lines of an item that goes elsewhere, with its comments, without their indentation."""
        lines = self.source.apply(changes, extent.above, extent.below).rstrip("\n").split("\n")
        return [line[column:] if line[:column].isspace() else line for line in lines]

    def _item(self, node: Any, extent: Extent, before: YamlValue, after: YamlValue, column: int) -> list[Change]:
        if before == after:
            return []
        if isinstance(before, Entries) and isinstance(after, Entries) and _is_written_as(node, before):
            if node.flow_style:
                return [Change(node.start_mark.index, self.source.end(node), self._flow(node, before, after))]
            if self._goes_by_keys(node, before, after):
                return self.mapping(node, before, after)
        return [Change(extent.start, extent.end, from_column(item_lines(after, column), column))]

    def _flow(self, node: Any, before: YamlValue | None, after: YamlValue) -> str:
        """The text of a node in braces or brackets, on one line. What did not change is copied."""
        if before == after:
            return self.source.of(node)
        if before is None or not _is_written_as(node, before) or "\n" in self.source.of(node):
            return one_line(after)
        if isinstance(before, Entries) and isinstance(after, Entries):
            old, new = dict(before.pairs), dict(after.pairs)
            nodes = {str(key.value): value for key, value in node.value}
            parts = [f"{key}: {self.source.of(nodes[key])}" for key in nodes if key not in old and key not in new]
            for key, tree in after.pairs:
                value = self._flow(nodes[key], old.get(key), tree) if key in nodes else one_line(tree)
                parts.append(f"{scalar(key)}: {value}")
            return "{" + ", ".join(parts) + "}"
        if isinstance(before, tuple) and isinstance(after, tuple):
            items = zip(after, _origins(before, after), strict=True)
            return f"[{', '.join(one_line(i) if at is None else self._flow(node.value[at], before[at], i) for i, at in items)}]"
        return one_line(after)


def _identity(tree: YamlValue) -> YamlValue:
    """What an item is known by: a rule by its id, anything else by all that it is."""
    return tree.pairs[0] if isinstance(tree, Entries) and tree.block else tree


def _origins(before: Sequence[YamlValue], after: Sequence[YamlValue]) -> list[int | None]:
    """
    For each new item the old one that it was: that of the same id, the same item, or the one in its place.

    >>> _origins(("a", "b", "c"), ("b", "x", "c"))
    [1, None, 2]
    >>> _origins(("a", "b", "c"), ("a", "x", "c"))
    [0, 1, 2]
    """
    old, new = list(map(_identity, before)), list(map(_identity, after))
    origins: list[int | None] = [None] * len(after)
    free = dict.fromkeys(range(len(before)))
    for number, identity in enumerate(new):
        match = next((at for at in free if old[at] == identity), None)
        if match is not None:
            origins[number] = match
            del free[match]
    for operation, low, high, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if operation == "replace":
            for at, number in zip(range(low, high), range(start, end), strict=False):
                if at in free and origins[number] is None and not is_block(after[number]):
                    origins[number] = at
                    del free[at]
    return origins


def _longest_rise(numbers: list[int]) -> set[int]:
    """
    The most numbers that are in rising order already.

    >>> sorted(_longest_rise([2, 0, 1, 3]))
    [0, 1, 3]
    """
    runs: list[tuple[int, list[int]]] = []  # the longest that ends with each number, its length first
    for number in numbers:
        length, run = max((run for run in runs if run[1][-1] < number), default=(0, []))
        runs.append((length + 1, [*run, number]))
    return set(max(runs, default=(0, []))[1])
