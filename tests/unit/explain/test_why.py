"""Why a line stayed: each clause of a rule, failing alone, is named with its numbers."""

from dataclasses import replace
from typing import Any

import pytest
import yaml

from cleaner.clean import Traced, trace
from cleaner.document import Raw
from cleaner.explain.why import unused_agencies, why_not
from cleaner.match.rulebook import Rulebook
from cleaner.record import Rejected
from cleaner.rule.parse_pack import parse
from cleaner.settings import Settings

STORY = [f"The harbour was quiet on day {number}, said the port." for number in range(1, 10)]


def rule(id_: str, **keys: Any) -> dict[str, Any]:
    return {"id": id_, "kind": "share", "strips": ["x"], "spares": ["y"], **keys}


def book(*rules: dict[str, Any], keep_kinds: tuple[str, ...] = (), **keys: Any) -> Rulebook:
    text = yaml.safe_dump(
        {"grammar": 1, "publisher": "HP", "domains": ["hp.example"], **keys, "rules": list(rules)}, allow_unicode=True
    )
    pack, faults = parse("publishers/hp.example", text)
    assert pack, faults
    return Rulebook([pack], keep_kinds)


def traced(lines: list[str], rules: Rulebook, whole_page: bool = False) -> Traced:
    raw = Raw("a", "\n".join(lines), given={"source": "hp.example", "language": "en"})
    found = trace(raw, rules, Settings(whole_page=whole_page))
    assert not isinstance(found, Rejected)
    return found


def asked(lines: list[str], line: str, rules: Rulebook, whole_page: bool = False) -> dict[str, tuple[str, ...]]:
    """The reasons of each rule that came near a line."""
    found = traced(lines, rules, whole_page)
    return {near.rule: near.reasons for near in why_not(found, lines.index(line))}


CASES: dict[str, tuple[list[str], str, dict[str, Any], str]] = {
    "tail": (
        ["Save", *STORY],
        "Save",
        {"drop": {"line": {"equals": "Save"}}, "where": "tail 4"},
        "tail 4: the line is 10th from the end",
    ),
    "head": (
        [*STORY, "Save"],
        "Save",
        {"drop": {"line": {"equals": "Save"}}, "where": "head 2"},
        "head 2: the line is 10th from the start",
    ),
    "block in the tail": (
        ["Save", "Print", *STORY],
        "Save",
        {"drop": {"block": {"from": {"equals": "Save"}, "to": {"equals": "Print"}}}, "where": "tail 4"},
        "tail 4: the block begins 10th from the end (1 line that would go anyway not counted)",
    ),
    "alone": (
        ["Save", "Save it", *STORY],
        "Save",
        {"drop": {"line": {"starts": "Save"}}, "where": "head 1", "alone": True},
        "alone: the rule would take other lines of its place too",
    ),
    "prose": (
        [*STORY, "Save", "It rained.", "Print"],
        "It rained.",
        {"drop": {"block": {"from": {"equals": "Save"}, "to": {"equals": "Print"}}}, "unless": {"prose": 9}},
        "unless: prose 9 holds",
    ),
    "start": (
        ["Menu", *STORY],
        "Menu",
        {"drop": {"block": {"from": "start", "to": {"title": True}, "max_lines": 2}}, "unless": {"prose": 9}},
        "to: no line from here on passes it within 2 lines of the start, or of one before that does",
    ),
    "unless": (
        [*STORY, "Save as"],
        "Save as",
        {"drop": {"line": {"starts": "Save"}}, "unless": {"ends": "as"}},
        'unless: ends "as" holds',
    ),
    "confirm": (
        [*STORY, "Save"],
        "Save",
        {"drop": {"line": {"equals": "Save"}}, "confirm": ["Follow us", "Sign up"]},
        'confirm: none of "Follow us", "Sign up" on another line',
    ),
    "confirm of a block": (
        [*STORY, "Save", "Follow us"],
        "Save",
        {"drop": {"block": {"from": {"equals": "Save"}, "to": "end"}}, "confirm": ["Sign up"]},
        'confirm: none of "Sign up" on another line of the block',
    ),
    "equals, near": (
        [*STORY, "Share this"],
        "Share this",
        {"drop": {"line": {"equals": "Share"}}},
        'equals: the line is "Share this" not "Share"',
    ),
    "starts, near": (
        [*STORY, "Also: Read on here"],
        "Also: Read on here",
        {"drop": {"line": {"starts": "Read on"}}},
        'starts: "Read on" is inside the line "Also: Read on here"',
    ),
    "ends, near": (
        [*STORY, "A storm - Harbor Post"],
        "A storm - Harbor Post",
        {"drop": {"line": {"ends": "- Harbour Post"}}},
        'ends: the line "A storm - Harbor Post" does not end with "- Harbour Post"',
    ),
    "case": (
        [*STORY, "5 MIN READ"],
        "5 MIN READ",
        {"drop": {"line": {"matches": "^[0-9]+ min read$"}}},
        "matches: only case differs from `^[0-9]+ min read$`; `(?i)` would make it match",
    ),
    "end of an expression": (
        [*STORY, "5 min read today"],
        "5 min read today",
        {"drop": {"line": {"matches": "^[0-9]+ min read$"}}},
        "matches: the line goes on where `^[0-9]+ min read$` ends",
    ),
    "start of an expression": (
        [*STORY, "A 5 min read"],
        "A 5 min read",
        {"drop": {"line": {"matches": "^[0-9]+ min read$"}}},
        "matches: the line begins before `^[0-9]+ min read$` does",
    ),
    "max_chars": (
        [*STORY, "Read also: a very long title"],
        "Read also: a very long title",
        {"drop": {"line": {"starts": "Read also:", "max_chars": 20}}},
        "max_chars 20: the line has 28 characters",
    ),
    "to": (
        ["Save", *STORY],
        "Save",
        {"drop": {"block": {"from": {"equals": "Save"}, "to": {"equals": "Print"}, "max_lines": 4}}},
        "to: no line up to the 4th of the block passes it",
    ),
    "while": (
        ["Related", STORY[0]],
        "Related",
        {"drop": {"block": {"from": {"equals": "Related"}, "while": {"headline": True}}}},
        "while: on line 2: headline: the line is too long, begins in lower case or ends like a sentence",
    ),
    "find": ([*STORY, "Save"], "Save", {"find": {"line": {"equals": "Save"}}}, "a find takes nothing"),
}


@pytest.mark.parametrize("case", CASES)
def test_the_clause_that_failed_is_named(case: str) -> None:
    lines, line, keys, reason = CASES[case]
    assert asked(lines, line, book(rule("save", **keys))) == {"hp.example/save": (reason,)}


@pytest.mark.parametrize("case", ["tail", "head", "unless", "confirm", "equals, near", "case", "max_chars", "to"])
def test_a_rule_whose_clauses_hold_takes_the_line_and_gives_no_reason(case: str) -> None:
    lines, line, keys, _ = CASES[case]
    plain = {"drop": {"line": {"equals": line}}}
    assert keys != plain
    assert asked(lines, line, book(rule("save", **plain))) == {"hp.example/save": ()}


def test_lines_that_go_anyway_are_reported_as_not_counted() -> None:
    lines = ["Save", *STORY[:6], "Share", "Share", "Share"]
    rules = book(
        rule("save", drop={"line": {"equals": "Save"}}, where="tail 4"),
        rule("share", drop={"line": {"equals": "Share"}}),
    )
    assert asked(lines, "Save", rules)["hp.example/save"] == (
        "tail 4: the line is 7th from the end (3 lines that would go anyway not counted)",
    )


def test_a_rule_that_needs_another_says_that_it_did_not_match() -> None:
    rules = book(
        rule("title", drop={"line": {"equals": "Title"}}),
        rule("save", drop={"line": {"equals": "Save"}}, needs=["title"]),
    )
    assert asked([*STORY, "Save"], "Save", rules) == {"hp.example/save": ("needs title: it did not match",)}


def test_a_rule_that_needs_a_withheld_one_says_so() -> None:
    rules = book(
        rule("title", drop={"line": {"equals": "Title"}}),
        rule("save", drop={"line": {"equals": "Save"}}, needs=["title"]),
        rule("stay", keep={"line": {"equals": "Title"}}),
    )
    assert asked(["Title", *STORY, "Save"], "Save", rules) == {
        "hp.example/save": ("needs title: it matched but was withheld",)
    }


def test_the_line_of_the_nth_place_is_counted() -> None:
    rules = book(
        rule("time", drop={"line": {"equals": "Save"}}),
        rule("title", drop={"line": {"equals": "Storm"}}, where="nth 2", needs=["time"]),
    )
    found = asked([*STORY, "Storm", "Save"], "Storm", rules)
    assert found["hp.example/title"] == ("nth 2: the line is the 10th",)


def test_a_line_that_is_kept_names_the_rule_that_keeps_it() -> None:
    rules = book(
        rule("save", drop={"line": {"starts": "Save"}}), rule("stay", keep={"line": {"equals": "Save the whales"}})
    )
    found = asked([*STORY, "Save the whales"], "Save the whales", rules)
    assert found["hp.example/save"] == ("kept by rule hp.example/stay",)
    assert found["hp.example/stay"] == ("a keep takes nothing",)


def test_a_pack_over_its_share_says_how_much_it_would_have_taken() -> None:
    lines = ["Save it all, they said to us here now", "The rest stays, all twenty"]
    found = asked(lines, lines[0], book(rule("save", drop={"line": {"starts": "Save"}}), max_share=0.5))
    assert found == {
        "hp.example/save": ("withheld because the pack is suspect: it would take 0.57 of the text, more than 0.5",)
    }


def test_a_whole_page_of_which_too_little_would_be_left_is_named_as_the_reason() -> None:
    lines = ["Save", "The rest stays, all twenty"]
    rules = book(rule("save", drop={"line": {"equals": "Save"}}), max_share=0.9)
    assert asked(lines, "Save", rules, whole_page=True) == {
        "hp.example/save": (
            "withheld because the pack is suspect: fewer than 200 characters of the page would be left",
        )
    }


@pytest.mark.parametrize("whole_page", [False, True])
def test_a_text_that_would_be_cut_again_is_named_as_the_reason(whole_page: bool) -> None:
    outer = {"block": {"from": {"equals": "Save"}, "to": {"equals": "Print"}, "max_lines": 4}}
    inner = {"block": {"from": {"equals": "More"}, "to": {"equals": "Less"}}}
    lines = ["Save", "More", "of the same", "Less", "Print", *STORY]
    found = asked(lines, "Less", book(rule("outer", drop=outer), rule("inner", drop=inner)), whole_page=whole_page)
    assert found["hp.example/inner"] == (
        "withheld because the pack is suspect: a second cleaning would cut the text again",
    )


def test_a_rule_withheld_because_another_pack_is_suspect_names_that_pack() -> None:
    rest = {**rule("rest", drop={"line": {"equals": "The rest stays, all twenty"}}), "kind": "other"}
    text = yaml.safe_dump({"grammar": 1, "languages": ["en"], "rules": [rest]})
    generic, faults = parse("generic/en", text)
    assert generic, faults
    greedy = book(rule("save", drop={"line": {"starts": "Save"}}), max_share=0.5)
    lines = ["Save it all, they said to us here now", "The rest stays, all twenty"]
    found = asked(lines, lines[1], Rulebook([*greedy.packs.values(), generic]))
    assert found["generic/en/rest"] == ("withheld because another pack is suspect: hp.example",)


def test_a_kind_that_the_user_keeps_is_named() -> None:
    rules = book(rule("save", drop={"line": {"equals": "Save"}}), keep_kinds=("share",))
    assert asked([*STORY, "Save"], "Save", rules) == {
        "hp.example/save": ("a find takes nothing: --keep-kinds keeps share",)
    }


def test_a_rule_that_the_user_keeps_is_named() -> None:
    rules = Rulebook(
        book(rule("save", drop={"line": {"equals": "Save"}})).packs.values(), keep_rules=["hp.example/save"]
    )
    assert asked([*STORY, "Save"], "Save", rules) == {
        "hp.example/save": ("a find takes nothing: --keep-rules keeps it",)
    }


def test_several_clauses_that_fail_are_all_named() -> None:
    keys = {
        "drop": {"line": {"equals": "Save"}},
        "where": "tail 1",
        "confirm": ["Sign up"],
        "unless": {"equals": "Save"},
    }
    reasons = asked(["Save", *STORY], "Save", book(rule("save", **keys)))["hp.example/save"]
    assert [reason.split(":")[0] for reason in reasons] == ["unless", "confirm", "tail 1"]


def test_a_line_of_the_story_is_near_no_rule() -> None:
    rules = book(*(rule(f"rule-{number}", **keys) for number, (_, _, keys, _) in enumerate(CASES.values())))
    assert asked([*STORY, "Save"], STORY[4], rules) == {}


def test_an_agency_that_would_take_the_line_is_named_unless_it_is_used_or_nobody_knows_the_publisher() -> None:
    wire = rule("wire", kind="other", drop={"line": {"equals": "From the wire"}}, standalone=True)
    agency, faults = parse("agencies/bell", yaml.safe_dump({"grammar": 1, "publisher": "Bell", "rules": [wire]}))
    assert agency, faults
    publisher = book(rule("share", drop={"line": {"equals": "Share"}})).packs["publishers/hp.example"]
    unused, used = (Rulebook([replace(publisher, uses=uses), agency]) for uses in ((), ("agencies/bell",)))
    lines = [*STORY, "From the wire"]
    assert unused_agencies(traced(lines, unused), len(STORY)) == ["agencies/bell"]
    assert unused_agencies(traced(lines, unused), 0) == []
    assert unused_agencies(traced(lines, used), len(STORY)) == []
    assert unused_agencies(traced(lines, Rulebook([agency])), len(STORY)) == []
