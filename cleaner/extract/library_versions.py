"""The versions of the libraries that decide what is extracted."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version

DECIDING_LIBRARIES = ("selectolax", "trafilatura", "resiliparse")


@cache
def versions() -> dict[str, str]:
    """
    Installed versions of the libraries that decide, "" if one is not installed. None of them is imported.

    >>> list(versions())
    ['selectolax', 'trafilatura', 'resiliparse']
    """
    return {name: _version(name) for name in DECIDING_LIBRARIES}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
