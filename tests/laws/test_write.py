"""Law 8 for packs: a pack that is written, or rewritten after a change, reads as the same pack."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.packs.load import bundled, read_folder, read_shared
from cleaner.rule.model import (
    BlockUnit,
    Example,
    LiftInto,
    LineShape,
    LineUnit,
    Literal,
    Not,
    Rule,
    RulePack,
    Seen,
    Where,
)
from cleaner.rule.parse_pack import parse
from cleaner.rule.rewrite import rewrite
from cleaner.rule.write import write
from cleaner.rule_name import RuleName

from .strategies import packs

PACKS = {pack.name: pack for pack in read_folder(bundled())[0]}
SHARED = read_shared(bundled())[0]
OF_ONE_FILE = [name for name, pack in PACKS.items() if len(pack.files) == 1]
NAME = "publishers/p.example"
ODD = st.text(st.sampled_from("ab Z09:#-'\"{}[],&*!|>%@`~?\\/=.\té–’\u00a0\u2028\x7f\x85\ufeff\U0001f600"), max_size=8)
"""Texts of what YAML takes for something else, somewhere."""

ONE_LINE = st.one_of(
    ODD, st.sampled_from(("yes", "No", "null", "~", "5", "1.5", "2024-01-01", "0x1F", "<<", "- a", "a: b", "1:30"))
)


def read(name: str, text: str) -> RulePack:
    pack, faults = parse(name, text, shared=SHARED)
    assert pack is not None, f"{faults[0]}\n{text}"
    return pack


# What is written reads as what was written.


@given(packs(NAME))
def test_a_pack_that_is_written_reads_as_the_same_pack(pack: RulePack) -> None:
    assert read(NAME, write(pack)) == pack


@pytest.mark.parametrize("name", PACKS)
def test_a_bundled_pack_that_is_written_reads_as_the_same_pack(name: str) -> None:
    pack = PACKS[name]
    assert read(pack.name, write(pack)) == pack


@st.composite
def odd_packs(draw: st.DrawFn) -> RulePack:
    """A pack of everything that a pack can hold, with texts that YAML makes hard."""
    text = ONE_LINE.filter(lambda text: text.strip() and not text.startswith("@"))
    bare = text.map(str.strip)
    texts = st.lists(text, min_size=1, max_size=3)
    field_values: dict[str, Any] = {
        "title": draw(ONE_LINE),
        "authors": draw(texts),
        "reading_minutes": draw(st.integers(0, 99)),
    }
    strips = {
        "text": draw(text) + "\n" + draw(ODD),
        "leaves": draw(text),
        "lifts": field_values,
        "is": "heading",
        "language": "fr",
    }
    rule: dict[str, Any] = {
        "id": "a", "kind": "other",
        "drop": {"block": {"from": {"any": ["@l", {"starts": draw(texts)}]}, "to": "end"}},
        "confirm": draw(texts),
        "unless": {"all": [{"contains": draw(texts)}, {"contains": draw(text), "is": ["heading", "quote"]}]},
        "lift": {"authors": {"split": draw(texts)}, "captions": {"each": draw(text)}, "title": "text"},
        "strips": [strips, draw(text)], "spares": draw(texts),
        "seen": {"pages": draw(st.integers(1, 999_999_999)), "last": "2025-11"},
    }  # fmt: skip
    data = {
        "grammar": 1, "publisher": draw(text), "domains": ["p.example"],
        "lists": {"l": draw(st.lists(bare, min_size=1)), "more": draw(texts)},
        "html": [{"body": "p", "title": "h1", "drop": ["a", "b"], "until": "2024-01-01"}, {"drop": ["i"]}], "status": "draft",
        "seen": {"pages": 7, "last": "2025-11-03"},
        "fingerprints": [{"line": {"equals": draw(bare)}, "where": "head 2"}],
        "max_share": draw(st.floats(0.001, 1)), "rules": [rule],
    }  # fmt: skip
    # JSON is YAML, but for characters beyond the first plane, which it escapes in two halves.
    pack, faults = parse(NAME, json.dumps(data).replace("\\ud83d\\ude00", "\U0001f600"))
    assert pack is not None, faults
    return pack


@given(odd_packs())
def test_texts_that_yaml_takes_for_something_else_are_quoted(pack: RulePack) -> None:
    assert read(NAME, write(pack)) == pack


# A rewritten text keeps what did not change.


@pytest.mark.parametrize("name", OF_ONE_FILE)
def test_a_text_without_a_change_stays_as_it_is(name: str) -> None:
    pack = PACKS[name]
    text = Path(pack.file).read_text("utf-8")
    assert rewrite(text, pack, SHARED) == text


def with_comments(text: str) -> str:
    """The text with a comment above each line and one beside it."""
    lines = text.split("\n")
    made = [
        f"{' ' * (len(line) - len(line.lstrip()))}# above {n}\n{line}  # beside {n}"
        for n, line in enumerate(lines)
        if line
    ]
    return "\n".join(made) + "\n"


@given(packs(NAME), packs(NAME), st.booleans())
def test_a_rewritten_text_reads_as_the_changed_pack(old: RulePack, new: RulePack, commented: bool) -> None:
    text = with_comments(write(old)) if commented else write(old)
    assert read(NAME, text) == old
    assert read(NAME, rewrite(text, new)) == new


@given(odd_packs(), odd_packs(), st.booleans())
def test_odd_texts_can_be_rewritten_too(old: RulePack, new: RulePack, commented: bool) -> None:
    text = with_comments(write(old)) if commented else write(old)
    assert read(NAME, rewrite(text, new)) == new


@given(packs(NAME, 5), st.randoms(use_true_random=False))
def test_rules_may_change_places(pack: RulePack, chance: Any) -> None:
    mixed = list(pack.rules)
    chance.shuffle(mixed)
    changed = replace(pack, rules=tuple(mixed))
    text = with_comments(write(pack))
    made = rewrite(text, changed)
    assert read(NAME, made) == changed
    assert sorted(filter(str.strip, made.split("\n"))) == sorted(filter(str.strip, text.split("\n")))


NEW = Rule(
    RuleName("p.example", "new-one"), "share", "drop", LineUnit(Literal("equals", ("Save – it",))), Where("tail", 2),
    strips=(Example("Save – it"),), spares=(Example("Save it."),),
)  # fmt: skip


def changes(pack: RulePack) -> dict[str, RulePack]:
    """A pack with one thing changed, by what that is; each change of a rule is made in another one."""
    new = replace(NEW, name=RuleName(pack.short, NEW.name.id))
    made = {
        "publisher": replace(pack, publisher="Another"),
        "languages": replace(pack, languages=(*pack.languages, "tlh")),
        "share": replace(pack, max_share=0.123),
        "seen": replace(pack, seen=Seen(48, "2025-11")),
        "list": replace(pack, lists=(*pack.lists, ("more", ("Read more", "More")))),
        "first rule": replace(pack, rules=(new, *pack.rules)),
        "last rule": replace(pack, rules=(*pack.rules, new)),
        "no rules": replace(pack, rules=()),
    }
    for number, what in enumerate(RULE_CHANGES if pack.rules else ()):
        at = number * 7 % len(pack.rules)
        rule = RULE_CHANGES[what](pack.rules[at])
        made[what] = replace(pack, rules=(*pack.rules[:at], *([rule] if rule else []), *pack.rules[at + 1 :]))
    return made


RULE_CHANGES: dict[str, Callable[[Rule], Rule | None]] = {
    "kind": lambda rule: replace(rule, kind="cookie"),
    "where": lambda rule: replace(rule, where=Where("head", 77)),
    "seen": lambda rule: replace(rule, seen=Seen(12, "2025-11-03")),
    "unless": lambda rule: replace(rule, unless=Not(LineShape("max_chars", 7))),
    "strips": lambda rule: replace(rule, strips=(*rule.strips, Example("One more: “it”", lifts=()))),
    "spares": lambda rule: replace(rule, spares=(Example("One\nmore"), *rule.spares[1:])),
    "lift": lambda rule: replace(rule, lift=(*rule.lift, LiftInto("agencies", split=(" / ",)))),
    "unit": lambda rule: replace(
        rule, lift=(), unit=BlockUnit(Literal("starts", ("x",)), during=LineShape("headline"))
    ),
    "gone": lambda rule: None,
}


@pytest.mark.parametrize("name", OF_ONE_FILE)
def test_a_change_of_a_bundled_pack_changes_nothing_else(name: str) -> None:
    pack = PACKS[name]
    text = Path(pack.file).read_text("utf-8")
    comments = [line for line in text.split("\n") if line.lstrip().startswith("#")]
    tried = 0
    for what, changed in changes(pack).items():
        made = rewrite(text, changed, SHARED)
        if parse(pack.name, write(changed), shared=SHARED)[0] is None:
            continue  # the change breaks a rule of the grammar, as where another rule needs the one that is gone
        tried += 1
        assert read(pack.name, made) == changed, what
        kept = [line for line in made.split("\n") if line.lstrip().startswith("#")]
        assert kept == comments or what in ("gone", "unit", "unless", "no rules"), what
    assert tried > 3
