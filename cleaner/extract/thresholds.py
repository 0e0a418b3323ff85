"""
The rules of page structure as a table: what words in class names mean, which tags carry no body, from what share on
something counts. What was measured stands here; the other modules say only how it is applied.

Worth is what three sets of news pages (147, 138 and 92 pages with human gold) lose without the entry, in points of
pages that are entirely clean and in thousandths of F1, first set | second | third; `-` where a set gains. A worth of 1
is one page. What shows no worth there and is kept nevertheless says why. Entries marked (+) were measured before the
last changes to lists and closing notes. `docs/decisions/006-pages-without-a-pack.md` has the whole list.
"""

from __future__ import annotations

from dataclasses import dataclass

from .tags import words

NOISE = {
    # (+) clean 0 | 1 | 0, F1 1 | 0 | 0
    "related": words(
        "related readmore recommended recommendation recommendations recirc recirculation trending mostread outbrain "
        "taboola promo promos promoted teaser teasers crosslink"
    ),
    # (+) clean 0 | 1 | 0
    "newsletter": words(
        "newsletter newsletters subscribe subscription signup optin paywallbox mailchimp donate donation cta"
    ),
    # clean 1 | 0 | 0; `embed`, `twitter` and their like cost F1 2 on the third (+): posts that are the story
    "share": words("share sharing sharebar social socials addtoany addthis follow"),
    # (+) F1 1 | 1 | 0
    "byline": words("byline bylines author authors bio contributor avatar dateline timestamp pubdate meta metadata"),
    # clean 1 | 1 | 0, F1 6 | 2 | 1
    "caption": words(
        "caption captions figcaption credit credits gallery slideshow lightbox player image images imagery img photo "
        "photos photogallery picture pictures video videos attachment carousel slider"
    ),
    # none on news of today, whose comments are loaded by script; 0.3 F1 on pages of 2011
    "comment": words("comment comments disqus respond"),
    # none: their lines are links, and go as such; kept for pages whose tags are no links
    "tags": words("tag tags topics keywords breadcrumb breadcrumbs"),
    # none: what is shown comes by script; kept for the labels that stand in the source
    "advert": words(
        "ad ads advert advertisement advertising adslot dfp sponsor sponsored werbung anzeige publicidad banner"
    ),
    # (+) F1 1 | 0 | 0
    "navigation": words(
        "nav navigation menu masthead pagination pager toolbar cookie consent modal popup overlay tooltip toc"
    ),
    # (+) clean 0 | 1 | 0, F1 0 | 1 | 0
    "aside": words("sidebar infobox factbox pullquote disclaimer copyright poll quiz placeholder affiliate disclosure"),
}
"""Words in class names of boxes that carry no body, by what the box is."""

HIDDEN = words("hidden invisible")
"""Words in class names that say that a box is not shown. (+) Clean 1 | 1 | 0, F1 2 | 2 | 0."""

HIDDEN_PARTS = words("label")
"""In one class name with such a word they say that of a part of the box. Five more of 2,171 phrases that must stay do so."""

NOISE_TAGS = words("aside nav footer form figure figcaption button dialog label fieldset menu")
"""Tags of boxes that carry no body. (+) Clean 1 | 2 | 0, F1 1 | 1 | 0."""

NO_CONTAINER = words(
    "comment comments disqus sidebar related footer nav navigation menu recommended onetrust ot didomi usercentrics "
    "cmp cookie cookies consent gdpr privacy policy"
)
"""Words in names of boxes in which the container is not looked for, while they hold a minor part of the text."""

NEVER_CONTAINER = words("comment comments disqus onetrust cookie cookies consent gdpr")
"""Of these, the ones that can hold most of a page's text and still not be its article."""

SURELY_STANDFIRST = words(
    "standfirst strapline subtitle subheadline subheading subhead subline sub dek excerpt abstract summary chapeau "
    "vorspann sapo epigraph ingress preamble einleitung perex manchet sommario sottotitolo subtitulo bajada entradilla "
    "copete"
)
"""Words in names that say it whatever the boxes around are called: `media__summary` is the summary, not the picture."""

STANDFIRST = SURELY_STANDFIRST | words("deck lead lede intro teaser description")
"""Words in the names of standfirsts. The standfirst as a field: clean 16 | 32 | 2, F1 5 | 13 | 0."""

NOT_STANDFIRST = words(
    "caption captions figcaption credit credits image photo img picture author authors byline bylines bio share "
    "sharing social comment comments ad ads advert newsletter related breadcrumb breadcrumbs tags timestamp date meta "
    "media video gallery"
)
NOT_STANDFIRST_TAGS = words("figure figcaption nav aside button li form")


@dataclass(frozen=True, slots=True)
class Table:
    """Thresholds. Shares are of 1, sizes in letters (those of Chinese, Japanese, Korean and Thai count three)."""

    # What counts as text. Paragraphs reach 80 letters, labels and teasers' titles do not.
    long: int = 80
    link_poor: float = 0.35
    weight_cap: int = 1000  # one endless piece is a licence or a script, not an article; 3,000: F1 0 | 0 | -4

    # Where the container is: what a paragraph gives the box around it, and those further out.
    decay: float = 0.7
    levels: int = 3
    title_word: float = 0.5  # more weight for each word of the title that a paragraph has, up to four
    climb_gain: float = 0.06  # long text that an outer box must add; .03 the same
    climb_cost: float = 0.35  # share of it in all that it adds; .5: F1 2 | 6 | 0 less, .25: clean 0 | 2 | 0 less

    # A box that holds this share of the long text is not judged by tag or name.
    minor: float = 0.5  # .3: F1 3 | 3 | 0 less
    minor_outside: float = 0.4
    never_container: float = 0.9

    # Lines that are links. The rule (+): clean 1 | 7 | -3, F1 -3 | 3 | 1.
    link_line: float = 0.8
    link_short: float = 0.5
    link_short_size: int = 250

    # Lists that are the article: lines of one shape in a row. No worth on these sets (F1 -1 | 0 | 0): their golds
    # disagree about lists. Kept because dates of a tour and results of a race are the article, not for a number.
    run: int = 3
    run_in_box: int = 6  # lines of one paragraph. Clean 0 | 0 | 1, lost body of the third set one point less
    run_link: float = 0.2

    # What carries the body at its ends. The rule: clean 2 | 5 | 0, F1 2 | 0 | -5.
    main_parent: float = 0.06
    main_shape: float = 0.5

    # JSON-LD's body clips the ends if it covers this share. (+) Clean 1 | 0 | 0.
    jsonld_share: float = 0.7

    # Closing notes in italics with links or without an end: clean 2 | 0 | 0. Whole sentences stay: they name
    # contributors and corrections, which packs have rules for. That costs clean 1 | 2 | -4.
    italic: float = 0.8
    note_link: float = 0.2

    # Headings over what went, unless they stand among the paragraphs. (+) Clean 0 | 1 | 0.
    orphan_parent: float = 0.2

    # A rule that takes more than this of the long text is wrong about the page. .6: F1 -2 | -3 | 12.
    guard: float = 0.4

    # In doubt: kept of all prose, prose being lines from 30 letters on; share of announced words. Together, asked on
    # 4 % and believed on 3 % of 1,664 pages: clean 0 | -1 | 1, F1 0 | 0 | 19. F1 is 9 better
    # on blogs and 1 on pages of 2011, of which it leaves fewer clean.
    prose: int = 30
    little: float = 0.25
    announced: float = 0.35


TABLE = Table()
