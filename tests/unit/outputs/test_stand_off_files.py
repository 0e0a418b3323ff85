"""Stand-off tables give the documents again that were written, also if only some of their files have lost the duplicates."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.ledger import Provenance
from cleaner.outputs.stand_off_files import open_stand_off, read_set_apart
from cleaner.stand_off import SetApart, Taken, Tie

TABLES = ("texts", "spans", "ties")


def one(id_: str, *rules: str) -> bytes:
    spans = [Taken(0, 1, "share", rule) for rule in rules]
    return SetApart(
        id_, Provenance("", "", "", "", ""), f"text of {id_}", spans, [Tie("share", rule, "block") for rule in rules]
    ).to_json()


BEFORE = [one("a", "1"), one("a", "2", "3"), one("gone", "4"), one("b"), one("b", "5"), one("c", "6")]
AFTER = [one("a", "1"), one("b"), one("c", "6")]


@pytest.mark.parametrize("renamed", range(len(TABLES) + 1))
def test_a_rename_that_was_interrupted_gives_no_document_the_rows_of_another(tmp_path: Path, renamed: int) -> None:
    for number, table in enumerate(TABLES):
        writer = open_stand_off(tmp_path / table, table)
        for line in AFTER if number < renamed else BEFORE:
            writer.write(line)
        writer.close()
    texts, spans, ties = (tmp_path / table for table in TABLES)
    found = read_set_apart(texts, spans, ties, with_text=True)
    assert list(found) == (AFTER if renamed else BEFORE)
