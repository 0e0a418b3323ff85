"""What a rule can be about: the kinds of cruft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

KINDS: Mapping[str, str] = {
    "byline": "who wrote it",
    "dateline": "a news agency's opening words: place, date, agency",
    "agency": "the agency that a text is from, on a line of its own",
    "contributor-credit": "who else worked on it: reporting, writing, editing, desk initials",
    "title": "the headline, repeated in the text",
    "standfirst": "the summary under the headline",
    "key-points": "a box with the main points",
    "caption": "the text under a picture",
    "image-credit": "whose picture it is",
    "date": "when it was published or changed",
    "reading-time": "how long it takes to read",
    "brand": "the publisher's name on a line of its own",
    "newsletter": "an invitation to a newsletter",
    "share": "share, save and print buttons",
    "app-promo": "an invitation to an app",
    "podcast-promo": "an invitation to a podcast, a programme, a channel",
    "subscription": "an invitation to pay, give or become a member",
    "related": "links to other articles",
    "advert": "advertising, and the word that announces it",
    "cookie": "consent to cookies",
    "comments": "readers' comments and the invitation to them",
    "tags": "keywords and sections",
    "disclaimer": "what the publisher takes no responsibility for",
    "copyright": "who holds the rights",
    "contact": "how to reach the newsroom",
    "navigation": "menus, breadcrumbs, next and previous",
    "live-marker": "signs of running coverage: live, updated, developing",
    "author-bio": "who the author is",
    "correction": "what was corrected",
    "other": "cruft of any other kind",
}
"""Each kind and its meaning. Whoever runs the rules can choose kinds that stay."""


def list_of_names(names: str | Iterable[str]) -> list[str]:
    """
    Names as a list, also from a text with commas.

    >>> list_of_names("byline, caption"), list_of_names(["byline"])
    (['byline', 'caption'], ['byline'])
    """
    listed = names.split(",") if isinstance(names, str) else names
    return [name.strip() for name in listed if name.strip()]


def checked_kinds(kinds: str | Iterable[str]) -> list[str]:
    """
    Kinds as a list, also from a text with commas.

    >>> checked_kinds("byline,captions")
    Traceback (most recent call last):
    ValueError: there is no kind 'captions'; use byline, dateline, ...
    """
    names = list_of_names(kinds)
    unknown = [name for name in names if name not in KINDS]
    if unknown:
        raise ValueError(f"there is no kind {', '.join(map(repr, unknown))}; use {', '.join(KINDS)}")
    return names
