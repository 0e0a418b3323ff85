"""The layout of a cleaned text, and how it is undone."""

from __future__ import annotations

import pytest

from cleaner.document import Document
from cleaner.edit import Decision
from cleaner.layout import apply, revert
from cleaner.rule_name import RuleName
from cleaner.span import LineIndex, Span


def written(text: str, *cuts: tuple[int, int]) -> tuple[str, str, list[int]]:
    document = Document("a", text, LineIndex.of_text(text))
    applied = apply(document, Decision(tuple((Span(*cut), (RuleName("p", "r"),), "other") for cut in cuts)))
    return applied.text, revert(applied), [edit.at for edit in applied.edits]


@pytest.mark.parametrize(
    ("text", "cuts", "becomes", "places"),
    [
        ("a\nb", [], "a\n\nb", []),
        ("\n a \n\n\nb\n", [], "a\n\nb", []),
        ("- a\n- b\nc", [], "- a\n- b\n\nc", []),
        ("1. a\n\n2. b", [], "1. a\n2. b", []),
        ("a\n- b\n- c\n- d\ne\nf", [(6, 9)], "a\n\n- b\n- d\n\ne\n\nf", [7]),
        ("a\n\nb\n\n- c\n\n- d", [(3, 4)], "a\n\n- c\n- d", [3]),
        ("a\n\n\nb\nc\n\n- d\n- e", [], "a\n\nb\n\nc\n\n- d\n- e", []),
        ("•\n• a\n• b", [], "•\n\n• a\n• b", []),
        ("• \n• a", [], "•\n\n• a", []),
        ("١. a\n٢. b", [], "١. a\n٢. b", []),
        ("3\n12.\n1234. b", [], "3\n\n12.\n\n1234. b", []),
        ("a\nb\nc", [(2, 3)], "a\n\nc", [3]),
        ("a\nb\nc", [(0, 1), (4, 5)], "b", [0, 1]),
        ("a b c\nd", [(1, 4)], "ac\n\nd", [0]),
        ("ab\ncd", [(1, 4)], "a\n\nd", [0]),
        ("a", [(0, 1)], "", [0]),
        ("x a", [(0, 1)], "a", [0]),
    ],
)
def test_lines_are_paragraphs_and_what_went_comes_back(
    text: str, cuts: list[tuple[int, int]], becomes: str, places: list[int]
) -> None:
    assert written(text, *cuts) == (becomes, text, places)
