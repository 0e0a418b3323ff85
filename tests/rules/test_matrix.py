"""Every construct of the grammar fires where it should, not where it narrowly should not, and never over a `keep`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from cleaner.clean import Cleaned, process
from cleaner.document import Raw
from cleaner.match.rulebook import Rulebook
from cleaner.record import Record
from cleaner.record_fields import LIFTABLE
from cleaner.rule.grammar import BLOCK_KEYS, CONDITION_KEYS, LIFT_KEYS, RULE_KEYS, UNIT_KEYS
from cleaner.rule.model import RulePack
from cleaner.rule.parse_pack import parse

from .matrix import CASES, Case

ALL = pytest.mark.parametrize("case", CASES.values(), ids=CASES)
FIND = "find: {line: {matches: '^By (?P<names>.+)$'}}\nlift: {authors: names}"


def text_of(case: Case, kept: bool = False) -> str:
    """The pack of a case as YAML; with `kept`, a rule that keeps the lines with the case's phrase."""
    rule = {"id": "case", "kind": "other", "strips": ["x"], "spares": ["y"], **yaml.safe_load(case.rule)}
    others = yaml.safe_load(f"[{case.others}]")
    if kept:
        keep = {"keep": {"line": {"contains": case.kept}}}
        others.append({"id": "stay", "kind": "other", "strips": ["x"], "spares": ["y"], **keep})
    pack = {
        "grammar": 1, "publisher": "HP", "domains": ["hp.example"], "languages": ["en"], "max_share": 1.0,
        "lists": {"buttons": ["Share", "Print"]}, "tests": {"footer": {"starts": "Terms of"}}, "rules": [rule, *others],
    }  # fmt: skip
    return yaml.safe_dump(pack, allow_unicode=True)


def pack_of(text: str, name: str = "publishers/hp.example") -> RulePack:
    pack, faults = parse(name, text)
    assert pack, faults
    return pack


def cleaned(text: str, *packs: RulePack, keep_kinds: tuple[str, ...] = (), source: str = "hp.example") -> Cleaned:
    raw = Raw("a", text.replace("|", "\n"), given={"source": source, "language": "en"})
    result = process(raw, Rulebook(packs, keep_kinds))
    assert isinstance(result, Cleaned), result
    return result


def lines(record: Record) -> str:
    return "|".join(line for line in record.text.split("\n") if line)


def lifted(record: Record) -> dict[str, Any]:
    """The fields that rules can fill and that are not empty."""
    metadata = record.metadata
    values = {name: getattr(metadata, name) for name in LIFTABLE if hasattr(metadata, name)}
    values |= {f"dateline.{key}": getattr(metadata.dateline, key) for key in ("place", "date", "agency")}
    return {name: value for name, value in values.items() if value} | (
        {"created": record.created} if record.created else {}
    )


def takers(result: Cleaned) -> set[str]:
    return {rule for edit in result.ledger.edits for rule in edit.rules}


@ALL
def test_a_construct_fires(case: Case) -> None:
    result = cleaned(case.fires, pack_of(text_of(case)))
    assert lines(result.record) == case.leaves
    assert lifted(result.record) == case.lifts
    assert "hp.example/case" in takers(result)


@ALL
def test_a_construct_does_not_fire_on_the_near_miss(case: Case) -> None:
    result = cleaned(case.misses, pack_of(text_of(case)))
    assert "hp.example/case" not in takers(result)
    assert lifted(result.record) == {}


@ALL
def test_a_keep_overrides_a_construct_and_its_lifts(case: Case) -> None:
    result = cleaned(case.fires, pack_of(text_of(case, kept=True)))
    assert lifted(result.record) == {}
    kept = {line.strip() for line in case.fires.split("|") if case.kept.casefold() in line.casefold()}
    assert kept
    assert kept <= set(lines(result.record).split("|"))


def keys_of(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from keys_of(inner)


def test_the_table_has_every_key_of_a_rule() -> None:
    used = {key for case in CASES.values() for key in keys_of(yaml.safe_load(text_of(case, kept=True))["rules"])}
    grammar = {key.name for keys in (RULE_KEYS, UNIT_KEYS, BLOCK_KEYS, CONDITION_KEYS, LIFT_KEYS) for key in keys}
    assert grammar - used == {"standalone", "is", "like", "seen"}, (
        "which have tests of their own, here and in tests/unit"
    )


def test_a_find_lifts_and_takes_nothing_and_a_keep_does_not_concern_it() -> None:
    case = Case(FIND, "A.|By Ann Lee|B.", "A.|By Ann Lee|B.", "", "Ann")
    for kept in (False, True):
        result = cleaned(case.fires, pack_of(text_of(case, kept)))
        assert (lines(result.record), lifted(result.record)) == (case.leaves, {"authors": ["Ann Lee"]})


def test_the_order_of_the_rules_of_a_pack_changes_nothing() -> None:
    for case in CASES.values():
        pack = yaml.safe_load(text_of(case))
        turned = yaml.safe_dump({**pack, "rules": pack["rules"][::-1]}, allow_unicode=True)
        record, other = (cleaned(case.fires, pack_of(text)).record for text in (text_of(case), turned))
        assert (record.text, lifted(record)) == (other.text, lifted(other))


AGENCY = """
grammar: 1
languages: [en]
rules:
  - {id: credit, kind: agency, drop: {line: {equals: By HP}}, STANDALONE strips: [x], spares: [y]}
"""


@pytest.mark.parametrize(("standalone", "left"), [("standalone: true,", "A long story."), ("", "A long story.|By HP")])
def test_a_standalone_rule_of_an_agency_acts_on_texts_of_unknown_publishers(standalone: str, left: str) -> None:
    agency = pack_of(AGENCY.replace("STANDALONE", standalone), "agencies/hp")
    assert lines(cleaned("A long story.|By HP", agency, source="").record) == left


@pytest.mark.parametrize(("uses", "left"), [("[agencies/hp]", "A long story."), (None, "A long story.|By HP")])
def test_an_agencys_pack_acts_where_a_publishers_pack_uses_it(uses: str | None, left: str) -> None:
    agency = pack_of(AGENCY.replace("STANDALONE", ""), "agencies/hp")
    publisher = pack_of(f"grammar: 1\npublisher: HP\ndomains: [hp.example]\n{f'uses: {uses}' if uses else ''}\n")
    assert lines(cleaned("A long story.|By HP", agency, publisher).record) == left


def test_a_generic_pack_acts_in_its_language_only() -> None:
    text = "grammar: 1\nrules: [{id: ad, kind: advert, drop: {line: {equals: Ad}}, strips: [x], spares: [y]}]\n"
    assert lines(cleaned("A.|Ad", pack_of(text, "generic/en"), source="").record) == "A."
    assert lines(cleaned("A.|Ad", pack_of(text, "generic/de"), source="").record) == "A.|Ad"


SHARE = """
grammar: 1
publisher: HP
domains: [hp.example]
max_share: 0.5
rules:
  - {id: ad, kind: advert, drop: {line: {starts: Ad}}, strips: [x], spares: [y]}
  - {id: box, kind: share, drop: {block: {from: {equals: Box}, to: {equals: End}}}, strips: [x], spares: [y]}
  - {id: by, kind: byline, find: {line: {matches: "^By (?P<names>.+)$"}}, lift: {authors: names}, strips: [x], spares: [y]}
"""


@pytest.mark.parametrize(
    ("text", "left", "verdicts"),
    [
        ("Ad12345|1234567", "1234567", ["ok"]),
        ("Ad12345|123456", "Ad12345|123456", ["suspect", "unchanged"]),
        ("Box|1234567890|End|123", "123", ["ok"]),
    ],
    ids=["half and no more", "more than half", "closed by its own last line"],
)
def test_a_pack_takes_no_more_than_its_share_of_what_nothing_secures(text: str, left: str, verdicts: list[str]) -> None:
    record = cleaned(text, pack_of(SHARE)).record
    assert (lines(record), record.metadata.verdicts) == (left, verdicts)


def test_a_suspect_pack_lifts_nothing_either() -> None:
    assert lifted(cleaned("By Ann Lee|A story.", pack_of(SHARE)).record) == {"authors": ["Ann Lee"]}
    assert lifted(cleaned("By Ann Lee|A story.|" + "Ad " * 20, pack_of(SHARE)).record) == {}


@pytest.mark.parametrize(
    ("kinds", "left"),
    [((), "A."), (("advert",), "A.|Ad"), (("share",), "A.|Box|x|End"), (("advert", "share"), "A.|Ad|Box|x|End")],
)
def test_kinds_that_the_user_keeps_stay(kinds: tuple[str, ...], left: str) -> None:
    pack = pack_of(SHARE.replace("0.5", "1"))
    assert lines(cleaned("A.|Ad|Box|x|End", pack, keep_kinds=kinds).record) == left


def test_a_kind_that_stays_is_lifted_all_the_same() -> None:
    pack = pack_of(SHARE.replace("find: {line", "drop: {line"))
    record = cleaned("A story, long enough.|By Ann Lee", pack, keep_kinds=("byline",)).record
    assert lines(record) == "A story, long enough.|By Ann Lee"
    assert lifted(record) == {"authors": ["Ann Lee"]}
