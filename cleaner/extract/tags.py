"""What the tags of HTML mean for reading text. Facts of the standard; what was measured stands in `thresholds`."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """
    A set written as text.

    >>> sorted(words("ul ol"))
    ['ol', 'ul']
    """
    return frozenset(text.split())


BLOCK_TAGS = words(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr label legend li main menu nav ol p pre search section "
    "summary table tbody td tfoot th thead tr ul"
)
"""Elements that begin a line of their own."""

SILENT_TAGS = words(
    "applet area audio base canvas embed frame frameset head iframe link map math meta noembed noframes noscript "
    "object optgroup option param progress script select source style svg template textarea title track video xmp"
)
"""Elements whose content is never read as text."""

MEDIA_TAGS = words("iframe video audio img picture amp-img")

HEADINGS = words("h1 h2 h3 h4 h5 h6")

PARAGRAPHS = words("p li blockquote td dd pre h4")
"""Elements whose text counts for the box around them."""

CELLS = words("li dd dt td th")

LISTS = words("ul ol dl")

LIST_PARTS = words("ul ol dl li table thead tbody tfoot tr td th dd")
"""Elements between an item or a cell and the box around the whole list or table."""

FORMATTING = words("a b big code em font i nobr s small strike strong tt u")
"""Elements that the parser opens again in every later paragraph as long as they are not closed."""

NEVER_NESTS = words(
    "area base br col embed hr img input link meta param source track wbr "
    "p li dd dt option tr td th thead tbody tfoot html head body"
)
"""Void elements, and those that their successors close."""
