"""Each cause that decides how a document is cleaned has a digest of its own, and nothing else changes it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from msgspec.structs import asdict, replace

from cleaner import provenance
from cleaner.clean import Cleaned, process
from cleaner.document import Raw
from cleaner.ledger import Provenance
from cleaner.match.rulebook import Rulebook
from cleaner.prepare import READING
from cleaner.rule.model import RulePack
from cleaner.rule.parse_pack import parse
from cleaner.settings import Settings

PACK = """
grammar: 1
publisher: Harbour Post
domains: [hp.example]
html: [{body: article}]
rules:
  - id: share
    kind: share
    drop: {line: {equals: Share}}
    strips: [Share]
    spares: [Share prices fell.]
"""
PAGE = f"<title>Snow</title><article><p>{'It snowed for a third day on the hills. ' * 9}</p></article>"
TEXT = Raw("a", "It snowed.\nShare", given={"source": "hp.example", "language": "en"})


def pack(name: str = "publishers/hp.example", text: str = PACK) -> RulePack:
    found, faults = parse(name, text)
    assert found, faults
    return found


def provenance_of(raw: Raw, *packs: RulePack, keep: tuple[str, ...] = (), **settings: Any) -> Provenance:
    result = process(raw, Rulebook(packs or [pack()], keep), Settings(**settings))
    assert isinstance(result, Cleaned), result
    return result.ledger.provenance


def test_a_kept_rule_changes_the_settings_and_no_other_cause() -> None:
    kept = process(TEXT, Rulebook([pack()], keep_rules=["hp.example/share"]))
    assert isinstance(kept, Cleaned)
    assert changed(provenance_of(TEXT), kept.ledger.provenance) == {"settings"}
    assert kept.ledger.settings.kept_rules == ["hp.example/share"]


def changed(before: Provenance, after: Provenance) -> set[str]:
    return {cause for cause, value in asdict(before).items() if asdict(after)[cause] != value}


BEFORE = provenance_of(TEXT)


def test_every_cause_has_a_digest() -> None:
    assert all(len(value) == 12 for value in asdict(BEFORE).values())


def test_another_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provenance, "READING", READING + 1)
    provenance._reading_digest.cache_clear()
    try:
        assert changed(BEFORE, provenance_of(TEXT)) == {"reading"}
    finally:
        provenance._reading_digest.cache_clear()


def test_other_selectors_change_how_pages_are_read_and_texts_are_not() -> None:
    page = Raw("a", PAGE, kind="html", given=TEXT.given)
    other = pack(text=PACK.replace("body: article", "body: main article"))
    assert changed(provenance_of(page), provenance_of(page, other)) == {"reading", "packs"}
    assert changed(BEFORE, provenance_of(TEXT, other)) == {"packs"}


def test_another_publisher_in_the_routing_table() -> None:
    stranger = pack("publishers/other.example", PACK.replace("hp.example", "other.example"))
    assert changed(BEFORE, provenance_of(TEXT, pack(), stranger)) == {"routing"}


def test_another_rule_in_a_bound_pack() -> None:
    assert changed(BEFORE, provenance_of(TEXT, pack(text=PACK.replace("equals: Share", "starts: Share")))) == {"packs"}


@pytest.mark.parametrize(
    "settings",
    [{"whole_page": True}, {"extractor": "trafilatura"}, {"straight_quotes": True}, {"keep": ("share",)}],
    ids=lambda settings: next(iter(settings)),
)
def test_another_setting(settings: dict[str, Any]) -> None:
    assert changed(BEFORE, provenance_of(TEXT, **settings)) == {"settings"}


@pytest.mark.parametrize(
    "settings", [{"added": "2024-01-01"}, {"keep_raw": True}], ids=lambda settings: next(iter(settings))
)
def test_settings_that_decide_nothing(settings: dict[str, Any]) -> None:
    assert changed(BEFORE, provenance_of(TEXT, **settings)) == set()


@contextmanager
def another_version(library: str) -> Iterator[None]:
    versions = {**provenance.libraries(), library: "0"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(provenance, "libraries", lambda: versions)
        provenance._libraries_digest.cache_clear()
        yield
    provenance._libraries_digest.cache_clear()


@pytest.mark.parametrize("library", provenance.LIBRARIES)
def test_another_version_of_a_library_that_decides(library: str) -> None:
    page = Raw("a", PAGE, kind="html")
    before = {extractor: provenance_of(page, extractor=extractor) for extractor in ("auto", "resiliparse")}
    with another_version(library):
        for extractor, was in before.items():
            decides = extractor == library or library != "resiliparse"
            assert changed(was, provenance_of(page, extractor=extractor)) == ({"libraries"} if decides else set())


@pytest.mark.parametrize("library", provenance.LIBRARIES)
def test_a_library_that_only_pages_need_decides_nothing_about_texts(library: str) -> None:
    with another_version(library):
        decides = library in provenance.TEXT_LIBRARIES
        assert changed(BEFORE, provenance_of(TEXT)) == ({"libraries"} if decides else set())


def test_the_version_of_this_program_decides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provenance, "__version__", "9.9")
    assert provenance_of(TEXT) == BEFORE
    assert provenance.stamp_of(BEFORE).startswith("9.9+")


def test_the_record_has_one_short_digest_of_all_causes() -> None:
    stamps = {provenance.stamp_of(replace(BEFORE, **{cause: "other"})) for cause in asdict(BEFORE)}
    assert len(stamps) == 5
    assert provenance.stamp_of(BEFORE) not in stamps
