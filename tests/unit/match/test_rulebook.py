"""Which packs act on a document, and which packs contradict each other."""

from __future__ import annotations

import pickle

import pytest

from cleaner.errors import RuleError, RunError
from cleaner.match.prefilter import EveryLine
from cleaner.match.rulebook import Rulebook
from cleaner.page import Selectors
from cleaner.rule.model import RulePack
from cleaner.rule.parse_pack import parse

RULE = "rules: [{id: r, kind: share, drop: {line: {equals: x}}%s, strips: [x], spares: [y]}]\n"


def pack(name: str, head: str = "", more: str = "") -> RulePack:
    publisher = f"publisher: P\ndomains: [{name.split('/')[1]}]\n" if name.startswith("publishers/") else ""
    found, faults = parse(name, f"grammar: 1\n{publisher}{head}{RULE % more}", f"{name}.yaml")
    assert found is not None, faults
    return found


def bound(book: Rulebook, name: str, language: str) -> list[str]:
    return [rule.name for rule in book.bind(name, language).matcher.rules]


BOOK = Rulebook(
    [
        pack("publishers/p.example", "languages: [en, de]\nuses: [agencies/a]\n"),
        pack("agencies/a", more=", standalone: true"),
        pack("agencies/b"),
        pack("generic/en"),
        pack("generic/de"),
    ]
)


def test_a_publishers_rules_are_bound_with_the_packs_they_use_and_the_detected_language() -> None:
    assert bound(BOOK, "publishers/p.example", "de") == ["agencies/a/r", "generic/de/r", "p.example/r"]
    assert bound(BOOK, "publishers/p.example", "fr") == ["agencies/a/r", "p.example/r"]


def test_without_a_detected_language_the_publishers_first_counts() -> None:
    assert bound(BOOK, "publishers/p.example", "und") == ["agencies/a/r", "generic/en/r", "p.example/r"]
    assert bound(BOOK, "", "und") == ["agencies/a/r"]


def test_an_unrouted_text_gets_the_standalone_rules_of_agencies() -> None:
    assert bound(BOOK, "", "en") == ["agencies/a/r", "generic/en/r"]


def test_the_digest_covers_what_is_bound() -> None:
    one, two = BOOK.bind("publishers/p.example", "en"), BOOK.bind("", "en")
    assert one.digest != two.digest
    assert one.digest == BOOK.bind("publishers/p.example", "und").digest


def test_a_kept_rule_drops_nothing_and_all_others_do() -> None:
    kept = Rulebook(BOOK.packs.values(), keep_rules=["generic/en/r"])
    verbs = {rule.name: rule.verb for rule in kept.bind("publishers/p.example", "en").matcher.rules}
    assert verbs == {"agencies/a/r": "drop", "generic/en/r": "find", "p.example/r": "drop"}
    assert pickle.loads(pickle.dumps(kept)) == kept != BOOK


@pytest.mark.parametrize(
    ("name", "near"), [("generic/en/s", "generic/en/r"), ("p.exampel/r", "p.example/r"), ("r", "p.example/r")]
)
def test_a_rule_to_keep_must_exist_and_the_message_names_a_near_one(name: str, near: str) -> None:
    with pytest.raises(RunError, match=f"there is no rule '{name}' to keep; .*, for example {near}"):
        Rulebook(BOOK.packs.values(), keep_rules=[name])


def test_rules_of_kept_kinds_drop_nothing() -> None:
    book = Rulebook(BOOK.packs.values(), ["share"])
    assert {rule.verb for rule in book.bind("publishers/p.example", "en").matcher.rules} == {"find"}


def test_a_group_acts_for_the_publishers_that_use_it_and_for_nobody_else() -> None:
    book = Rulebook(
        [
            pack("publishers/p.example", "uses: [groups/g]\nhtml: [{drop: aside}]\n"),
            pack("publishers/q.example"),
            pack("groups/g", "uses: [agencies/a]\nhtml: [{body: .story}]\n"),
            pack("agencies/a"),
        ]
    )
    assert bound(book, "publishers/p.example", "en") == ["agencies/a/r", "groups/g/r", "p.example/r"]
    assert bound(book, "publishers/q.example", "en") == ["q.example/r"]
    assert bound(book, "", "en") == []
    assert book.selectors("", "https://p.example/a") == (Selectors(".story", ("aside",)),)
    assert book.selectors("", "https://q.example/a") == book.selectors("", "https://r.example/a") == ()


def test_packs_that_contradict_each_other_do_not_load() -> None:
    one = pack("publishers/p.example", "uses: [agencies/z]\n")
    with pytest.raises(
        RuleError, match=r"publishers/p.example.yaml: uses `agencies/z`, but there is no such pack; known: agencies/a"
    ):
        Rulebook([one, pack("agencies/a")])
    other = parse("publishers/q.example", "grammar: 1\npublisher: Q\ndomains: [p.example]\n", "q.yaml")[0]
    assert other is not None
    with pytest.raises(RuleError, match=r"q.yaml: claims p.example, which publishers/p.example.yaml claims too"):
        Rulebook([pack("publishers/p.example"), other])


def test_a_pickled_rulebook_keeps_its_packs_and_its_prefilter() -> None:
    book = Rulebook(BOOK.packs.values(), ["share"], EveryLine)
    copy = pickle.loads(pickle.dumps(book))
    assert copy == book
    assert copy.new_prefilter is EveryLine
