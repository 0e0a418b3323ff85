"""A pack is written as its author would have: short on one line, long on several, nothing that is default anyway."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cleaner.rule.model import RulePack
from cleaner.rule.parse_pack import parse
from cleaner.rule.rewrite import rewrite
from cleaner.rule.write import write

NAME = "agencies/a"

WRITTEN = """\
grammar: 1
lists: {buttons: [Share, "Save – it"]}

rules:
  - id: first
    kind: share
    drop:
      block:
        from: {any: ["@buttons", {matches: ['^\\pL+''s$', '^[0-9]+$'], is: [heading, quote]}]}
        while: {all: [{starts: "- "}, {starts: "* "}], not: {headline: true}, short: 90}
        max_lines: 30
    needs: [second]
    unless: {contains: ["This is a text that takes up space", "and this is one more", "until a line is full"]}
    lift: {authors: {split: [" / ", ","]}, captions: {group: text, each: "•"}, title: text}
    strips: ["Share\\n- x"]
    spares:
      - {text: "5", leaves: "5", lifts: {authors: [Ada Lindqvist, "no"], reading_minutes: 5}, is: heading}

  - id: second
    kind: other
    find: {span: {ends: " (x)"}}
    where: tail 3
    strips: ["a (x)"]
    spares: ["(x) a"]
    standalone: true
"""


def read(text: str) -> RulePack:
    pack, faults = parse(NAME, text)
    assert pack is not None, faults
    return pack


def test_a_pack_in_this_style_is_written_as_it_is() -> None:
    text = WRITTEN.replace("{group: text, each", "{each")
    assert write(read(text)) == text
    assert write(read(WRITTEN)) == text  # what is default anyway is left out


@pytest.mark.parametrize("share", [1.0, 0.25, 1e-7, 0.1 + 0.2])
def test_a_share_keeps_its_value(share: float) -> None:
    pack = replace(read(WRITTEN), max_share=share)
    assert read(write(pack)).max_share == share
    assert read(rewrite(WRITTEN, pack)).max_share == share


def test_a_field_may_be_lifted_from_two_groups() -> None:
    text = (
        "grammar: 1\nrules:\n  - id: a\n    kind: byline\n    find: {line: {matches: '^(?P<x>a)|(?P<z>b)$'}}\n"
        "    lift: {authors: x, authors: z}\n    strips: [a]\n    spares: [b c]\n"
    )
    pack = read(text)
    assert [lift.group for lift in pack.rules[0].lift] == ["x", "z"]
    assert read(write(pack)) == pack
    changed = replace(pack, rules=(replace(pack.rules[0], lift=pack.rules[0].lift[1:]),))
    assert rewrite(text, changed) == text.replace("authors: x, ", "")


def test_all_conditions_on_one_key_are_a_list() -> None:
    line = "{all: [{all: [{equals: a}]}, {any: [{ends: b}]}, {any: [{starts: c}]}]}"
    pack = read(f"grammar: 1\nrules: [{{id: a, kind: other, drop: {{line: {line}}}, strips: [a], spares: [b]}}]")
    assert f"drop: {{line: {line}}}" in write(pack)
    assert read(write(pack)) == pack
