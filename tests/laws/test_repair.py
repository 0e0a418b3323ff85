"""Repair: its prefilter changes no result, a repaired text needs no repair, and the decoded input comes back."""

from __future__ import annotations

import sys
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from cleaner.repair import repair_residue
from cleaner.repair.line_repair import repair, repair_line, unify_line_ends, unrepair
from cleaner.repair.repair_prefilter import INVISIBLE, SPACES, may_need_repair

from .strategies import ODD, texts

MANGLED = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12).map(
    lambda text: text.encode("utf-8").decode("windows-1252", "replace").replace("\ufffd", "")
)
ENTITIES = st.sampled_from(
    (
        "&amp;",
        "&amp;amp;",
        "&lt;",
        "&eacute;",
        "&#233;",
        "&#x2028;",
        "&#10;",
        "&nbsp;",
        "&shy;",
        "&#0;",
        "&NotAnEntity;",
    )
)
PIECES = st.lists(st.one_of(MANGLED, ENTITIES, st.sampled_from(ODD), st.text(max_size=6)), max_size=6).map("".join)
ANY = st.one_of(texts(), PIECES).map(lambda text: text.encode("utf-8", "ignore").decode())


def without_prefilter(text: str) -> str:
    """A text with every line repaired, whatever the prefilter says."""
    return "\n".join(repair_line(line)[0] for line in unify_line_ends(text)[0].split("\n"))


@given(ANY)
def test_the_prefilter_changes_no_result(text: str) -> None:
    assert repair(text)[0] == without_prefilter(text)


@given(ANY)
def test_repairing_a_repaired_text_changes_nothing(text: str) -> None:
    once = repair(text)[0]
    assert repair(once)[0] == once
    assert once.count("\n") == unify_line_ends(text)[0].count("\n")


@given(ANY)
@example(" Ã aa")
@example("aa\n\tÃ aa \n")
def test_repairing_it_without_its_indentation_changes_nothing(text: str) -> None:
    once = "\n".join(line.strip() for line in repair(text)[0].split("\n"))
    assert repair(once)[0] == once


@given(ANY)
def test_the_decoded_input_comes_back(text: str) -> None:
    assert unrepair(*repair(text)[:2]) == text


@given(PIECES.map(lambda text: text.encode("utf-8", "ignore").decode().replace("\n", "").replace("\r", "")))
def test_what_is_mended_stays_so(line: str) -> None:
    once = repair_residue(line)
    assert repair_residue(once) == once
    assert repair(once)[0] == once
    assert "\n" not in once


def test_the_prefilter_knows_every_character_that_composing_changes() -> None:
    missed = [
        hex(point)
        for point in range(sys.maxunicode + 1)
        if not 0xD800 <= point < 0xE000
        and unicodedata.normalize("NFC", text := f"e{chr(point)} {chr(point)}") != text
        and not may_need_repair(chr(point))
    ]
    assert missed == []


def test_the_prefilter_knows_every_character_that_repair_changes_alone() -> None:
    points = [*range(0x3100), *range(0xF900, 0xFFFF), *map(ord, SPACES + INVISIBLE)]
    missed = [
        hex(point)
        for point in points
        if not 0xD800 <= point < 0xE000
        and chr(point) not in "\n\r\u2028\u2029"
        and not may_need_repair(line := f"a{chr(point)}a")
        and repair_line(line)[0] != line
    ]
    assert missed == []
