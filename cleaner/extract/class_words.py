"""
Words in class names, ids and roles of elements, by what they say about them; and tags that say the same.

Figures are what three sets of news pages lose without the words, as in `thresholds`: points of entirely clean pages and
thousandths of F1, first | second | third set. (+) means measured before the last changes to lists and closing notes.
What shows no worth there says why it is kept.
"""

from __future__ import annotations

from .tags import word_set

NOISE_WORDS = {
    # (+) Clean 0 | 1 | 0, F1 1 | 0 | 0.
    "related": word_set(
        "related readmore recommended recommendation recommendations recirc recirculation trending mostread outbrain "
        "taboola promo promos promoted teaser teasers crosslink"
    ),
    # (+) Clean 0 | 1 | 0.
    "newsletter": word_set(
        "newsletter newsletters subscribe subscription signup optin paywallbox mailchimp donate donation cta"
    ),
    # Clean 1 | 0 | 0. With `embed`, `twitter` and the like, F1 2 less on the third (+): posts that are the story.
    "share": word_set("share sharing sharebar social socials addtoany addthis follow"),
    # (+) F1 1 | 1 | 0.
    "byline": word_set("byline bylines author authors bio contributor avatar dateline timestamp pubdate meta metadata"),
    # Clean 1 | 1 | 0, F1 6 | 2 | 1.
    "caption": word_set(
        "caption captions figcaption credit credits gallery slideshow lightbox player image images imagery img photo "
        "photos photogallery picture pictures video videos attachment carousel slider"
    ),
    # None on recent news, whose comments are loaded by scripts; .3 F1 on pages of 2011.
    "comment": word_set("comment comments disqus respond"),
    # None: their lines are links and go as such. Kept for pages whose tags are not links.
    "tags": word_set("tag tags topics keywords breadcrumb breadcrumbs"),
    # None: scripts load what is shown. Kept for the labels in the source.
    "advert": word_set(
        "ad ads advert advertisement advertising adslot dfp sponsor sponsored werbung anzeige publicidad banner"
    ),
    # (+) F1 1 | 0 | 0.
    "navigation": word_set(
        "nav navigation menu masthead pagination pager toolbar cookie consent modal popup overlay tooltip toc"
    ),
    # (+) Clean 0 | 1 | 0, F1 0 | 1 | 0.
    "aside": word_set(
        "sidebar infobox factbox pullquote disclaimer copyright poll quiz placeholder affiliate disclosure"
    ),
}
"""Words in the names of elements that hold no body, by kind of noise."""

NOISE_KIND_OF_WORD = {word: kind for kind, words in NOISE_WORDS.items() for word in words}

AMBIGUOUS_KINDS = ("related", "caption")
"""Kinds of noise whose words body elements use too. Biographies and small print often share the body's markup."""

HIDDEN_WORDS = word_set("hidden invisible")
"""Words that say that an element is not shown. (+) Clean 1 | 1 | 0, F1 2 | 2 | 0."""

HIDDEN_PART_WORDS = word_set("label")
"""With such a word in the same class name, only a part of the element is hidden. Keeps 5 more of 2,171 body phrases."""

NOISE_TAGS = word_set("aside nav footer form figure figcaption button dialog label fieldset menu")
"""Tags of elements that hold no body. (+) Clean 1 | 2 | 0, F1 1 | 1 | 0."""

NO_CONTAINER_WORDS = word_set(
    "comment comments disqus sidebar related footer nav navigation menu recommended onetrust ot didomi usercentrics "
    "cmp cookie cookies consent gdpr privacy policy"
)
"""Words in the names of elements that cannot be the container while they hold a minor part of the text."""

NEVER_CONTAINER_WORDS = word_set("comment comments disqus onetrust cookie cookies consent gdpr")
"""Those of them whose elements can hold most of a page's text without being its article."""

SURE_STANDFIRST_WORDS = word_set(
    "standfirst strapline subtitle subheadline subheading subhead subline sub dek excerpt abstract summary chapeau "
    "vorspann sapo epigraph ingress preamble einleitung perex manchet sommario sottotitolo subtitulo bajada entradilla "
    "copete"
)
"""Words that name a standfirst whatever the elements around it are: `media__summary` is the summary, not the image."""

STANDFIRST_WORDS = SURE_STANDFIRST_WORDS | word_set("deck lead lede intro teaser description")
"""Words in the names of standfirsts. The standfirst as a field: clean 16 | 32 | 2, F1 5 | 13 | 0."""

NOT_STANDFIRST_WORDS = word_set(
    "caption captions figcaption credit credits image photo img picture author authors byline bylines bio share "
    "sharing social comment comments ad ads advert newsletter related breadcrumb breadcrumbs tags timestamp date meta "
    "media video gallery"
)
NOT_STANDFIRST_TAGS = word_set("figure figcaption nav aside button li form")
"""Words and tags of elements whose text is not a standfirst. Not measured by themselves."""
