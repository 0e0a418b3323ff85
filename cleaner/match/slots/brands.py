"""What a publisher is called: by its pack, and by the source and the address that came with a text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from ..original_url import host_of

SECOND_LEVELS = frozenset(("co", "com", "net", "org", "gov", "edu", "ac", "or", "ne", "gob", "gouv"))
"""What stands before a country in domains: `co.uk`, `net.au`."""

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def brands_of(names: Iterable[str]) -> frozenset[str]:
    """
    The brands that names of a publisher give, as `is_brand` compares them. A name may be a domain or a URL.

    >>> sorted(brands_of(["The Harbour Post", "www.bell.co.example", "bell.com.au"]))
    ['bell', 'bellcoexample', 'bellcomau', 'harbourpost', 'theharbourpost']
    """
    hosts = {name: host_of(name) for name in names if name}
    return frozenset(
        form for name, host in hosts.items() for part in (name, host, _bare(host)) for form in _forms(part)
    )


def is_brand(value: str, brands: frozenset[str]) -> bool:
    """
    Whether a value names one of the brands: case, accents, spaces, signs and the article in front do not count.

    >>> [is_brand(name, brands_of(["sueddeutsche.example", "Bell"])) for name in ("Süddeutsche", "THE BELL", "Bells")]
    [True, True, False]
    """
    return bool(brands) and not brands.isdisjoint(_forms(value))


def _bare(host: str) -> str:
    """A host without what is before and after its own name; "" if it has none."""
    labels = host.split(".")[:-1]
    if len(labels) > 1 and labels[-1] in SECOND_LEVELS:
        del labels[-1]
    return labels[-1] if labels else ""


def _forms(name: str) -> set[str]:
    low = name.casefold().removeprefix("www.")
    forms = {_letters(low), _letters(low.translate(UMLAUTS)), _letters(low.removeprefix("the "))}
    return forms - {""}


def _letters(text: str) -> str:
    if not text.isascii():
        text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return "".join(filter(str.isalnum, text))
