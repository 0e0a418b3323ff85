"""Duplicates are found over all parts, with the first in the order of the plan as the one that stays."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.run import duplicates
from cleaner.run.clean_piece import ROW_BYTES, id_digest
from cleaner.run.duplicates import find_duplicates

PARTS = st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=12), max_size=6)


@given(PARTS)
def test_every_document_but_the_first_with_an_id_is_a_duplicate(parts: list[list[str]]) -> None:
    expected = defaultdict(set)
    seen = set()
    for number, ids in enumerate(parts):
        for row, id_ in enumerate(ids):
            if id_ in seen:
                expected[number].add(row)
            seen.add(id_)
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(duplicates, "ENTRIES_AT_ONCE", 12)
        found = find_duplicates(stored(Path(folder), parts))
    assert {number: its.rows for number, its in found.items()} == dict(expected)
    for number, its in found.items():
        for id_ in set(parts[number]):
            if id_digest(id_) in its.kept:
                first_is_here = not any(id_ in earlier for earlier in parts[:number])
                assert its.kept[id_digest(id_)] == first_is_here


def stored(folder: Path, parts: list[list[str]]) -> list[Path]:
    """The ids of parts as a run stores them."""
    paths = []
    for number, ids in enumerate(parts):
        paths.append(folder / str(number))
        entries = sorted(id_digest(id_) + row.to_bytes(ROW_BYTES) for row, id_ in enumerate(ids))
        paths[-1].write_bytes(b"".join(entries))
    return paths
