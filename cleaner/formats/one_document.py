"""One document by name: a file, a row of a file, or standard input."""

from __future__ import annotations

import os
import re
from dataclasses import replace

from ..document import Raw
from ..errors import DocumentError, RunError
from ..settings import USUAL_KEYS, RowKeys
from .compression import decompressed_by_content, read_errors
from .inputs import find_inputs
from .registry import parse_item, read_items
from .standard_input import open_once
from .work_item import InputFile, WorkItem

ROW_NAME = re.compile(r"(.+)#([1-9][0-9]*)")


def read_one(name: str, id_: str = "", source: str = "", url: str = "", keys: RowKeys = USUAL_KEYS) -> Raw:
    """
    The document of a name: a file, `FILE#n` for a row (line n; in an array of JSON, object n), `-` for standard input.

    `id_` chooses a row by its own id. `source` and `url` replace what the document says itself. `keys` says
    which fields of a row hold what. Raises RunError if there is no such document, or it cannot be read.
    """
    try:
        raw = _parse(_standard_input(), keys) if name == "-" else _from_file(name, id_, keys)
    except DocumentError as error:
        raise RunError(f"{name}: {error.reason}: {error.detail}") from error
    given = {key: value for key, value in (("source", source), ("url", url)) if value}
    return replace(raw, given={**raw.given, **given})


def _from_file(name: str, id_: str, keys: RowKeys) -> Raw:
    numbered = None if os.path.lexists(name) else ROW_NAME.fullmatch(name)
    name = numbered[1] if numbered else name
    file = _file(name)
    wanted = f"{file.id}#{numbered[2]}" if numbered else ""
    found: list[WorkItem] = []
    rows = 0
    for item in read_items(file):  # one after the other: the file may be large
        rows += 1
        if (not wanted or item.id == wanted) and (not id_ or _own_id(item, keys) == id_):
            found = [*found[:1], item]
    if len(found) != 1:
        if not wanted and not id_:
            raise RunError(f"{name} holds {rows} rows; choose one with `{name}#n` or --id")
        asked = f"the id {id_}" if id_ else f"the number {numbered[2] if numbered else 1}"
        raise RunError(f"{name}: {'several rows have' if found else 'no row has'} {asked} (rows: {rows})")
    return _parse(found[0], keys)


def _own_id(item: WorkItem, keys: RowKeys) -> str:
    """The id of an item's document; "" if it has none, because it is broken."""
    try:
        return "" if item.reason else parse_item(item, keys).id
    except DocumentError:
        return ""


def _file(name: str) -> InputFile:
    if os.path.isdir(name):
        raise RunError(f"{name} is a folder; name one document")
    files = find_inputs([name]).files
    if len(files) != 1:
        raise RunError(f"{name} matches {len(files)} files; name one document")
    return files[0]


def _parse(item: WorkItem, keys: RowKeys) -> Raw:
    if item.reason:
        raise RunError(f"{item.path}: {item.reason}: {item.detail}")
    return parse_item(item, keys)


def _standard_input() -> WorkItem:
    """Standard input: a row if it begins like a JSON object, a page if it begins like one, else text."""
    try:
        data = decompressed_by_content(open_once(InputFile("stdin", "-", "text"))).read()
    except read_errors() as error:
        raise RunError(f"standard input cannot be read: {error}") from error
    start = data.lstrip()[:15].lower()
    if start.startswith(b"{"):
        lines = [line for line in data.split(b"\n") if line.strip()]
        if len(lines) > 1:
            raise RunError(f"standard input holds {len(lines)} rows; give it only one")
        return WorkItem("-", "-", "jsonl", lines[0])
    return WorkItem("-", "-", "html" if start.startswith((b"<!doctype html", b"<html")) else "text", data)
