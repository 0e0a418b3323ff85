"""What repair changes, and what it leaves."""

from __future__ import annotations

import pytest

from cleaner.repair.line_repair import is_mangled, repair, unify_line_ends


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("schÃ¶n", "schön"),
        ("It was donâ€™t", "It was don’t"),
        ("a\u00a0b\tc  d", "a b c d"),
        ("a\u200bb\u2060\ufeff\u00adc", "abc"),
        ("e\u0301", "é"),
        ("a\x00b\x07c\x8d", "abc"),
        ("Fish &amp; chips", "Fish & chips"),
        ("a&nbsp;b", "a b"),
    ],
)
def test_what_is_broken_is_mended(before: str, after: str) -> None:
    assert repair(before)[0] == after


@pytest.mark.parametrize(
    "text",
    [
        "“Quotes” and ‘these’ – and … stay",
        "ﬁne ligatures, ＷＩＤＥ letters",
        "می\u200cخواهم", "👨\u200d👩\u200d👧 ❤\ufe0f", "abc \u200eאבג",
        "<b>&amp;</b> is markup and not ours",
        "CAFÉ, NAÏVE, Ångström, ¿qué?",
        "naïve Ã",
    ],
)  # fmt: skip
def test_what_is_right_stays(text: str) -> None:
    assert repair(text)[0] == text


@pytest.mark.parametrize(
    ("text", "unified"),
    [
        (
            "a\r\nb\rc\nd\u2028e\u2029",
            ("a\nb\nc\nd\ne\n", "\n", ((0, "\r\n"), (1, "\r"), (3, "\u2028"), (4, "\u2029"))),
        ),
        ("a\r\n", ("a\n", "\r\n", ())),
        ("a\r\r\n", ("a\n\n", "\r", ((1, "\r\n"),))),
        ("", ("", "\n", ())),
    ],
)
def test_line_ends_are_one_and_the_exceptions_are_kept(text: str, unified: object) -> None:
    assert unify_line_ends(text) == unified


def test_what_still_looks_mangled_is_reported() -> None:
    assert is_mangled(["Ã¤Â€Ã‚Â©Ãƒ"])
    assert not is_mangled(["Ganz schön schräg"])
