"""What every bundled pack has, so that a pack cannot come without its proof."""

from __future__ import annotations

from pathlib import Path

import yaml

from cleaner.packs.golden_files import INPUT_NAMES, read_goldens
from cleaner.proof.goldens import Golden
from cleaner.rule.model import RulePack

from . import bundled


def without_golden(packs: list[RulePack], goldens: tuple[Golden, ...]) -> list[str]:
    shown = {golden.pack for golden in goldens}
    return [pack.short for pack in packs if pack.short not in shown]


def test_every_pack_has_a_golden() -> None:
    assert not without_golden(bundled.packs(), bundled.goldens())


def test_a_pack_that_comes_without_a_golden_is_noticed() -> None:
    newcomer = RulePack("publishers/new.example", "publisher")
    assert without_golden([*bundled.packs(), newcomer], bundled.goldens()) == ["new.example"]


def test_no_golden_belongs_to_a_pack_that_is_gone() -> None:
    assert not {golden.pack for golden in bundled.goldens()} - {pack.short for pack in bundled.packs()}


def test_every_publisher_has_its_sample_and_two_invented_articles() -> None:
    for publisher in bundled.PUBLISHERS:
        theirs = [golden.case for golden in bundled.goldens() if golden.pack == publisher]
        assert "sample" in theirs
        assert len(theirs) >= 3


def test_every_golden_says_what_it_shows_and_holds_nothing_else() -> None:
    for golden in bundled.goldens():
        folder = Path(golden.folder)
        about = yaml.safe_load((folder / "about.yaml").read_text("utf-8"))
        assert about.keys() == {"shows", "article"}, golden.name
        assert len(about["shows"].split()) > 5, golden.name
        assert about["article"] == ("sample" if golden.case == "sample" else "invented"), golden.name
        assert {path.name for path in folder.iterdir()} - set(INPUT_NAMES) == {"about.yaml", "expected.json"}


def test_samples_are_the_sample_documents_to_the_byte() -> None:
    seeds = {path.read_bytes() for path in (bundled.ROOT / "seeds").glob("*.txt")}
    assert {bundled.sample(publisher).raw.data for publisher in bundled.PUBLISHERS} == seeds


def test_every_expected_output_belongs_to_a_golden() -> None:
    assert {golden.name for golden in read_goldens([bundled.ROOT / "tests" / "golden"])} == {
        path.parent.relative_to(bundled.ROOT / "tests" / "golden").as_posix()
        for path in (bundled.ROOT / "tests" / "golden").rglob("expected.json")
    }
