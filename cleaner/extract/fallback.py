"""
Whether the structure has found the wrong thing, or next to nothing: the pages on which another extractor is asked.

An article says what its headline and its description say. And a page of which little text was kept either is a page of
little text or was misread.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .boundaries import headline
from .by_structure import Body
from .page_index import fold

ANNOUNCEMENT = 400
"""Characters of a headline or description whose words are looked for."""

_WIDE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+")


def is_doubtful(body: Body) -> bool:
    """Whether nothing was kept, or little of the page's text, or a text that shares no words with its announcement."""
    view = body.view
    table = view.table
    pieces = view.tree.pieces
    kept = sum(pieces[at].size for at in body.kept)
    prose = sum(piece.size for piece in pieces if piece.link < table.link_poor and piece.size >= table.prose)
    if kept < table.little * prose or not body.kept:
        return True
    return all(share < table.announced for share in announced(body, [pieces[at].text for at in body.kept]))


def is_better(body: Body, texts: Sequence[str]) -> bool:
    """Whether these texts say more of what the page announces than the kept pieces do; where neither, the longer."""
    own = [body.view.tree.pieces[at].text for at in body.kept]
    mine, other = sum(announced(body, own)), sum(announced(body, texts))
    return bool(texts) and (other > mine or (other == mine and sum(map(len, texts)) > sum(map(len, own))))


def announced(body: Body, texts: Sequence[str]) -> tuple[float, float]:
    """The shares of the headline's and of the description's words that stand in the texts; 1 where there are none."""
    view = body.view
    top = headline(view)
    title = view.folded[top] if top >= 0 else next(iter(view.titles), "")
    text = fold(" ".join(texts))
    return _share(title, text), _share(next(iter(view.descriptions), ""), text)


def _share(announcement: str, text: str) -> float:
    words = _words(announcement)
    return sum(word in text for word in words) / len(words) if words else 1.0


def _words(text: str) -> list[str]:
    """Words of four letters and more; of scripts without spaces, pairs of characters."""
    text = text[:ANNOUNCEMENT]
    pairs = [run[at : at + 2] for run in _WIDE.findall(text) for at in range(len(run) - 1)]
    return pairs or [word for word in text.split() if len(word) >= 4]
