"""Every format that results can be written in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from ..errors import RunError
from ..extras import is_installed, need
from .jsonl_files import JsonlWriter, gzip_stream, read_jsonl, zstd_stream
from .output_format import EDITS_TABLE, RESULT_TABLES, LineWriter, OutputFormat
from .parquet_files import open_parquet, read_parquet
from .stand_off_files import open_stand_off


def _plain(path: Path, _: str) -> LineWriter:
    return JsonlWriter(path)


def _gzip(path: Path, _: str) -> LineWriter:
    return JsonlWriter(path, gzip_stream)


def _zstd(path: Path, _: str) -> LineWriter:
    return JsonlWriter(path, zstd_stream)


OUTPUT_FORMATS: Mapping[str, OutputFormat] = {
    "jsonl": OutputFormat(".jsonl", "", RESULT_TABLES, _plain, read_jsonl),
    "jsonl.gz": OutputFormat(".jsonl.gz", "", RESULT_TABLES, _gzip, read_jsonl),
    "jsonl.zst": OutputFormat(".jsonl.zst", "", RESULT_TABLES, _zstd, read_jsonl, ("pyarrow",)),
    "parquet": OutputFormat(
        ".parquet", "parquet", (*RESULT_TABLES, EDITS_TABLE), open_parquet, read_parquet, ("pyarrow",)
    ),
}
"""Each format by its name."""

STAND_OFF_FORMATS: Mapping[str, OutputFormat] = {
    "texts": OutputFormat(
        ".parquet", "stand-off", ("texts", "spans", "ties"), open_stand_off, read_parquet, ("pyarrow",)
    ),
    "ids": OutputFormat(".parquet", "stand-off", ("ids", "spans", "ties"), open_stand_off, read_parquet, ("pyarrow",)),
}
"""What `--stand-off` can ask for."""

FILE_FORMATS: Mapping[str, OutputFormat] = {
    **OUTPUT_FORMATS,
    **{f"stand-off {name}": form for name, form in STAND_OFF_FORMATS.items()},
}
"""All that a run may write beside each other."""


def with_stand_off(to: Iterable[str], stand_off: str) -> tuple[str, ...]:
    """
    The names of the formats of a run in `FILE_FORMATS`, with that of its stand-off tables, if it has any.

    >>> with_stand_off(["jsonl"], "ids")
    ('jsonl', 'stand-off ids')
    """
    return (*to, *([f"stand-off {stand_off}"] if stand_off else []))


USUAL_FORMATS = ("jsonl", "parquet")
"""What a run writes unless it is told: lines for people and pipes, tables for everything that would guess types."""


def usual_formats() -> tuple[str, ...]:
    """Those of `USUAL_FORMATS` that can be written here: without the package for tables, only lines."""
    return tuple(name for name in USUAL_FORMATS if all(map(is_installed, OUTPUT_FORMATS[name].packages)))


def checked_formats(names: Iterable[str]) -> tuple[str, ...]:
    """
    The names of formats, each once, in the order of `OUTPUT_FORMATS`. Raises RunError if one is unknown or needs a package
    that is missing, or if two of them would write the same folder.

    >>> checked_formats(["parquet", "jsonl", "parquet"])
    ('jsonl', 'parquet')
    """
    names = list(names)
    unknown = [name for name in names if name not in OUTPUT_FORMATS]
    if unknown or not names:
        what = f"there is no output format {', '.join(unknown)}" if unknown else "no output format is named"
        raise RunError(f"{what}; use {', '.join(OUTPUT_FORMATS)}")
    chosen = tuple(name for name in OUTPUT_FORMATS if name in names)
    for name in chosen:
        for package in OUTPUT_FORMATS[name].packages:
            need(package, f"writing {name}")
    lines = [name for name in chosen if not OUTPUT_FORMATS[name].folder]
    if len(lines) > 1:
        raise RunError(f"{' and '.join(lines)} would both be written to documents/; choose one of them")
    return chosen
