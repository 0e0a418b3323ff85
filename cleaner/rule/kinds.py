"""
The words of the rule language that are not keys: what the kinds of cruft are, and which fields a rule can lift into.
"""

from __future__ import annotations

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

FIELDS = (
    Key("title", "text", "The headline.", "text"),
    Key("standfirst", "text", "The summary under the headline.", "text"),
    Key("authors", "names", "The persons of the byline.", "names"),
    Key("contributors", "names", "Everyone whom a closing credit names.", "names"),
    Key("agencies", "texts", "News agencies, from datelines and credits.", '{group: agencies, split: ","}'),
    Key("image_credits", "texts", "Whose pictures they are.", "credit"),
    Key("captions", "texts", "What stands under pictures.", "text"),
    Key("key_points", "texts", "The main points of a box.", '{each: "•"}'),
    Key("reading_minutes", "int", "How many minutes it takes to read.", "minutes"),
    Key("created", "date", "The publication's date, where the text has it as ISO 8601.", "date"),
    Key("dateline.place", "text", "Where the agency's reporter was.", "place"),
    Key("dateline.date", "text", "When, as it stands in the text.", "date"),
    Key("dateline.agency", "text", "For which agency.", "agency"),
)
"""The fields that a rule can lift into: names are lists of persons and are cut at the word for *and* as well."""
