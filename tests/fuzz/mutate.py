"""Seeded mutation: the same dice make the same cases on every machine."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from copy import deepcopy
from random import Random
from typing import Any

MAX_BYTES = 100_000
"""No case is larger: repeated repetition would only test the machine's memory."""

EDGES = (
    b"", b"\x00", b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xe2\x80\xa8",
    b"\xc3\xa2\xe2\x82\xac", b"\r", b"\n", b"\r\n", b"\x1b$B", b"~{", b"\x85", b"\xc2\xa0", b"\xe2\x80\x8b",
    b"\xe2\x80\xae", b"&amp;", b"-1", b"0", b"1e999", b"99999999999999999999", b"\\ud800", b"\\u0000", b"null",
    b"true", b"{", b"}", b"[", b"]", b'"', b"'", b"\\", b",", b":", b"<", b">",
)  # fmt: skip
"""What reads badly somewhere: marks, ends of lines, escapes, half a surrogate pair, numbers without end, brackets."""

Step = Callable[[bytes, Sequence[bytes], Random], bytes]


def mutated(seeds: Sequence[bytes], tokens: Sequence[bytes], dice: Random) -> bytes:
    """A seed after one to eight random steps. `tokens` are scraps of the language that the seeds are written in."""
    data = dice.choice(seeds)
    words = [*EDGES, *tokens] if dice.random() < 0.9 else seeds
    for _ in range(1 << dice.randrange(4)):
        data = dice.choice(STEPS)(data, words, dice)[:MAX_BYTES]
    return data


def _slice(data: bytes, dice: Random) -> tuple[int, int]:
    """A stretch of the data: short ones are as likely as long ones."""
    start = dice.randint(0, len(data))
    return start, min(len(data), start + dice.randint(0, 1 << dice.randrange(12)))


def _flip(data: bytes, _: Sequence[bytes], dice: Random) -> bytes:
    if not data:
        return data
    at = dice.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << dice.randrange(8)]) + data[at + 1 :]


def _insert(data: bytes, words: Sequence[bytes], dice: Random) -> bytes:
    at = dice.randint(0, len(data))
    return data[:at] + dice.choice(words) + data[at:]


def _replace(data: bytes, words: Sequence[bytes], dice: Random) -> bytes:
    start, end = _slice(data, dice)
    return data[:start] + dice.choice(words) + data[end:]


def _remove(data: bytes, _: Sequence[bytes], dice: Random) -> bytes:
    start, end = _slice(data, dice)
    return data[:start] + data[end:]


def _repeat(data: bytes, _: Sequence[bytes], dice: Random) -> bytes:
    start, end = _slice(data, dice)
    return data[:start] + data[start:end] * dice.choice((2, 3, 20, 500)) + data[end:]


def _move(data: bytes, _: Sequence[bytes], dice: Random) -> bytes:
    start, end = _slice(data, dice)
    rest = data[:start] + data[end:]
    at = dice.randint(0, len(rest))
    return rest[:at] + data[start:end] + rest[at:]


def _cut_off(data: bytes, _: Sequence[bytes], dice: Random) -> bytes:
    return data[: dice.randint(0, len(data))]


def _noise(data: bytes, _: Sequence[bytes], dice: Random) -> bytes:
    at = dice.randint(0, len(data))
    return data[:at] + dice.randbytes(dice.randint(1, 8)) + data[at:]


STEPS: tuple[Step, ...] = (_flip, _insert, _insert, _replace, _remove, _repeat, _move, _cut_off, _noise)

VALUES: tuple[Any, ...] = (
    None, True, 0, 1, -1, 7, 1 << 31, 1 << 63, 1 << 70, 0.5, 1e300, "", "a", "\n", "é", "\u2028", "0" * 200, "zz", "utf-16",
    "rot13", "idna", "undefined", "unicode_escape", [], {}, [0], [[0, "\n"]], [[-1, "a"]], [[1 << 40, "\n"]],
)  # fmt: skip
"""What another program, or a tired person, might put in a value's place."""


def mutated_json(line: bytes, dice: Random) -> bytes:
    """A line of JSON with some of its values replaced, removed, doubled or swapped, at any depth."""
    root = [json.loads(line)]
    for _ in range(dice.randint(1, 3)):
        places = list(_places(root))
        holder, key = dice.choice(places)
        other, other_key = dice.choice(places)
        step = dice.randrange(5)
        if step == 0:
            holder[key] = deepcopy(dice.choice(VALUES))
        elif step == 1:
            holder[key] = _near(holder[key], dice)
        elif step == 2:
            holder[key] = deepcopy(other[other_key])
        elif step == 3 and holder is not root:
            del holder[key]
        elif isinstance(holder[key], list):
            holder[key] = deepcopy(holder[key]) + holder[key]
    return json.dumps(root[0]).encode() + b"\n"


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every holder in a tree of JSON with each of its keys."""
    if isinstance(value, dict):
        keys: list[Any] = list(value)
    else:
        keys = list(range(len(value))) if isinstance(value, list) else []
    return [(value, key) for key in keys] + [place for key in keys for place in _places(value[key])]


def _near(value: Any, dice: Random) -> Any:
    """A value of the same type, a little off."""
    if isinstance(value, bool) or value is None:
        return not value
    if isinstance(value, int | float):
        return value + dice.choice((-1, 1, 2, -100, 1000))
    if isinstance(value, str):
        return mutated([value.encode()], [], dice).decode("utf-8", "replace")
    return value[::-1] if isinstance(value, list) else value
