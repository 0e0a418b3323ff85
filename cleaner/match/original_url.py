"""
The original URL of a page that was fetched from a web archive, through AMP or from a search engine's cache, and its host.

The web archives' term for it is *original resource* (RFC 7089, Memento).
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

WEB_ARCHIVE = re.compile(
    r"^https?://(?:web\.archive\.org/web/[0-9a-z_*]+|archive\.(?:today|is|ph|md|li|vn|fo)/(?:[0-9.-]+|newest))/(.+)$",
    re.I,
)
GOOGLE_AMP = re.compile(r"^https?://(?:www\.)?google\.[a-z.]+/amp/s?/?(.+)$", re.I)
GOOGLE_CACHE = re.compile(
    r"^https?://webcache\.googleusercontent\.com/search\?q=cache:(?:[\w-]+:)?(.+?)(?:[+&].*)?$", re.I
)
AMP_CACHE = re.compile(r"^https?://cdn\.ampproject\.org/[a-z]/(?:s/)?(.+)$", re.I)
AMP_CACHE_HOST = re.compile(r"^(?P<host>[a-z0-9-]+)\.cdn\.ampproject\.org$", re.I)
WITHOUT_SCHEME = re.compile(r"(?://)?[\w-]+(?:\.[\w-]+)+\.?(?:[:/?#]|$)")

MAX_WRAPPERS = 3
"""How deep original URLs are unwrapped: an archive may hold an AMP page from a cache."""


def original_url(url: str) -> str:
    """
    A page's own URL, out of that of a web archive, AMP or cache.

    >>> original_url("https://web.archive.org/web/20240101000000/https://www.example.com/a")
    'https://www.example.com/a'
    """
    if WITHOUT_SCHEME.match(url):
        url = f"https://{url.removeprefix('//')}"
    for _ in range(MAX_WRAPPERS):
        match = WEB_ARCHIVE.match(url) or GOOGLE_AMP.match(url) or AMP_CACHE.match(url) or GOOGLE_CACHE.match(url)
        if not match:
            break
        url = unquote(match[1])
        if "://" not in url:
            url = f"https://{url}"
    return url


def host_of(url: str) -> str:
    """
    The host of a page's original URL, in lower case and without `www.`; "" if there is none.

    >>> host_of("https://www.example.co.uk/x"), host_of("https://www-example-com.cdn.ampproject.org/c/s/a"), host_of("x")
    ('example.co.uk', 'example.com', '')
    """
    try:
        host = (urlsplit(original_url(url.strip())).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""
    amp = AMP_CACHE_HOST.match(host)
    if amp:
        # AMP writes a dot as one hyphen and a hyphen as two.
        host = amp["host"].replace("--", "\0").replace("-", ".").replace("\0", "-")
    return host.removeprefix("www.")
