"""
The words of the rule language that are not keys: what the kinds of cruft are, and which fields a rule can lift into.
"""

from __future__ import annotations

from ..record_fields import RECORD_FIELDS
from .grammar import Key

KIND_MEANINGS = {
    "byline": "who wrote it",
    "dateline": "a news agency's first words: place, date, agency",
    "agency": "the agency that a text is from, on a line of its own",
    "contributor-credit": "who else worked on it: reporting, writing, editing, desk initials",
    "title": "the headline, where it stands in the text",
    "standfirst": "the summary under the headline",
    "key-points": "a box with the main points",
    "caption": "what stands under a picture",
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
    "advert": "advertising and the word for it",
    "cookie": "consent to cookies",
    "comments": "readers' comments and the invitation to them",
    "tags": "keywords and sections",
    "disclaimer": "what the publisher does not answer for",
    "copyright": "who holds the rights",
    "contact": "how to reach the newsroom",
    "navigation": "menus, breadcrumbs, next and previous",
    "live-marker": "marks of running coverage: live, updated, developing",
    "author-bio": "who the author is",
    "correction": "what was corrected",
    "other": "cruft of no kind above",
}
"""Each kind in a few words."""

LIFT_KEYS = tuple(
    Key(field.name, field.lift.kind, field.meaning, field.lift.example) for field in RECORD_FIELDS if field.lift
)
"""The keys of `lift:`: the fields of a record that rules can lift into."""
