"""
Six small packs, one for each thing that a pack can be asked to do: a fragment that others use, a taker of it, a pack that
cuts nothing, a title without a mark, an image's credit, and a long closing block. They pass what ours must pass.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.packs.lint_targets import lint_targets
from cleaner.packs.load import load
from cleaner.proof.goldens import result
from cleaner.proof.lint import lint
from cleaner.proof.lint.subject import Subject
from cleaner.proof.pack_tests import prove
from cleaner.proof.survivors import example_reader
from cleaner.rule.model import RulePack

from . import bundled

FOLDER = Path(__file__).parent / "worked"
SHELF = lint_targets([FOLDER])
BOOK = load([FOLDER], own=False)


@pytest.mark.parametrize("pack", SHELF.named, ids=lambda pack: pack.short)
def test_a_worked_pack_lints_clean(pack: RulePack) -> None:
    others = tuple(other for other in SHELF.packs if other is not pack)
    texts = ((pack.file, Path(pack.file).read_text("utf-8")),)
    assert not [str(one) for one in lint(Subject(pack, texts, others, example_reader))]


def test_every_example_and_every_place_of_the_worked_packs_holds() -> None:
    proof = prove(list(BOOK.packs.values()), [], BOOK)
    assert len(BOOK.packs) == 6
    assert proof.examples + proof.places > 50
    assert not proof.findings


@pytest.mark.parametrize("publisher", bundled.PUBLISHERS)
def test_the_worked_packs_leave_the_article_of_each_sample_and_nothing_else(publisher: str) -> None:
    golden = bundled.sample(publisher)
    assert golden.expected is not None
    assert result(golden.raw, BOOK)["text"] == golden.expected["text"]
