"""
The rules of page structure as a table: what the words in class names mean, which tags carry no body, from what share
on something counts. Everything that was measured stands here; the other modules say only how it is applied.
"""

from __future__ import annotations

from dataclasses import dataclass

from .tags import words

NOISE = {
    "related": words(
        "related readmore recommended recommendation recommendations recirc recirculation trending mostread outbrain "
        "taboola promo promos promoted teaser teasers crosslink"
    ),
    "newsletter": words(
        "newsletter newsletters subscribe subscription signup optin paywallbox mailchimp donate donation cta"
    ),
    "share": words("share sharing sharebar social socials addtoany addthis follow twitter instagram tiktok embed"),
    "byline": words("byline bylines author authors bio contributor avatar dateline timestamp pubdate meta metadata"),
    "caption": words(
        "caption captions figcaption credit credits gallery slideshow lightbox player image images imagery img photo "
        "photos photogallery picture pictures video videos attachment carousel slider"
    ),
    "comment": words("comment comments disqus respond"),
    "tags": words("tag tags topics keywords breadcrumb breadcrumbs"),
    "advert": words(
        "ad ads advert advertisement advertising adslot dfp sponsor sponsored werbung anzeige publicidad banner"
    ),
    "navigation": words(
        "nav navigation menu masthead pagination pager toolbar cookie consent modal popup overlay tooltip toc"
    ),
    "aside": words("sidebar infobox factbox pullquote disclaimer copyright poll quiz"),
}
"""Words in class names of boxes that carry no body, by what the box is."""

HIDDEN = words("hidden invisible")
"""Words in class names that say that a box is not shown."""

NOISE_TAGS = words("aside nav footer form figure figcaption button dialog label fieldset menu")

NO_CONTAINER = words(
    "comment comments disqus sidebar related footer nav navigation menu recommended onetrust ot didomi usercentrics "
    "cmp cookie cookies consent gdpr privacy policy"
)
NEVER_CONTAINER = words("comment comments disqus onetrust cookie cookies consent gdpr")

STANDFIRST = words(
    "standfirst subtitle subheadline subhead dek deck lead lede intro teaser description summary excerpt abstract "
    "chapeau vorspann sapo sub subheading"
)

NOT_STANDFIRST = words(
    "caption captions figcaption credit credits image photo img picture author authors byline bylines bio share "
    "sharing social comment comments ad ads advert newsletter related breadcrumb breadcrumbs tags timestamp date meta "
    "media video gallery"
)
NOT_STANDFIRST_TAGS = words("figure figcaption nav aside button li form")


@dataclass(frozen=True, slots=True)
class Table:
    """Thresholds. Shares are of 1, sizes in letters (those of Chinese, Japanese and Thai count three)."""

    long: int = 80
    link_poor: float = 0.35
    weight_cap: int = 1000
    decay: float = 0.7
    levels: int = 3
    title_word: float = 0.5
    climb_gain: float = 0.06
    climb_cost: float = 0.35
    minor: float = 0.5
    minor_outside: float = 0.4
    never_container: float = 0.9
    link_line: float = 0.8
    link_short: float = 0.5
    link_short_size: int = 250
    link_list: float = 0.4
    main_parent: float = 0.06
    main_shape: float = 0.5
    jsonld_share: float = 0.7
    guard: float = 0.4
    cards: int = 3
    card_size: int = 800
    run: int = 3
    orphan_parent: float = 0.2
    italic: float = 0.8
    run_link: float = 0.2
    repeat_size: int = 60
    prose: int = 30
    little: float = 0.25
    announced: float = 0.35


TABLE = Table()
