"""
The prefilter of repair has no false negatives: what it passes over, repair and ftfy would leave as it is.

If `CLEANER_EVAL` names a folder of real texts, all of those are tried as well.
"""

from __future__ import annotations

import doctest
import sys
import unicodedata
from collections.abc import Iterator
from importlib.metadata import version

import ftfy
import ftfy.fixes
import ftfy.formatting
import pytest
from ftfy.badness import is_bad
from ftfy.chardata import CHARMAP_ENCODINGS
from hypothesis import example, given
from hypothesis import strategies as st

from bench.corpus import pages
from cleaner.repair.line_repair import LINE_END, repair, repair_line, repair_lines
from cleaner.repair.repair_prefilter import may_be_mangled, may_need_repair, suspicious_lines

CONFIG = ftfy.TextFixerConfig(
    fix_latin_ligatures=False, fix_character_width=False, uncurl_quotes=False, fix_line_breaks=False, fix_surrogates=False,
    normalization="NFC", explain=False,
)  # fmt: skip


def by_ftfy(line: str) -> str:
    """The line as ftfy alone repairs it."""
    return ftfy.fix_text_segment(line, CONFIG._replace(unescape_html="<" not in line))


def hold(text: str) -> None:
    """Assert that neither repair nor ftfy would change a line that the prefilter passes over, and that it changes no result."""
    unified = LINE_END.sub("\n", text)
    lines = unified.split("\n")
    suspicious = set(suspicious_lines(unified.encode()))
    assert suspicious == {number for number, line in enumerate(lines) if may_need_repair(line)}
    assert bool(suspicious) == may_need_repair(unified)
    for number, line in enumerate(lines):
        if number not in suspicious:
            assert by_ftfy(line) == line
            assert repair_line(line) == (line, ())
        if not may_be_mangled(line):
            assert not is_bad(line)
            assert by_ftfy(line) == unicodedata.normalize("NFC", line)
    assert repair(text)[0] == "\n".join(repair_line(line)[0] for line in lines)
    for some in (lines, [lines[number] for number in sorted(suspicious)]):
        assert repair_lines(some) == list(map(repair_line, some))


def documented() -> Iterator[str]:
    """Every text in ftfy's own examples: the string literals of its doctests, broken and fixed."""
    finder = doctest.DocTestFinder()
    for module in (ftfy, ftfy.fixes, ftfy.formatting):
        for test in finder.find(module):
            for one in test.examples:
                for token in one.source.split('"')[1::2] + one.source.split("'")[1::2]:
                    yield token.encode("latin-1", "backslashreplace").decode("unicode_escape", "replace")
                    yield token
                yield one.want


ORIGINALS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"])
    | st.sampled_from("äöüßéèêçñøåłśżţűđ“”‘’–—…€£©® \u00a0абвгґїєαβγή中文日本語한국어ไทย"),
    max_size=30,
)


@given(ORIGINALS)
def test_any_text(text: str) -> None:
    hold(text)


@pytest.mark.parametrize("codec", CHARMAP_ENCODINGS)
@given(ORIGINALS, ORIGINALS)
@example("It wasn’t so – schön", "before ")
@example("À", "\r")
def test_mojibake_made_through_each_of_its_codecs(codec: str, text: str, before: str) -> None:
    mangled = text.encode().decode(codec, "replace")
    hold(mangled)
    hold(before + mangled)
    hold(mangled.encode().decode(codec, "replace"))
    hold(mangled.replace("\u00a0", " ").upper())


def test_its_documented_examples() -> None:
    texts = sorted(set(documented()))
    assert len(texts) > 60
    for text in texts:
        if not any(0xD800 <= ord(char) < 0xE000 for char in text):
            hold(text)


def test_every_code_point_that_the_prefilter_passes() -> None:
    points = [
        chr(point)
        for point in range(sys.maxunicode + 1)
        if not 0xD800 <= point < 0xE000 and chr(point) not in "\r\u2028\u2029"
    ]
    for at in range(0, len(points), 64):
        passed = [char for char in points[at : at + 64] if not may_need_repair(f"a{char}b")]
        # All at once; or one by one, where together they look like mojibake.
        together = "b".join(passed)
        for line in [together] if not may_need_repair(together) else [f"a{char}b" for char in passed]:
            assert by_ftfy(line) == line


def test_real_texts() -> None:
    for text in pages():
        hold(text)


def test_this_version_of_ftfy_has_the_steps_that_the_prefilter_knows() -> None:
    """A step of ftfy that the prefilter does not know of must be looked at."""
    steps = [
        "unescape_html", "fix_encoding", "fix_c1_controls", "fix_latin_ligatures", "fix_character_width", "uncurl_quotes",
        "fix_line_breaks", "fix_surrogates", "remove_terminal_escapes", "remove_control_chars", "normalization",
    ]  # fmt: skip
    fields = set(ftfy.TextFixerConfig._fields)
    assert set(steps) <= fields
    others = {"restore_byte_a0", "replace_lossy_sequences", "decode_inconsistent_utf8", "max_decode_length", "explain"}
    assert fields == {*steps, *others}
    # Version 6.3, which our dependency is pinned to, repeats its steps until nothing changes.
    assert version("ftfy").split(".")[:2] == ["6", "3"]
