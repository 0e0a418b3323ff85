"""`@name` stands for what has that name: entries of a list, a condition, a choice in a template."""

from __future__ import annotations

import pytest

from cleaner.rule.model import AnyOf, Like, LineUnit, Literal, Named, RulePack, SpanUnit
from cleaner.rule.parse_names import SharedNames, parse_shared
from cleaner.rule.parse_pack import PackPart, parse, parse_parts
from cleaner.rule.write import write

HEAD = "grammar: 1\npublisher: The Pier\ndomains: [pier.example]\n"
NAMES = 'lists: {days: [Monday, Tuesday], buttons: ["@days", Share]}\ntests: {footer: {starts: ["@days", Terms]}}\n'
NETWORKS = "grammar: 1\nlists: {names: [Facebook, X (Twitter)]}\ntests: {row: {equals: '@names'}, link: {like: 'On {@names}'}}\n"


def shared(text: str = NETWORKS) -> SharedNames:
    names, faults = parse_shared("networks", text)
    assert not faults
    return names


def rule(clause: str, id_: str = "a") -> str:
    return f"rules:\n  - {{id: {id_}, kind: other, {clause}, strips: [x], spares: [y]}}\n"


def read(clause: str, names: str = NAMES) -> RulePack:
    pack, faults = parse("publishers/pier.example", HEAD + names + rule(clause), shared=shared())
    assert pack is not None, faults
    return pack


def condition(clause: str) -> object:
    unit = read(f"drop: {{line: {clause}}}").rules[0].unit
    assert isinstance(unit, LineUnit)
    return unit.condition


def problems(clause: str, names: str = NAMES) -> list[str]:
    return [fault.problem for fault in parse("p", HEAD + names + rule(clause), shared=shared())[1]]


def test_a_list_among_texts_stands_for_its_entries() -> None:
    assert condition('{starts: ["@buttons", Save]}') == Literal("starts", ("Monday", "Tuesday", "Share", "Save"))


def test_a_list_alone_is_a_whole_line() -> None:
    assert condition('"@days"') == Literal("equals", ("Monday", "Tuesday"))


def test_a_test_alone_is_its_condition_under_its_name() -> None:
    footer = Named("footer", Literal("starts", ("Monday", "Tuesday", "Terms")))
    assert condition('"@footer"') == footer
    assert condition('{any: ["@footer", {ends: more}]}') == AnyOf((footer, Literal("ends", ("more",))))
    assert read("drop: {line: {equals: x}}, unless: '@footer'").rules[0].unless == footer


def test_a_list_in_a_template_is_a_choice() -> None:
    assert condition('{like: "{@days} {:date}"}') == Like(("(Monday|Tuesday) {:date}",))
    assert condition('{like: "On {@networks/names}[ now]"}') == Like(("On (Facebook|X {(}Twitter{)})[ now]",))


def test_what_packs_share_is_named_with_its_file() -> None:
    assert condition('"@networks/row"') == Named("networks/row", Literal("equals", ("Facebook", "X (Twitter)")))
    assert read("drop: {line: {equals: x}}, confirm: ['@networks/names']").rules[0].confirm == (
        "Facebook",
        "X (Twitter)",
    )


def test_an_at_sign_that_is_meant_is_written_twice() -> None:
    assert condition('{contains: "@@days"}') == Literal("contains", ("@days",))
    assert condition('{contains: "@ days"}') == Literal("contains", ("@ days",))


@pytest.mark.parametrize(
    "clause",
    ["drop: {line: '@footer'}", "drop: {line: {equals: '@@days'}}", "drop: {span: '@networks/link'}",
     "drop: {line: {all: ['@footer', {starts: ['@days', '@@x']}]}}", "drop: {span: '@days'}",
     "drop: {line: {like: ['{@days} on {:date}', 'x {:name}']}}, confirm: ['@buttons', save]"],
)  # fmt: skip
def test_a_pack_is_written_with_the_names_that_it_was_read_with(clause: str) -> None:
    pack = read(clause)
    written = write(pack)
    assert parse(pack.name, written, shared=shared())[0] == pack
    assert "Monday" not in written.split("rules:")[1]


def test_a_name_stands_above_what_names_it() -> None:
    later = "lists: {all: ['@days'], days: [Monday]}\n"
    assert problems("drop: {line: {equals: x}}", later) == [
        ("`@days` is no list; it must stand above what names it; an at sign that is meant is written twice: `@@days`")
    ]


@pytest.mark.parametrize(
    ("clause", "problem"),
    [
        ("drop: {line: '@day'}", "`@day` is neither a list nor a test; did you mean `@days`?"),
        (
            "drop: {line: {ends: '@footer'}}",
            "`@footer` is a test, not a list; an at sign that is meant is written twice: `@@footer`",
        ),
        (
            "drop: {line: '@networks/qqqqqqqqqqqq'}",
            "`@networks/qqqqqqqqqqqq` is neither a list nor a test; `shared/networks.yaml` has no such name",
        ),
        (
            "drop: {line: {like: 'On {@footer}'}}",
            "`like: On {@footer}` names `@footer`, which is a test, not a list",
        ),
        (
            "drop: {line: {like: '@days'}}",
            "`like: @days` is only that text; in a template `{@days}` is a list",
        ),
        (
            "drop: {line: '@pier/days'}",
            "`@pier/days` is neither a list nor a test; there is no `shared/pier.yaml` with any",
        ),
        ("drop: {line: days}", "a condition must be a mapping, not the text 'days'; did you mean `\"@days\"`?"),
        (
            "drop: {line: {like: 'On {@dayz}'}}",
            "`like: On {@dayz}` names `@dayz`, which is no list; did you mean `@days`?",
        ),
    ],
)
def test_a_name_that_stands_for_nothing_is_a_fault(clause: str, problem: str) -> None:
    assert problems(clause) == [problem]


def test_an_entry_that_no_line_can_be_is_a_fault_where_its_list_stands_for_a_line() -> None:
    lists = 'lists: {phrases: [" by ", "two\\nlines"]}\n'
    assert problems("drop: {line: '@phrases'}", lists) == [
        "`equals` cannot begin or end with white space: ' by '; lines are compared without it",
        "`equals` contains a line break; a condition sees a single line",
    ]


def test_lists_and_tests_share_their_names() -> None:
    twice = "lists: {a: [x]}\ntests: {a: {equals: x}, B: {equals: y}}\n"
    assert problems("drop: {line: '@a'}", twice) == [
        "the name `a` is taken already: lists and tests share their names",
        "a name in `tests` must be lower-case words joined by hyphens, not `B`",
    ]


@pytest.mark.parametrize(
    ("form", "problem"),
    [("'@t{0}'", "nested deeper than 20 levels"), ("{{any: ['@t{0}', '@t{0}']}}", "not have more than 1,000 parts")],
)
def test_tests_that_name_tests_cannot_grow_without_bound(form: str, problem: str) -> None:
    steps = "".join(f"  t{number}: {form.format(number - 1)}\n" for number in range(1, 40))
    found = problems("drop: {line: '@t5'}", f"tests:\n  t0: {{equals: x}}\n{steps}")
    assert problem in found[0]


def test_a_span_may_name_a_test_that_only_names_another() -> None:
    tests = "tests: {one: {starts: Share}, other: '@one'}\n"
    assert read("drop: {span: '@other'}", tests).rules[0].unit == SpanUnit(Literal("starts", ("Share",)))


def test_the_shape_of_a_named_test_counts_as_if_it_were_written_out() -> None:
    shape = "tests: {short-line: {short: 9}}\n"
    assert problems("drop: {line: '@short-line'}", shape) == [
        "`a`: headline, all_caps and short are only allowed with `where: nth` or inside a block"
    ]


def test_the_parts_of_a_pack_are_one_pack() -> None:
    parts = (
        PackPart("en/pack.yaml", HEAD),
        PackPart("en/head.yaml", "grammar: 1\n" + rule("drop: {line: '@days'}", "day")),
        PackPart("en/lists.yaml", "grammar: 1\nlists: {days: [Monday]}\n"),
        PackPart("en/tail.yaml", "grammar: 1\n" + rule("find: {line: {equals: x}}, needs: [day]", "last")),
    )
    pack, faults = parse_parts("publishers/pier.example", parts)
    assert pack is not None, faults
    assert [(rule.name, rule.file) for rule in pack.rules] == [
        ("pier.example/day", "en/head.yaml"), ("pier.example/last", "en/tail.yaml"),
    ]  # fmt: skip
    assert pack.files == ("en/pack.yaml", "en/head.yaml", "en/lists.yaml", "en/tail.yaml")
    assert isinstance(pack.rules[0].unit, LineUnit)
    assert pack.rules[0].unit.condition == Literal("equals", ("Monday",))


def test_faults_of_a_pack_are_in_the_part_that_they_are_in() -> None:
    parts = (
        PackPart("pack.yaml", HEAD),
        PackPart("a.yaml", "grammar: 1\npublisher: Other\n" + rule("drop: {line: {equals: x}}")),
        PackPart("b.yaml", "grammar: 1\n" + rule("drop: {line: {equals: x}}")),
    )
    assert [str(fault) for fault in parse_parts("publishers/pier.example", parts)[1]] == [
        "a.yaml:2: `publisher` stands in pack.yaml already; a pack has it once",
        "b.yaml:3: `a`: this id is taken already, on a.yaml:4",
    ]


def test_nothing_is_said_to_be_missing_that_may_stand_in_a_part_that_cannot_be_read() -> None:
    parts = (
        PackPart("pack.yaml", HEAD),
        PackPart("lists.yaml", "grammar: 1\nlists: days: [Monday]\n"),
        PackPart("tail.yaml", "grammar: 1\n" + rule("drop: {line: '@days'}")),
    )
    assert [str(fault) for fault in parse_parts("publishers/pier.example", parts)[1]] == [
        (
            "lists.yaml:2: not valid YAML: mapping values are not allowed in this context; "
            "a text that begins with a mark, or has `: ` in it, needs quotes"
        )
    ]


def test_a_change_of_a_shared_file_changes_the_digest_of_the_packs_that_name_it() -> None:
    other = shared(NETWORKS.replace("Facebook", "Myspace"))
    for clause, same in (("drop: {line: '@networks/row'}", False), ("drop: {line: '@days'}", True)):
        text = HEAD + NAMES + rule(clause)
        digests = [parse("p", text, shared=names)[0].digest for names in (shared(), other)]  # type: ignore[union-attr]
        assert (digests[0] == digests[1]) is same
