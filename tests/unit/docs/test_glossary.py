"""The glossary: every word is explained once, and what it names in the code exists."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from cleaner.ledger import Ledger
from cleaner.record import Metadata, Record
from cleaner.rule import grammar
from tests.conftest import ROOT

PAGE = (ROOT / "docs/glossary.md").read_text("utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in PAGE.splitlines() if line.startswith("|")][
    2:
]


def public_names() -> Iterator[str]:
    """Modules, and the classes, functions and constants in them."""
    for path in (ROOT / "cleaner").rglob("*.py"):
        yield path.parent.name if path.stem == "__init__" else path.stem
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
                yield node.name
            elif isinstance(node, (ast.Assign, ast.AnnAssign)):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                yield from (target.id for target in targets if isinstance(target, ast.Name))


def grammar_keys() -> set[str]:
    tables = (value for value in vars(grammar).values() if isinstance(value, (tuple, list)))
    return {key.name for table in tables for key in table if isinstance(key, grammar.Key)}


def names() -> set[str]:
    known = {name for name in public_names() if not name.startswith("_")}
    return known | grammar_keys() | {field for kind in (Record, Metadata, Ledger) for field in kind.__struct_fields__}


def test_what_a_word_is_called_here_exists() -> None:
    used = {name for row in ROWS for name in re.findall("`([^`]+)`", row[1])}
    assert used - names() == set()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_word_has_a_name_here_one_sentence_and_a_name_elsewhere(row: list[str]) -> None:
    word, here, meaning, elsewhere = row
    assert word
    assert here.startswith("`")
    assert meaning.endswith(".")
    assert not re.search(r"\. [A-Z]", meaning)
    assert elsewhere


def test_the_words_are_in_order_and_each_is_there_once() -> None:
    words = [row[0] for row in ROWS]
    assert words == sorted(set(words))
