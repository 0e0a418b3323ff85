"""How far a run is, as its runner tells whoever shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class RunProgress(NamedTuple):
    """
    The documents finished so far, those of earlier sessions included, and the share of the input, by bytes and from 0 to 1,
    that they were.
    """

    documents: int
    share: float


Advance = Callable[[RunProgress], None]
"""Takes the progress of a run: often, at least once a second, also while nothing finishes; first of all at the start."""
