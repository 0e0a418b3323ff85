"""One document by name: a file, a row of a file, or standard input."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import replace

from ..document import Raw
from ..errors import DocumentError, RunError
from .inputs import Input, inputs
from .jsonl import raw_of
from .work_items import Parcel, parcels

ROW = re.compile(r"(.+)#([1-9][0-9]*)")


def single(name: str, id_: str = "", source: str = "", url: str = "") -> Raw:
    """
    The document that a name means: a file, `FILE#n` for the n-th line of a JSONL file, `-` for standard input.

    `id_` chooses a row by its own id; `source` and `url` are put in place of what came with it. Raises RunError where
    there is no such document, or it cannot be read.
    """
    try:
        raw = _standard(sys.stdin.buffer.read()) if name == "-" else _named(name, id_)
    except DocumentError as error:
        raise RunError(f"{name}: {error.reason}: {error.detail}") from error
    given = {key: value for key, value in (("source", source), ("url", url)) if value}
    return replace(raw, given={**raw.given, **given})


def _named(name: str, id_: str) -> Raw:
    found = ROW.fullmatch(name)
    number = 0
    if found and not os.path.lexists(name):
        name, number = found[1], int(found[2])
    source = _file(name)
    chosen = [parcel for parcel in parcels(source) if not number or parcel.id == f"{source.id}#{number}"]
    raws = [_raw(parcel) for parcel in chosen] if number or source.format != "rows" or id_ else []
    if id_:
        raws = [raw for raw in raws if raw.id == id_]
    if len(raws) == 1:
        return raws[0]
    if source.format == "rows" and not id_ and not number:
        if len(chosen) == 1:
            return _raw(chosen[0])
        raise RunError(f"{name} holds {len(chosen)} rows: say which one, as `{name}#n` or with --id")
    raise RunError(
        f"{name}: {'no row' if not raws else 'more than one row'} has {f'the id {id_}' if id_ else 'this number'}"
    )


def _file(name: str) -> Input:
    if os.path.isdir(name):
        raise RunError(f"{name} is a folder; name one document")
    found = inputs([name])
    if len(found) != 1:
        raise RunError(f"{name} names {len(found)} files; name one document")
    return found[0]


def _raw(parcel: Parcel) -> Raw:
    if parcel.reason:
        raise RunError(f"{parcel.path}: {parcel.reason}: {parcel.detail}")
    if parcel.kind == "row":
        return raw_of(parcel.payload, parcel.id, parcel.path)
    return Raw(parcel.id, parcel.payload, parcel.path, parcel.kind)


def _standard(data: bytes) -> Raw:
    """Standard input: a row where it begins as a JSON object, a page where it begins as one, else text."""
    start = data.lstrip()[:15].lower()
    if start.startswith(b"{"):
        lines = [line for line in data.split(b"\n") if line.strip()]
        if len(lines) > 1:
            raise RunError(f"standard input holds {len(lines)} rows; give it one")
        return raw_of(lines[0], "-", "-")
    return Raw("-", data, "-", "html" if start.startswith((b"<!doctype html", b"<html")) else "text")
