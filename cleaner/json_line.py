"""What every written line has in common: JSON on one line, and fields that carry their meaning and their limits."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Annotated, Any, Self, TypeVar

import msgspec
from msgspec import Meta, Struct

_T = TypeVar("_T")


def doc(meaning: str, **limits: Any) -> Meta:
    """What a field means, and what its type alone does not say of its values."""
    return Meta(description=meaning, **limits)


def one_of(words: Collection[str]) -> Meta:
    """A closed list of words. The schema says so; decoding takes any text, because other versions may know other words."""
    return Meta(extra_json_schema={"enum": list(words)})


Count = Annotated[int, Meta(ge=0)]
Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
IsoDate = Annotated[str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}")]


class JsonLine(Struct, frozen=True):
    """One line of JSONL."""

    def to_json(self) -> bytes:
        """The line in UTF-8 with its line end. Raises UnicodeEncodeError if a text holds a lone surrogate."""
        return ENCODER.encode(self) + b"\n"

    def to_dict(self) -> dict[str, Any]:
        """The line as plain dictionaries, lists, texts and numbers."""
        values: dict[str, Any] = msgspec.to_builtins(self)
        return values

    @classmethod
    def from_json(cls, line: bytes) -> Self:
        """
        The value that a line holds. Raises msgspec.DecodeError (a ValueError), which says where and what would be right.

        >>> from cleaner.record import Record
        >>> Record.from_json(b'{"id": "a", "text": "b", "metadata": {"authors": [7]}}')
        Traceback (most recent call last):
        msgspec.ValidationError: Expected `str`, got `int` - at `$.metadata.authors[0]`
        """
        return decode_line(line, cls)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """The value that `to_dict` gave. Raises msgspec.DecodeError (a ValueError) as `from_json` does."""
        return cls.from_json(ENCODER.encode(values))


def decode_line(line: bytes, kind: type[_T]) -> _T:
    """A value of a class, from JSON. Raises msgspec.DecodeError, also where values are nested too deep to be read."""
    try:
        return msgspec.json.decode(line, type=kind)
    except RecursionError:
        raise msgspec.DecodeError("JSON is nested too deep") from None


ENCODER = msgspec.json.Encoder()
