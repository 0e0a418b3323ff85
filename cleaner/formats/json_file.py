"""JSON that this program or its user wrote: where it is broken, the operator must act, so every error is a RunError."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from ..errors import RunError
from .compression import open_file, read_errors


def json_value(data: bytes, place: str) -> Any:
    """The value of some JSON. Raises RunError, with `place` to find it by, where it is broken."""
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise RunError(f"{place}: not valid JSON: {error}") from None


def json_object(data: bytes, place: str) -> dict[str, Any]:
    """The object of some JSON. Raises RunError where it is broken or anything else."""
    value = json_value(data, place)
    if not isinstance(value, dict):
        raise RunError(f"{place}: not a JSON object")
    return value


def read_objects(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file, also a compressed one, in order; blank lines are skipped. Raises RunError."""
    try:
        with open_file(str(path)) as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield json_object(line, f"{path}:{number}")
    except read_errors() as error:
        raise RunError(f"{path} cannot be read: {error}") from error
