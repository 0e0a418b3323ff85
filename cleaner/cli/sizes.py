"""Sizes on the command line: `500M`, `2G`."""

from __future__ import annotations

import re

import click

_SIZE = re.compile(r"([0-9]+)([KMGT]?)(i?B)?", re.IGNORECASE)
_FACTORS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40}


class Size(click.ParamType[int]):
    """A number of bytes, optionally with K, M, G or T for powers of 1,024."""

    name = "size"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """
        The size in bytes.

        >>> Size().convert("2G", None, None)
        2147483648
        """
        if isinstance(value, int):
            return value
        match = _SIZE.fullmatch(str(value))
        if not match:
            self.fail(
                f"{value!r} is not a size; write bytes, or K, M, G or T behind a number, such as 500M", param, ctx
            )
        return int(match[1]) * _FACTORS[match[2].upper()]
