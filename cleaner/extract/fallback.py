"""
Whether the structure found the wrong thing, or next to nothing, so that another extractor should be tried.

An article repeats the words of its headline and its description. And a page of which little text was kept either has
little text or was misread.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .boundaries import find_headline
from .by_structure import Body
from .thresholds import Thresholds
from .wording import comparison_key

_WIDE_RUN = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+")


def is_doubtful(body: Body) -> bool:
    """Whether nothing was kept, or little of the page's prose, or a text with few words of its announcement."""
    thresholds, blocks = body.page_index.thresholds, body.page_index.tree.blocks
    kept_chars = sum(blocks[i].length for i in body.kept)
    prose_chars = sum(
        block.length
        for block in blocks
        if block.link_density < thresholds.max_long_link_density and block.length >= thresholds.min_prose_chars
    )
    if kept_chars < thresholds.min_kept_prose_share * prose_chars or not body.kept:
        return True
    shares = announced_shares(body, [blocks[i].text for i in body.kept])
    return all(share < thresholds.min_announced_share for share in shares)


def is_better(body: Body, texts: Sequence[str]) -> bool:
    """Whether these texts have more of the announced words than the body, or as many and more characters."""
    own = [body.page_index.tree.blocks[i].text for i in body.kept]
    own_share, other_share = sum(announced_shares(body, own)), sum(announced_shares(body, texts))
    is_longer = sum(map(len, texts)) > sum(map(len, own))
    return bool(texts) and (other_share > own_share or (other_share == own_share and is_longer))


def announced_shares(body: Body, texts: Sequence[str]) -> tuple[float, float]:
    """The shares of the headline's and of the description's words that are in the texts; 1 where there are none."""
    index = body.page_index
    headline = find_headline(index)
    title = index.keys[headline] if headline >= 0 else next(iter(index.titles), "")
    key = comparison_key(" ".join(texts))
    description = next(iter(index.descriptions), "")
    return _share(title, key, index.thresholds), _share(description, key, index.thresholds)


def _share(announcement: str, text: str, thresholds: Thresholds) -> float:
    words = _words(announcement[: thresholds.max_announcement_key_chars], thresholds.min_announced_word_chars)
    return sum(word in text for word in words) / len(words) if words else 1.0


def _words(key: str, min_chars: int) -> list[str]:
    """The longer words of a key; of scripts without spaces, pairs of characters."""
    pairs = [run[i : i + 2] for run in _WIDE_RUN.findall(key) for i in range(len(run) - 1)]
    return pairs or [word for word in key.split() if len(word) >= min_chars]
