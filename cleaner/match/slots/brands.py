"""What a publisher is called: by its pack, and by the source and the address that came with a text."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from ..original_url import host_of

SECOND_LEVELS = frozenset(("co", "com", "net", "org", "gov", "edu", "ac", "or", "ne", "gob", "gouv"))
"""What stands before a country in domains: `co.uk`, `net.au`."""

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def is_brand(value: str, called: tuple[str, ...]) -> bool:
    """
    Whether a value names a publisher that is called so, by name, domain or URL: case, accents, spaces, signs and the article in
    front do not count, nor what is before and after a domain's own name.

    >>> names = ("https://www.sueddeutsche.example/a", "The Harbour Post")
    >>> [is_brand(value, names) for value in ("Süddeutsche", "HARBOUR POST", "Post", "sueddeutsche.example")]
    [True, True, False, True]
    """
    return not _brands(called).isdisjoint(_forms(value))


@lru_cache(maxsize=256)  # the slots of one text ask for the same
def _brands(called: tuple[str, ...]) -> frozenset[str]:
    hosts = {name: host_of(name) for name in called if name}
    return frozenset(
        form for name, host in hosts.items() for part in (name, host, _bare(host)) for form in _forms(part)
    )


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
