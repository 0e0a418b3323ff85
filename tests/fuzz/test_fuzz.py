"""
What strangers write never breaks the program: every input ends as a record or an honest rejection, every pack as rules or
faults with their lines, every changed ledger as the input or a refusal.

The suite tries the same cases each time, as many as take half a minute. To look for new ones, ten minutes in all:

    CLEANER_FUZZ=600 pytest tests/fuzz -n 2

A failure says the seed and the number of its case; `CLEANER_FUZZ_SEED` repeats it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .decoding import DECODING
from .ledgers import LEDGERS
from .packs import PACKS
from .pages import PAGES
from .restoring import RESTORING
from .rows import ROW_FILES
from .target import Target, fuzz

TARGETS = (DECODING, PAGES, PACKS, ROW_FILES, LEDGERS, RESTORING)
SECONDS = float(os.environ.get("CLEANER_FUZZ", "0"))


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_whatever_comes_in_breaks_nothing(target: Target, tmp_path: Path) -> None:
    assert fuzz(target, tmp_path, SECONDS / len(TARGETS)) > 0
