"""Packages that cleaner does not bring unless one asks for an extra, and what is said where one of them is missing."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec

from .errors import RunError

EXTRAS: Mapping[str, str] = {
    "fastwarc": "warc",
    "fsspec": "fsspec",
    "pyarrow": "parquet",
    "rapidfuzz": "eval",
    "resiliparse": "resiliparse",
    "selectolax": "pages",
}
"""The extra that brings a package. (A test compares it with `pyproject.toml`.)"""

STAGE_EXTRAS: Mapping[str, str] = {
    "datasets": "datasets",
    "datatrove": "datatrove",
    "dolma": "dolma",
    "pandas": "pandas",
    "polars": "polars",
    "pyspark": "spark",
    "ray": "ray",
}
"""
The extra for a package whose pipelines cleaner can be a stage of. Of all commands only `run --engine` needs any, so `all` does
not bring them.
"""


def is_installed(package: str) -> bool:
    """Whether a package can be imported; it is not imported for that."""
    return find_spec(package) is not None


def missing(package: str, what: str) -> RunError:
    """
    The error for something that needs a package which is missing.

    >>> print(missing("pyarrow", "a.parquet: reading parquet"))
    a.parquet: reading parquet needs the package pyarrow: pip install 'corpus-cleaner[parquet]'
    """
    return RunError(f"{what} needs the package {package}: {install({**EXTRAS, **STAGE_EXTRAS}[package])}")


def need(package: str, what: str) -> None:
    """Raise RunError if a package is missing that `what` needs."""
    if not is_installed(package):
        raise missing(package, what)


def install(extra: str) -> str:
    """The command that installs an extra."""
    return f"pip install 'corpus-cleaner[{extra}]'"
