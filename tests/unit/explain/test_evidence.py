"""Evidence is shown wherever its pack or rule is, and changes nothing."""

from __future__ import annotations

from dataclasses import replace

from msgspec.structs import replace as changed

from cleaner.clean import Cleaned, Traced, process, trace
from cleaner.document import Raw
from cleaner.explain.explanation import Explanation
from cleaner.explain.summary import evidence
from cleaner.match.rulebook import Rulebook
from cleaner.rule.model import RulePack, Seen
from cleaner.rule.parse_pack import parse
from cleaner.settings import Settings

PACK = """
grammar: 1
publisher: HP
domains: [hp.example]
seen: {pages: 48, last: 2025-11-03}
rules:
  - id: save
    kind: share
    drop: {line: {equals: Save}}
    strips: [Save]
    spares: [Save it.]
    seen: {pages: 1, last: 2025-11}
  - id: print
    kind: share
    drop: {line: {equals: Print}}
    where: head 1
    strips: [Print]
    spares: [Print it.]
    seen: {pages: 3, last: 2024-01}
"""
RAW = Raw(
    "a",
    "Save\nSnow fell on the hills above the town.\nPrint\nIt melted.",
    given={"source": "hp.example", "language": "en"},
)


def pack(text: str = PACK) -> RulePack:
    found, faults = parse("publishers/hp.example", text)
    assert found is not None, faults
    return found


def traced() -> Traced:
    found = trace(RAW, Rulebook([pack()]), Settings())
    assert isinstance(found, Traced)
    return found


def test_the_packs_that_act_and_the_rules_that_took_something_are_shown_with_their_evidence() -> None:
    assert evidence(traced()) == {"hp.example": Seen(48, "2025-11-03"), "hp.example/save": Seen(1, "2025-11")}
    explanation = Explanation(traced())
    lines = ["seen        hp.example: 48 pages, last 2025-11-03", "seen        hp.example/save: 1 page, last 2025-11"]
    assert [line for line in str(explanation).split("\n") if line.startswith("seen")] == lines
    assert "hp.example/save: 1 page, last 2025-11" in explanation.to_html()
    assert explanation.to_dict()["seen"]["hp.example/save"] == {"pages": 1, "last": "2025-11"}


def test_a_rule_that_came_near_is_shown_with_its_evidence() -> None:
    assert "  hp.example/print  publishers/hp.example:13  3 pages, last 2024-01" in Explanation(traced()).why_not(
        3
    ).split("\n")


def test_evidence_changes_no_record_but_the_stamp_as_every_change_of_a_pack_does() -> None:
    without = replace(pack(), seen=None, rules=tuple(replace(rule, seen=None) for rule in pack().rules), digest="other")
    one, two = process(RAW, Rulebook([pack()])), process(RAW, Rulebook([without]))
    assert isinstance(one, Cleaned)
    assert isinstance(two, Cleaned)
    assert one.ledger.edits == two.ledger.edits
    assert one.record.metadata.cleaner != two.record.metadata.cleaner
    stamp = changed(one.record.metadata, cleaner=two.record.metadata.cleaner)
    assert changed(one.record, metadata=stamp) == two.record
