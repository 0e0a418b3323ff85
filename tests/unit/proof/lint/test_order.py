from __future__ import annotations

import random

import pytest
import yaml

from cleaner.proof.lint.order import fix

from .packing import HEAD, checks, found, rule

UNTIDY = """\
# The Pier prints its name twice.
publisher: The Pier
rules:
  # about sharing
  - id: share
    where: tail 2  # the end
    # why this verb
    drop: {line: {starts: "Share this"}}
    kind: share
    strips: ["Share this now"]
    spares: ["Share prices fell.", "Share this\\nOne.\\nTwo."]

  - kind: brand
    id: brand
    drop:
      line:
        equals: The Pier
    strips:
      - |
        The Pier
    spares: ["The pier was shut."]

grammar: 1
# one domain
domains: [pier.example]
"""
TIDY = """\
# The Pier prints its name twice.
grammar: 1
publisher: The Pier
# one domain
domains: [pier.example]
rules:
  # about sharing
  - id: share
    kind: share
    # why this verb
    drop: {line: {starts: "Share this"}}
    where: tail 2  # the end
    strips: ["Share this now"]
    spares: ["Share prices fell.", "Share this\\nOne.\\nTwo."]

  - id: brand
    kind: brand
    drop:
      line:
        equals: The Pier
    strips:
      - |
        The Pier
    spares: ["The pier was shut."]

"""


def test_keys_are_put_in_order_and_comments_stay_with_them() -> None:
    assert fix(UNTIDY) == TIDY


def test_what_is_in_order_stays_to_the_byte() -> None:
    assert fix(TIDY) == TIDY


@pytest.mark.parametrize("seed", range(20))
def test_any_order_of_keys_is_corrected_without_changing_their_meaning(seed: int) -> None:
    dice = random.Random(seed)
    rules = yaml.safe_load(TIDY)["rules"]
    for one in rules:
        items = list(one.items())
        dice.shuffle(items)
        one.clear()
        one.update(items)
    dice.shuffle(rules)
    text = yaml.safe_dump({"rules": rules, "grammar": 1}, sort_keys=False)
    fixed = fix(text)
    keys = {one["id"]: list(one) for one in yaml.safe_load(TIDY)["rules"]}
    assert [list(one) for one in yaml.safe_load(fixed)["rules"]] == [keys[one["id"]] for one in rules]
    assert yaml.safe_load(fixed) == {"grammar": 1, "rules": rules}


@pytest.mark.parametrize(
    "text", ["", "grammar: 1", "[1, 2]\n", "{rules: [], grammar: 1}\n", "rules: [{kind: a, id: b}]\n"]
)
def test_what_cannot_be_put_in_order_line_by_line_is_left_alone(text: str) -> None:
    assert fix(text) == text


def test_disorder_is_found_where_it_stands() -> None:
    swapped = rule("a", 'drop: {line: {equals: "A"}}', "A").replace(
        "  - id: a\n    kind: other", "  - kind: other\n    id: a"
    )
    later = rule("b", 'drop: {line: {equals: "B"}}', "B")
    assert [(one.line, one.message) for one in found(later + swapped)] == [(11, "`a`: `id` comes before `kind`")]


def test_disorder_of_a_packs_own_keys_is_found() -> None:
    head = HEAD.replace("grammar: 1\npublisher: The Pier\n", "publisher: The Pier\ngrammar: 1\n")
    assert checks(rule("a", 'drop: {line: {equals: "A"}}', "A"), head=head) == {("order", "")}
