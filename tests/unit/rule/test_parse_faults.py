"""Each fault of a pack is reported with its file, its line, what is wrong and what would be right."""

from __future__ import annotations

import pytest

from cleaner.rule.parse_pack import parse

RULE = """grammar: 1
publisher: P
domains: [p.example]
languages: [en]
lists: {{stops: [one, two]}}
rules:
  - id: first
    kind: other
    drop: {{line: {{equals: share}}}}
    strips: [Share]
    spares: [Share it]
  - id: second
    kind: {kind}
    {verb}: {unit}
    {more}
    strips: {strips}
    spares: [y]
"""


def faults(text: str, name: str = "publishers/p.example") -> list[str]:
    pack, found = parse(name, text, "p.yaml")
    assert (pack is None) == bool(found)
    return [str(fault) for fault in found]


def of_rule(
    unit: str = "{line: {equals: x}}", more: str = "", kind: str = "share", verb: str = "drop", strips: str = "[x]"
) -> list[str]:
    return faults(RULE.format(unit=unit, more=more or "standalone: false", kind=kind, verb=verb, strips=strips))


def test_a_good_rule_has_no_fault() -> None:
    assert of_rule() == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "p.yaml: the file is empty; a pack starts with `grammar: 1`"),
        ("a: [", "p.yaml:2: not valid YAML"),
        (
            "a: @x",
            "p.yaml:1: not valid YAML: found character that cannot start any token; a text that begins with a mark",
        ),
        (
            "grammar: 1\npublisher: P\ndomains: [p.example]\nlanguages: [English]",
            "p.yaml:4: `languages` are codes such as `en` or `de`, not `English`",
        ),
        ("a: b: c", "p.yaml:1: not valid YAML: mapping values are not allowed in this context; a text that begins"),
        ("a: &x 1\nb: *x", "p.yaml:2: not valid YAML: aliases are not allowed: write it out"),
        ("- 1", "p.yaml:1: a pack must be a mapping, not a list"),
        ("publisher: P\ndomains: [p.example]", "p.yaml:1: a pack lacks `grammar`: the version of the grammar."),
        (
            "grammar: 2\npublisher: P\ndomains: [p.example]",
            "p.yaml:1: `grammar` must be a whole number from 1 to 1, not the whole number '2'",
        ),
        (
            "grammar: 1\npublisher: P\ndomain: [p.example]",
            "p.yaml:3: a pack has no key `domain`; did you mean `domains`?",
        ),
        ("grammar: 1\ngrammar: 1\npublisher: P\ndomains: [p.example]", "p.yaml:2: a pack has `grammar` twice"),
        ("grammar: 1\npublisher: P", "p.yaml:1: a publisher's pack lacks `domains`"),
        (
            "grammar: 1\ndomains: [p.example]",
            "p.yaml:1: a publisher's pack lacks `publisher`, its name in records",
        ),
        (
            "grammar: 1\npublisher: P\ndomains: ['https://p.example/']",
            "p.yaml:3: `https://p.example/` is not a domain: write it in lower case, without scheme, www. and path",
        ),
        ("grammar: 1\npublisher: [P]\ndomains: [p.example]", "p.yaml:2: `publisher` must be text, not a list"),
        (
            "grammar: 1\npublisher: 5\ndomains: [p.example]",
            "p.yaml:2: `publisher` must be text, not the whole number '5'; put it in quotes",
        ),
        ("grammar: 1\npublisher: ' '\ndomains: [p.example]", "p.yaml:2: `publisher` is blank"),
        ("grammar: 1\npublisher: P\ndomains: []", "p.yaml:3: `domains` is an empty list"),
        (
            "grammar: 1\npublisher: P\ndomains: [p.example]\nmax_share: 2",
            "p.yaml:4: `max_share` must be a number above 0 and at most 1, not the whole number '2'",
        ),
        ("grammar: 1\npublisher: P\ndomains: [p.example]\nstatus: ready", "p.yaml:4: `status` cannot be `ready`"),
        (
            "grammar: 1\npublisher: P\ndomains: [p.example]\noverride: sure",
            "p.yaml:4: `override` must be true or false, not the text 'sure'",
        ),
        (
            "grammar: 1\npublisher: P\ndomains: [p.example]\nrules: {}",
            "p.yaml:4: `rules` must be a list, not a mapping",
        ),
        (
            "grammar: 1\npublisher: P\ndomains: [p.example]\nrules:\n  - x",
            "p.yaml:5: a rule must be a mapping, not the text 'x'",
        ),
        (
            "grammar: 1\npublisher: P\ndomains: [p.example]\nhtml:\n  - {body: 'a[['}",
            "p.yaml:5: `a[[` is not a CSS selector",
        ),
        (
            "grammar: 1\npublisher: P\ndomains: [p.example]\nhtml:\n  - {drop: a, title: b}",
            "p.yaml:5: an entry of `html` has a `body`, or only a `drop`, which then counts for all entries",
        ),
        (
            "grammar: 1\npublisher: P\ndomains: [p.example]\nhtml:\n  - {body: a, until: soon}",
            "p.yaml:5: `until` must be a date like 2025-06-01, not `soon`",
        ),
        (
            "grammar: 1\npublisher: P\ndomains: [p.example]\nfingerprints:\n  - {where: head 2}",
            "p.yaml:5: a fingerprint lacks `line`",
        ),
    ],
)
def test_what_is_wrong_with_a_pack_is_reported(text: str, says: str) -> None:
    assert any(fault.startswith(says) for fault in faults(text)), faults(text)


@pytest.mark.parametrize("key", ["publisher: P", "domains: [p.example]", "fingerprints: [{line: {equals: x}}]"])
def test_a_group_has_nothing_that_tells_one_publisher_from_others(key: str) -> None:
    name = key.split(":", maxsplit=1)[0]
    assert faults(f"grammar: 1\nlanguages: [en]\n{key}", "groups/g") == [
        f"p.yaml:3: a group has no `{name}`: write it in the packs of the publishers that use the group"
    ]
    assert faults("grammar: 1\nlanguages: [en]", "groups/g") == []


@pytest.mark.parametrize(
    ("unit", "more", "says"),
    [
        ("{line: {equal: x}}", "", "p.yaml:14: a condition has no key `equal`; did you mean `equals`?"),
        ("{line: {}}", "", "p.yaml:14: a condition must not be empty"),
        ("{line: x}", "", "p.yaml:14: a condition must be a mapping, not the text 'x'; for whole lines write `equals: …`"),
        ("{line: [x, y]}", "", "p.yaml:14: a condition must be a mapping, not a list; for whole lines write `equals: …`"),
        ("{}", "", "p.yaml:14: `drop` takes exactly one of line, span, block, not none"),
        ("{line: {equals: x}, span: {equals: x}}", "", "p.yaml:14: `drop` takes exactly one of line, span, block, not line, span"),
        ("{span: {any: [{equals: x}]}}", "", "p.yaml:14: `span` takes a single equals, starts, ends, contains, mentions, matches or like"),
        ("{line: {equals: ' x'}}", "", "p.yaml:14: `equals` cannot begin or end with white space: ' x'; lines are compared without it"),
        ('{line: {contains: "a\\nb"}}', "", "p.yaml:14: `contains` contains a line break; a condition sees a single line"),
        ("{line: \"@stop\"}", "", "p.yaml:14: `@stop` is neither a list nor a test; did you mean `@stops`?"),
        ("{line: {equals: \"@others\"}}", "", "p.yaml:14: `@others` is no list; the pack has @stops"),
        ("{line: {like: \"{@others} min\"}}", "", "p.yaml:14: `like: {@others} min` names `@others`, which is no list"),
        ("{line: {matches: '('}}", "", "p.yaml:14: `(` is not an RE2 expression: missing )"),
        ("{line: {matches: 'a(?=b)'}}", "", "p.yaml:14: `a(?=b)` is not an RE2 expression: invalid perl operator"),
        ("{line: {matches: '“x'}}", "", "p.yaml:14: `“x` contains '“', which lines are rid of: write '\"'"),
        ("{line: {matches: '(?s)x'}}", "", "p.yaml:14: `(?s)x` sets the flag 's', but a condition sees a single line: only `(?i)` has an effect"),
        ("{line: {matches: '\\Ax'}}", "", "p.yaml:14: `\\Ax`: a condition sees a single line, so write ^ and $"),
        ("{line: {matches: '(?P<a>x)(?P<a>y)'}}", "", "p.yaml:14: `(?P<a>x)(?P<a>y)` uses the name of a group twice"),
        ("{line: {matches: '[\\pL .-]{2,80}'}}", "", "p.yaml:14: `[\\pL .-]{2,80}` compiles to"),
        ("{line: {equals: x, max_chars: 0}}", "", "p.yaml:14: `max_chars` must be a whole number from 1 to 10000, not the whole number '0'"),
        ("{line: {all: []}}", "", "p.yaml:14: `all` must be a list of conditions"),
        ("{line: {headline: false}}", "", "p.yaml:14: `headline: false` has no effect; write `not: {headline: true}`"),
        ("{line: {headline: true}}", "", "p.yaml:12: `second`: headline, all_caps and short are only allowed with `where: nth` or inside a block"),
        ("{block: {from: {equals: x}}}", "", "p.yaml:14: `block` takes either `to` or `while`"),
        ("{block: {to: end}}", "", "p.yaml:14: `block` lacks `from`: the first line."),
        ("{block: {from: {equals: x}, to: end}}", "", "p.yaml:12: `second`: `to: end` takes everything that follows, so it needs `confirm`"),
        ("{block: {from: start, to: {equals: x}}}", "", "p.yaml:12: `second`: `from: start` takes whatever stands there, so it needs"),
        ("{block: {from: start, while: {equals: x}}}", "unless: {prose: 9}", "p.yaml:12: `second`: `from: start` takes whatever"),
        ("{block: {from: start, to: {equals: x}}}", "unless: {prose: 9}\n    where: head 2", "p.yaml:12: `second`: `from: start` takes"),
        ("{line: {title: false}}", "", "p.yaml:14: `title: false` has no effect; leave it out"),
        ("{line: {equals: x, not: {title: true}}}", "", "p.yaml:14: `title` cannot be used inside `not`"),
        ("{line: {equals: x}}", "unless: {any: [{equals: y}, {title: true}]}", "p.yaml:12: `second`: `title` cannot be used inside `unless`"),
        ("{line: {any: [{equals: x}, {prose: 9}]}}", "", "p.yaml:12: `second`: `prose` is only allowed inside `not` and `unless`"),
        ("{block: {from: {equals: x}, while: {prose: 9}}}", "", "p.yaml:12: `second`: `prose` is only allowed inside"),
        ("{line: {equals: x, not: {prose: 0}}}", "", "p.yaml:14: `prose` must be a whole number from 1 to 10000"),
        ("{line: {equals: x}}", "alone: true", "p.yaml:12: `second`: `alone` is for a `drop` or `find` of lines with"),
        ("{span: {equals: x}}", "alone: true\n    where: head 1", "p.yaml:12: `second`: `alone` is for a `drop` or `find` of lines"),
        ("{block: {from: {equals: x}, to: {equals: y}, max_lines: 1}}", "", "p.yaml:14: `max_lines` must be a whole number from 2 to 10000"),
        ("{line: {equals: x}}", "seen: 12", "p.yaml:15: `seen` must be a mapping, not the whole number '12'"),
        ("{line: {equals: x}}", "seen: {pages: 12}", "p.yaml:15: `seen` lacks `last`: the last month or day that it was."),
        ("{line: {equals: x}}", "seen: {pages: 0, last: 2025-11}", "p.yaml:15: `pages` must be a whole number from 1 to 999999999, not"),
        ("{line: {equals: x}}", "seen: {pages: 1, last: 2025}", "p.yaml:15: `last` must be text, not the whole number '2025'"),
        ("{line: {equals: x}}", "seen: {pages: 1, last: 2025-13}", "p.yaml:15: `last` must be a month like 2025-11 or a day like 2025-11-03, not `2025-13`"),
        ("{line: {equals: x}}", "seen: {pages: 1, last: 2025-02-30}", "p.yaml:15: `last` must be a month like 2025-11 or a day like 2025-11-03, not"),
        ("{line: {equals: x}}", "where: top 3", "p.yaml:15: `where` must be `head N`, `tail N`, `nth N` or `anywhere`, not `top 3`"),
        ("{line: {equals: x}}", "where: head 0", "p.yaml:15: `where` must be `head N`, `tail N`, `nth N` or `anywhere`, not `head 0`"),
        ("{line: {equals: x}}", "where: nth 1", "p.yaml:12: `second`: `where: nth` is only allowed with `needs`"),
        ("{block: {from: {equals: x}, to: {equals: y}}}", "where: nth 1", "p.yaml:12: `second`: `where: nth` is for lines and spans; a block begins where its `from` is true"),
        ("{line: {equals: x}}", "needs: [third]", "p.yaml:12: `second`: needs `third`, but the pack has no such rule"),
        ("{line: {equals: x}}", "needs: [second]", "p.yaml:12: `second`: `needs` leads back to the rule itself"),
        ("{line: {equals: x}}", 'confirm: ["a\\nb"]', "p.yaml:15: `confirm` contains a line break; a phrase must fit on one line"),
        ("{line: {equals: x}}", "lift: {writer: text}", "p.yaml:15: there is no field `writer`; fields: agencies, authors"),
        ("{line: {equals: x}}", "lift: {authors: who}", "p.yaml:15: `authors` is lifted from the group `who`, but no expression here names it"),
        ("{line: {equals: x}}", "lift: {authors: {each: '- '}}", "p.yaml:15: `each` works on blocks only: it lifts from their lines"),
        ("{line: {equals: x}}", "lift: {title: {split: ','}}", "p.yaml:15: `title` is a single value; split and each are for lists"),
        ("{line: {equals: x}}", "standalone: true", "p.yaml:12: `second`: `standalone` is only for agencies' packs"),
        ("{line: {equals: x}}", "keep: {line: {equals: x}}", "p.yaml:12: a rule has exactly one verb, drop, keep or find; this one has drop, keep"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_rule_is_reported(unit: str, more: str, says: str) -> None:
    assert any(fault.startswith(says) for fault in of_rule(unit, more)), of_rule(unit, more)


@pytest.mark.parametrize(
    ("unit", "more", "says"),
    [
        (
            "{line: {equals: x}}",
            "needs: [first]",
            "a `keep` may depend on nothing but its own line: no needs, confirm or nth",
        ),
        (
            "{line: {equals: x}}",
            "confirm: y",
            "a `keep` may depend on nothing but its own line: no needs, confirm or nth",
        ),
        ("{line: {equals: x}}", "lift: {title: text}", "a `keep` cannot lift; write a `find` beside it"),
        (
            "{block: {from: {equals: x}, to: {equals: y}}}",
            "unless: {equals: z}",
            "a `keep` of a block cannot have `unless`",
        ),
    ],
)
def test_a_keep_depends_on_nothing_that_can_go(unit: str, more: str, says: str) -> None:
    assert any(fault.startswith(f"p.yaml:12: `second`: {says}") for fault in of_rule(unit, more, verb="keep"))


def test_a_kind_that_is_not_known_is_answered_with_a_near_one() -> None:
    assert of_rule(kind="newletter") == ["p.yaml:13: `kind` cannot be `newletter`; did you mean `newsletter`?"]


def test_a_rule_without_an_example_does_not_load() -> None:
    assert of_rule(strips="[]") == [
        "p.yaml:12: `second`: needs at least one example of what it strips and one of what it spares"
    ]


def test_an_id_that_comes_twice_is_reported_at_the_second_place() -> None:
    text = RULE.format(unit="{line: {equals: x}}", more="standalone: false", kind="share", verb="drop", strips="[x]")
    assert faults(text.replace("id: second", "id: first")) == [
        "p.yaml:12: `first`: this id is taken already, on line 7"
    ]
    assert faults(text.replace("id: second", "id: Second One")) == [
        "p.yaml:12: `id` must be lower-case words joined by hyphens, not `Second One`"
    ]


def test_an_nth_line_needs_a_rule_that_drops_anywhere() -> None:
    text = RULE.format(
        unit="{line: {headline: true}}", more="{where: nth 1, needs: [first]}", kind="share", verb="drop", strips="[x]"
    )
    text = text.replace("{where: nth 1, needs: [first]}", "where: nth 1\n    needs: [first]")
    assert faults(text) == []
    placed = text.replace("drop: {line: {equals: share}}", "drop: {line: {equals: share}}\n    where: head 3")
    assert faults(placed) == [
        "p.yaml:13: `second`: what a rule with `where: nth` needs must drop, anywhere, and need nothing itself; `first` does not"
    ]


def test_a_generic_rule_keeps_to_the_edges_or_names_whole_lines() -> None:
    text = (
        "grammar: 1\nlanguages: [en]\nrules:\n  - {id: a, kind: other, drop: {line: {%s}}, strips: [x], spares: [y]}\n"
    )
    wrong = [
        "p.yaml:4: `a`: a generic rule must keep to `head N` or `tail N`, describe whole lines, or say `max_chars`"
    ]
    assert faults(text % "starts: x", "generic/en") == wrong
    assert faults(text % "matches: '^x'", "generic/en") == wrong
    assert faults(text % "matches: '^x|y$'", "generic/en") == wrong
    for good in ("equals: x", "matches: '^x$'", "matches: '(?i)^x$'", "starts: x, max_chars: 80"):
        assert faults(text % good, "generic/en") == []


def test_expressions_for_other_languages_than_english_may_not_count_on_ascii() -> None:
    text = RULE.format(
        unit="{line: {matches: '\\bx'}}", more="standalone: false", kind="share", verb="drop", strips="[x]"
    )
    assert faults(text) == []
    said = faults(text.replace("languages: [en]", "languages: [de]"))
    assert said == ["p.yaml:14: `\\bx`: `\\b` knows only ASCII in RE2; write \\pL for letters, \\p{Nd} for digits"]


def test_all_faults_of_a_file_are_reported_at_once() -> None:
    said = faults("grammar: 3\nname: x\nrules:\n  - {id: A, kind: no, drop: {line: {equal: x}}}\n")
    assert {fault.split(":")[1] for fault in said} == {"1", "2", "4"}
    assert len(said) == 9, said
