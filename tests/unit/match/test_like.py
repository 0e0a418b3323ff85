"""What `like` takes: words with slots, and what a slot holds becomes the value of its field."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

from cleaner.match.matcher import Matcher
from cleaner.match.slots import takes
from cleaner.match.slots.calendar_words import MONTH_WORDS
from cleaner.rule.parse_pack import parse
from cleaner.rule.slots import SLOTS
from cleaner.rule.template import Slot
from cleaner.rule.template_expression import slot_expressions

from .rules import cleaned, document, left, pack

CASES: dict[str, dict[str, dict[str, list[str]]]] = yaml.safe_load(
    Path(__file__).with_name("slot_cases.yaml").read_text("utf-8")
)


CALLED = ("The Morning Bell", "https://www.bell.example/a", "Süddeutsche Glocke")


@pytest.mark.parametrize("kind", SLOTS)
def test_a_slot_takes_what_it_means_and_nothing_else(kind: str) -> None:
    wrong = [
        (language, value, wanted)
        for language, cases in CASES.get(kind, {}).items()
        for wanted in ("takes", "refuses")
        for value in cases[wanted]
        if takes(Slot("", kind), value, language, CALLED) != (wanted == "takes")
    ]
    assert wrong == []


def test_every_slot_has_cases() -> None:
    assert set(CASES) == set(SLOTS) - {"words", "text"}


def lifted(text: str, rule: str) -> dict[str, Any]:
    """What a rule lifts: lists of values by field."""
    found: dict[str, list[str]] = {}
    for _, lift in cleaned(text, rule)[1].lifts:
        found.setdefault(lift.field, []).append(lift.value)
    return found


def test_a_line_that_reads_like_a_template_goes_and_its_names_are_lifted() -> None:
    rule = "drop: {line: {like: 'By {authors:names}'}}"
    assert left("BY Ada Lindqvist and Bo Ek|Snow fell.", rule) == "Snow fell."
    assert lifted("By Ada Lindqvist and Bo Ek", rule) == {"authors": ["Ada Lindqvist", "Bo Ek"]}


@pytest.mark.parametrize(
    "line", ["By the river lay Oslo", "By Tuesday Evening", "By Ada Lindqvist.", "Nearby Ada Lindqvist", "By"]
)
def test_a_line_whose_slot_holds_something_else_stays(line: str) -> None:
    assert left(f"{line}|Snow fell.", "drop: {line: {like: 'By {authors:names}'}}") == f"{line}|Snow fell."


def test_what_is_in_brackets_may_be_missing_and_a_bar_chooses() -> None:
    rule = "drop: {line: {like: '(Reporting|Writing) by {contributors:names}[; [additional ]editing by {contributors:names}]'}}"
    assert left("Reporting by Ada Lee|Writing by Bo Ek; Editing by Tom Marsh|x", rule) == "x"
    text = "Writing by Bo Ek; Additional editing by Tom Marsh"
    assert lifted(text, rule) == {"contributors": ["Bo Ek", "Tom Marsh"]}


def test_parentheses_without_a_bar_and_doubled_marks_are_themselves() -> None:
    assert left("(Photo) {1} [2]|x", "drop: {line: {like: '(Photo) {{{:number}}} {[}{:number}{]}'}}") == "x"


@pytest.mark.parametrize(
    ("template", "line", "values"),
    [
        ("By {:names}[ in {:place}]", "By Ada Lee and Bo Ek in Oslo", ["Ada Lee and Bo Ek", "Oslo"]),
        ("By {:names}[, {:agency}][, {:place}]", "By Ada Lee, Bo Ek, AP", ["Ada Lee, Bo Ek", "AP"]),
        ("{:place}[, {:date}] ({:agency}) -", "PARIS, Tuesday, May 3 (AFP) -", ["PARIS", "Tuesday, May 3", "AFP"]),
        ("{:place}[, {:date}] ({:agency}) -", "SALEM, Ore. (AP) -", ["SALEM, Ore.", "AP"]),
        ("(Photo|Image)[ credit][ by][:] {:credit}[.]", "Photo by Bo Ek/AFP.", ["Bo Ek/AFP"]),
        ("[(]Photo[ ]:[ ]{:credit}[)]", "(Photo: Ada Lee (@ada) via AP)", ["Ada Lee (@ada) via AP"]),
        ("Updated: {:date}[(, | | at ){:time}]", "Updated: Jan 3, 2026, 10:15 GMT", ["Jan 3, 2026", "10:15 GMT"]),
        ("{:count} comment[s]", "3.4K comments", ["3.4K"]),
        ("[{:phrase} - ]Copyright {:credit}", "A tower in fog - Copyright Bo Ek", ["A tower in fog", "Bo Ek"]),
    ],
)
def test_common_templates_are_read_in_one_way(template: str, line: str, values: list[str]) -> None:
    rule = f"drop: {{line: {{like: '{template.replace('{:', '{captions:')}'}}}}"
    assert lifted(line, rule) == {"captions": values}


def test_where_two_readings_are_as_good_none_counts() -> None:
    rule = "drop: {line: {like: 'By {authors:names}[, {:place}]'}}"
    assert lifted("By Ada Lee, Oslo", rule) == {"authors": ["Ada Lee"]}
    assert left("By Ada Lee, Bo Ek, Oslo|x", rule) == "By Ada Lee, Bo Ek, Oslo|x"


def test_two_slots_of_a_kind_and_field_are_no_two_readings() -> None:
    text = (
        "Writing by {contributors:names}[; (Text|Editing) by {contributors:names}][; Editing by {contributors:names}]"
    )
    rule = f"drop: {{line: {{like: '{text}'}}}}"
    assert lifted("Writing by Bo Ek; Editing by Ada Lee", rule) == {"contributors": ["Bo Ek", "Ada Lee"]}


def test_a_line_may_be_nothing_but_a_date_or_an_address() -> None:
    assert left(
        "Jan 3, 2026, 10:15|a@b.example|Jan snow|x", "drop: {line: {like: ['{:date}[, {:time}]', '{:email}']}}"
    ) == ("Jan snow|x")


def test_agencies_in_a_list_are_lifted_one_by_one() -> None:
    rule = "drop: {line: {like: '({agencies:agencies})'}}"
    assert lifted("(dpa/AFP and Reuters)", rule) == {"agencies": ["dpa", "AFP", "Reuters"]}
    assert left("(dpa/Bo Ek)|x", rule) == "(dpa/Bo Ek)|x"


def test_no_language_has_the_months_of_another_by_mistake() -> None:
    scripts = {language: {unicodedata.name(char)[:5] for word in words for char in word if char.isalpha()}
               for language, words in MONTH_WORDS.items()}  # fmt: skip
    assert {language: found for language, found in scripts.items() if len(found) > 1} == {}


def test_a_count_of_words_bounds_a_phrase() -> None:
    rule = "drop: {line: {like: 'More {:phrase 2}'}}"
    assert left("More on rivers|More. On rivers|More on rivers now|x", rule) == "More. On rivers|More on rivers now|x"


def test_a_span_is_cut_out_of_its_line() -> None:
    rule = "drop: {span: {like: '{dateline.place:place}[, {dateline.date:date}] ({dateline.agency:agency}) - '}}"
    assert left("OSLO, Jan 3 (Reuters) – Snow fell.", rule) == "Snow fell."
    assert lifted("OSLO, Jan 3 (Reuters) – Snow fell.", rule) == {
        "dateline.place": ["OSLO"], "dateline.date": ["Jan 3"], "dateline.agency": ["Reuters"]
    }  # fmt: skip
    assert left("OSLO, Jan 3 (Router) – Snow fell.", rule) == "OSLO, Jan 3 (Router) – Snow fell."


def test_the_value_of_a_slot_can_be_lifted_into_another_field_too() -> None:
    rule = "drop: {line: {like: 'Source: {dateline.agency:agency}'}}, lift: {agencies: dateline.agency}"
    assert lifted("Source: Reuters", rule) == {"dateline.agency": ["Reuters"], "agencies": ["Reuters"]}


def test_a_span_begins_and_ends_with_whole_words() -> None:
    assert left("The standby mode of it", "drop: {span: {like: 'by mode'}}") == "The standby mode of it"
    assert left("Stand by mode of it", "drop: {span: {like: ' by mode'}}") == "Stand of it"


def test_what_can_be_read_in_two_ways_is_left_alone() -> None:
    rule = "drop: {line: {like: '{:words 9} by {:words 9}'}}"
    assert left("A book by him|A book by him by night", rule) == "A book by him by night"


def test_quotes_dashes_and_case_do_not_count() -> None:
    assert left("DON’T MISS — Ada Lindqvist|x", 'drop: {line: {like: "Don\'t miss - {:name}"}}') == "x"


def test_nor_do_they_in_a_template() -> None:
    assert left('Photo - "Ada Lindqvist"|x', "drop: {line: {like: 'Photo – “{:name}”'}}") == "x"


def test_a_dotted_capital_i_is_an_i() -> None:
    rule = 'drop: {line: {like: "İlgili haber: {:text}"}}'
    assert left("İlgili haber: x|ilgili haber: x|ILGILI HABER: x|lgili haber: x", rule) == "lgili haber: x"


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("{authors:names}", "has no words outside its slots and brackets"),
        ("By {authors}", "a slot is `{field:kind}`"),
        ("By {authors:people}", "has a slot for `people`; known: name, names"),
        ("By {authors:nams}", "has a slot for `nams`; did you mean `names`?"),
        ("By {author:names}", "lifts into `author`; did you mean `authors`?"),
        ("By {persons:names}", "lifts into `persons`; known: agencies, authors"),
        ("By {authors:place}", "fills `authors` with `place`; it takes names or name"),
        ("By {authors:names 3}", "only `words` and `phrase` can be counted"),
        ("By {authors:names", "has a `{` without its `}`"),
        ("By ]", "has a `]` that closes nothing"),
        ("a\\nb", "contains a line break"),
    ],
)
def test_a_template_that_cannot_be_read_says_what_would_be_right(template: str, problem: str) -> None:
    rule = f'{{id: a, kind: other, drop: {{line: {{like: "{template}"}}}}, strips: [x], spares: [y]}}'
    _, faults = parse("agencies/a", f"grammar: 1\nrules:\n  - {rule}\n")
    assert [problem in fault.problem for fault in faults] == [True], faults


def test_a_template_that_is_too_large_says_so_whatever_its_length() -> None:
    many = ", ".join(f"{number * number} {number * 7} is the number" for number in range(900))
    rule = '{id: a, kind: other, drop: {line: {like: "{@many} {:name}"}}, strips: [x], spares: [y]}'
    _, faults = parse("agencies/a", f"grammar: 1\nlists: {{many: [{many}]}}\nrules:\n  - {rule}\n")
    assert [fault.problem for fault in faults] == [
        "`like: {@many} {:name}` compiles to more than 3,000 RE2 instructions: name shorter lists, or write several templates"
    ]


def test_a_credit_with_three_roles_stays_far_below_the_budget() -> None:
    from cleaner.match.re2_fast import compiled

    template = "(Reporting by {contributors:names}; Writing by {contributors:names}[; Editing by {contributors:names}])"
    assert compiled(slot_expressions(template).greedy).programsize < 500


def test_of_two_words_in_a_choice_that_both_fit_the_longer_one_counts() -> None:
    for choice in ("(Updated|Updated on)", "(Updated on|Updated)"):
        assert (
            left("Updated on 3 May 2026|Snow fell.", f"drop: {{line: {{like: '{choice} {{:date}}'}}}}") == "Snow fell."
        )


def test_optional_parts_may_stand_in_optional_parts() -> None:
    rule = "drop: {line: {like: 'Updated[[,] {:date}[ [at ]{:time}]]'}}"
    for line in ("Updated", "Updated 3 May 2026", "Updated, 3 May 2026 at 10:15"):
        assert left(f"{line}|Snow fell.", rule) == "Snow fell."


def test_a_list_may_have_marks_that_templates_read() -> None:
    head = "lists: {ends: ['a | b', '(c', '[d]', '{e}']}"
    for line in ("On a | b", "On (c", "On [d]", "On {e}"):
        rules = pack("drop: {line: {like: 'On {@ends}'}}", head=head).rules
        assert [match.rule for match in Matcher(rules).matches(document(line))] == ["agencies/a/r0"]
