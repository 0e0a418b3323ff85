"""A rule's name is a text with two parts."""

from __future__ import annotations

import json
import pickle

from cleaner.document import Document
from cleaner.edit import Decision
from cleaner.layout import apply
from cleaner.rule_name import RuleName
from cleaner.span import LineIndex, Span

NAME = RuleName("generic/en", "share")


def test_it_equals_sorts_and_serializes_as_its_text() -> None:
    assert NAME == "generic/en/share"
    assert hash(NAME) == hash("generic/en/share")
    assert json.dumps({"rules": [NAME]}, separators=(",", ":")) == '{"rules":["generic/en/share"]}'
    # A pair would sort a.com before a.com.au.
    assert sorted([RuleName("a.com", "x"), RuleName("a.com.au", "x")]) == ["a.com.au/x", "a.com/x"]


def test_it_keeps_its_parts_through_pickling() -> None:
    back = pickle.loads(pickle.dumps(NAME))
    assert (back, back.pack, back.id) == ("generic/en/share", "generic/en", "share")


def test_edits_name_rules_as_plain_texts() -> None:
    # What is written is keyed and encoded by libraries that take nothing but a text itself.
    document = Document("a", "one", LineIndex([0], [3]))
    applied = apply(document, Decision(((Span(0, 3), (NAME,), "share"),)))
    assert [type(rule) for rule in applied.edits[0].rules] == [str]
