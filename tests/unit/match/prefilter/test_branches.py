"""Branches: together they hold where their condition does, each within its own length."""

from __future__ import annotations

from cleaner.match.compiled_rules import first_condition
from cleaner.match.conditions import holds
from cleaner.match.fold_rule import fold_rule
from cleaner.match.folded import FoldedDocument
from cleaner.match.prefilter.branches import branches, max_length, possible_lines, without_length
from cleaner.match.prefilter.by_literals import _possible
from cleaner.packs.load import load
from tests.unit.match.rules import document


def test_a_line_that_a_bundled_rule_strips_is_held_by_a_branch_and_never_ruled_out() -> None:
    tried = checked_together = 0
    for pack in load().packs.values():
        for rule in pack.rules:
            condition = first_condition(fold_rule(rule))
            lines = [line for strip in rule.strips for line in strip.text.split("\n") if line.strip()]
            folded = FoldedDocument(document("\n".join(["The council met.", *lines, "And it went home,"])))
            for number in range(len(folded.lines)):
                held = [branch for branch in branches(condition) if holds(branch, folded, number)]
                assert bool(held) is holds(condition, folded, number), rule.name
                tried += len(held)
                for branch in held:
                    assert folded.sizes[number] <= max_length(branch), rule.name
                    assert holds(without_length(branch), folded, number), rule.name
                    possible = possible_lines(branch)
                    checked_together += possible is not None
                    every = range(len(folded.lines))
                    assert possible is None or number in _possible(possible, folded, every), rule.name
    assert tried > 700
    assert checked_together > 300
