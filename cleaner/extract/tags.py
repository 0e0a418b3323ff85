"""What the tags of HTML mean for reading text: facts of the standard, nothing measured."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """
    A set of words, written as text.

    >>> sorted(word_set("ul ol"))
    ['ol', 'ul']
    """
    return frozenset(text.split())


BLOCK_TAGS = word_set(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr label legend li main menu nav ol p pre search section "
    "summary table tbody td tfoot th thead tr ul"
)
"""Block-level elements: each starts a new line."""

SILENT_TAGS = word_set(
    "applet area audio base canvas embed frame frameset head iframe link map math meta noembed noframes noscript "
    "object optgroup option param progress script select source style svg template textarea title track video xmp"
)
"""Elements whose content is never read as text."""

MEDIA_TAGS = word_set("iframe video audio img picture amp-img")

HEADING_TAGS = word_set("h1 h2 h3 h4 h5 h6")
SUBHEADING_TAGS = word_set("h2 h3 h4")

PARAGRAPH_TAGS = word_set("p li blockquote td dd pre h4")
"""Elements whose text counts for the element around them."""

CELL_TAGS = word_set("li dd dt td th")

LIST_TAGS = word_set("ul ol dl")

LIST_PART_TAGS = word_set("ul ol dl li table thead tbody tfoot tr td th dd")
"""Elements between an item or a cell and the element around the whole list or table."""

FORMATTING_TAGS = word_set("a b big code em font i nobr s small strike strong tt u")
"""Elements that the parser opens again in every later paragraph until they are closed."""

NON_NESTING_TAGS = word_set(
    "area base br col embed hr img input link meta param source track wbr "
    "p li dd dt option tr td th thead tbody tfoot html head body"
)
"""Void elements, and those that the next one of their kind closes."""
