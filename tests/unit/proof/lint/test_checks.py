"""Each check finds what it is for and leaves alone what only looks like it."""

from __future__ import annotations

import pytest

from cleaner.proof.lint.broad import against

from .packing import body, checks, found, pack, rule

SHARE = rule("share", 'drop: {line: {equals: ["Share this"]}}', "Share this")
BOTH = r"""drop: {line: {starts: ["Share this", "Print this"]}}"""


def test_a_sound_rule_gives_no_finding() -> None:
    assert found(SHARE) == []


# shadowed


def test_a_rule_is_shadowed_by_one_that_takes_all_it_takes() -> None:
    wide = rule("wide", 'drop: {line: {starts: "Share"}}', "Share it")
    assert ("shadowed", "share") in checks(SHARE + wide)
    assert ("shadowed", "wide") not in checks(SHARE + wide)


def test_of_two_equal_rules_only_the_later_one_is_shadowed() -> None:
    twin = SHARE.replace("id: share", "id: twin")
    assert {one for one in checks(SHARE + twin) if one[0] == "shadowed"} == {("shadowed", "twin")}


@pytest.mark.parametrize(
    "wide",
    [
        rule("wide", 'drop: {line: {starts: "Share"}}\nwhere: head 2', "Share it", "1.\\\\n2.\\\\nShare it"),
        rule("wide", 'drop: {line: {starts: "Share"}}\nconfirm: ["a friend"]', "Share\\\\na friend"),
        rule("wide", 'drop: {line: {starts: "Share"}}\nunless: {equals: "Share it"}', "Share me", "Share it"),
        rule("wide", 'keep: {line: {starts: "Share"}}', "Share it", "Nothing of the kind."),
    ],
    ids=["place", "confirm", "unless", "verb"],
)
def test_a_rule_is_not_shadowed_by_one_that_reaches_less(wide: str) -> None:
    wide = wide.replace("\\\\n", "\\n").replace('"Share\\na friend"', '{text: "Share\\na friend", leaves: "a friend"}')
    assert ("shadowed", "share") not in checks(SHARE + wide)


def test_nor_by_one_that_acts_alone() -> None:
    share = rule("share", 'drop: {line: {equals: "Share this"}}\nwhere: head 2', "Share this")
    alone = rule("wide", 'drop: {line: {starts: "Share"}}\nwhere: head 2\nalone: true', "Share it")
    assert ("shadowed", "share") not in checks(share + alone)
    assert ("shadowed", "share") in checks(share + alone.replace("    alone: true\n", ""))


@pytest.mark.parametrize("test", ["title: true", "is: heading"])
def test_what_comes_with_an_example_counts(test: str) -> None:
    given = test.replace("true", "Storm")
    titled = rule("storm", f"drop: {{line: {{equals: Storm, {test}}}}}", "x").replace(
        '"x"', f"{{text: Storm, {given}}}"
    )
    assert checks(titled + SHARE) == set()
    assert ("shadowed", "storm") in checks(titled + rule("wide", "drop: {line: {starts: S}}", "Sun"))


def test_a_rule_is_not_shadowed_by_one_that_lifts_less() -> None:
    lifting = rule("lifting", "drop: {line: {matches: '^(?P<n>[0-9]+) min$'}}\nlift: {reading_minutes: n}", "5 min")
    plain = rule("plain", "drop: {line: {matches: '^[0-9]+ min'}}", "5 min")
    assert ("shadowed", "lifting") not in checks(lifting + plain)


def test_a_rule_of_a_used_pack_shadows_too() -> None:
    agency = pack(SHARE, "agencies/wire", "grammar: 1\nlanguages: [en]\nrules:\n")
    head = "grammar: 1\npublisher: The Pier\ndomains: [pier.example]\nlanguages: [en]\nuses: [agencies/wire]\nrules:\n"
    assert ("shadowed", "share") in checks(SHARE, agency, head=head)
    assert ("shadowed", "share") not in checks(SHARE, agency)


# unreachable


@pytest.mark.parametrize(
    "test",
    [
        '{equals: "Share this", max_chars: 5}',
        '{starts: "Share this", max_chars: 5}',
        '{equals: "Share this", contains: "print"}',
        '{equals: "Share this", not: {starts: "share"}}',
    ],
)
def test_a_condition_that_contradicts_itself_is_unreachable(test: str) -> None:
    assert ("unreachable", "never") in checks(rule("never", f"drop: {{line: {test}}}", "Share this"))


@pytest.mark.parametrize(
    "test",
    [
        '{equals: "Share this", max_chars: 10}',
        '{starts: "Share", contains: "this"}',
        "{equals: \"Share this\", matches: '^Share'}",
        "{equals: \"Share this\", matches: '^SHARE'}",
    ],
)
def test_a_condition_that_can_hold_is_not_unreachable(test: str) -> None:
    assert ("unreachable", "fine") not in checks(rule("fine", f"drop: {{line: {test}}}", "Share this"))


def test_a_headline_that_ends_as_a_sentence_is_unreachable() -> None:
    block = 'drop: {block: {from: {equals: "See also"}, while: {headline: true, ends: "."}}}'
    assert ("unreachable", "links") in checks(rule("links", block, "See also\\nBread is dear."))


def test_an_unless_that_excuses_every_line_makes_a_rule_unreachable() -> None:
    never = rule("never", 'drop: {line: {equals: "Share this"}}\nunless: {starts: "Share"}', "Share this")
    assert ("unreachable", "never") in checks(never)


def test_a_rule_that_needs_a_keep_is_unreachable() -> None:
    keep = rule("keeper", 'keep: {line: {equals: "Bread"}}', "Bread")
    needy = rule("needy", 'drop: {line: {equals: "Share this"}}\nneeds: [keeper]', "Share this", "Share this")
    assert ("unreachable", "needy") in checks(keep + needy)


def test_a_standalone_rule_that_needs_one_that_is_not_is_unreachable() -> None:
    head = "grammar: 1\nlanguages: [en]\nrules:\n"
    needy = rule("needy", 'drop: {line: {equals: "Bo"}}\nneeds: [share]', "Bo", "Bo") + "    standalone: true\n"
    assert ("unreachable", "needy") in checks(needy + SHARE, name="agencies/wire", head=head)
    both = needy + SHARE + "    standalone: true\n"
    assert ("unreachable", "needy") not in checks(both, name="agencies/wire", head=head)


# untested


def test_an_entry_that_no_example_needs_is_untested() -> None:
    messages = [one.message for one in found(rule("both", BOTH, "Share this now"))]
    assert messages == ["`both` has no example that needs the entry 'Print this' of `starts`"]


def test_entries_of_equals_are_their_own_examples() -> None:
    assert found(rule("both", 'drop: {line: {equals: ["Share this", "Print this"]}}', "Share this")) == []


def test_a_branch_that_no_example_needs_is_untested() -> None:
    test = 'drop: {line: {any: [{starts: "Share this"}, {starts: "Print this"}]}}'
    messages = [one.message for one in found(rule("both", test, "Print this page"))]
    assert messages == ["`both` has no example that needs branch 1 of `any`"]


def with_clause(clause: str) -> str:
    text = rule("share", f'drop: {{line: {{starts: "Share this"}}}}\n{clause}', "Share this")
    return text.replace(
        '["Share this"]\n    spares', '[{text: "Share this\\na friend", leaves: "a friend"}]\n    spares'
    )


def test_a_clause_is_untested_until_a_spare_shows_what_it_is_for() -> None:
    text = with_clause("unless: {matches: '^Share this (?:truth|view)'}")
    assert ("untested", "share") in checks(text)
    assert ("untested", "share") not in checks(text.replace("A wholly other sentence stands here.", "Share this view"))


@pytest.mark.parametrize("clause", ["where: tail 2", 'confirm: ["a friend"]', 'unless: {equals: "Share this not"}'])
def test_a_clause_that_proves_itself_is_not_untested(clause: str) -> None:
    assert found(with_clause(clause)) == []


def test_a_pack_whose_examples_fail_is_left_to_the_tests() -> None:
    assert found(rule("both", BOTH, "Nothing of the kind")) == []


# broad


def test_a_rule_that_takes_what_another_pack_spares_is_broad() -> None:
    other = pack(
        rule("share", 'drop: {line: {equals: "Share this"}}', "Share this", "Share prices fell."), "publishers/q"
    )
    assert ("broad", "wide") in checks(rule("wide", 'drop: {line: {starts: "Share"}}', "Share it"), other)
    assert found(SHARE, other) == []


def test_what_another_pack_spares_is_of_its_kind() -> None:
    spares = rule("list", "drop: {line: {starts: More, is: list-item}}", "x", "y").replace(
        '"x"', "{text: More, is: list-item}"
    )
    other = pack(spares.replace('"y"', "{text: Share prices, is: heading}"), "publishers/q")
    headings = rule("wide", "drop: {line: {starts: Share, is: heading}}", "x").replace(
        '"x"', "{text: Share it, is: heading}"
    )
    assert ("broad", "wide") in checks(headings, other)


def test_what_another_pack_spares_for_its_place_alone_is_cruft_elsewhere() -> None:
    needy = rule("needy", 'drop: {line: {equals: "Share this"}}\nneeds: [brand]', "Share this", "Share this")
    brand = rule("brand", 'drop: {line: {equals: "The Quay"}}', "The Quay")
    assert found(SHARE, pack(brand + needy, "publishers/quay.example")) == []


def test_a_rule_that_takes_from_bodies_of_articles_is_broad() -> None:
    wide = pack(rule("wide", 'drop: {line: {starts: "Share"}}', "Share it"))
    findings = against(wide, [body("Share prices fell.\nShare it."), body("Bread is dear.")])
    assert [one.message for one in findings] == [
        "`wide` takes 2 pieces of articles' bodies, first 'Share prices fell.' in body-7"
    ]
    assert against(wide, [body("Bread is dear.")]) == []


# placeless


def test_a_standalone_rule_without_a_place_is_placeless() -> None:
    head = "grammar: 1\nlanguages: [en]\nrules:\n"
    loose = rule("loose", 'drop: {line: {starts: "Share this"}}', "Share this") + "    standalone: true\n"
    assert ("placeless", "loose") in checks(loose, name="agencies/wire", head=head)
    whole = SHARE + "    standalone: true\n"
    assert ("placeless", "share") not in checks(whole, name="agencies/wire", head=head)


# hidden-literal


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("^Share this$", 'equals: "Share this"'),
        ("(?i)^share", 'starts: "share"'),
        (r"page\.$", 'ends: "page."'),
        ("^(?:Share|Print) this", ""),
        ("^(?:Share|Print)$", 'equals: ["Share", "Print"]'),
        ("^Share +this$", ""),
    ],
)
def test_an_expression_that_is_a_text_is_a_hidden_literal(pattern: str, said: str) -> None:
    findings = found(rule("share", f"drop: {{line: {{matches: '{pattern}'}}}}", "Share  page."))
    assert [one.message for one in findings if one.check == "hidden-literal"] == (
        [f"`share` matches '{pattern}': write `{said}`"] if said else []
    )


# unlifted-group

CREDIT = """drop: {line: {any: [{matches: '^Photo: (?P<credit>.+)$'}, {matches: '^(?P<credit2>.+)/PA$'}]}}"""


def test_a_named_group_that_nothing_lifts_is_found() -> None:
    text = rule("credit", f"{CREDIT}\nlift: {{image_credits: credit}}", "Photo: Bo Ek")
    assert [one.message for one in found(text) if one.check == "unlifted-group"] == [
        "`credit` names the group `credit2`, but lifts nothing from it: lift it, or write `(?:...)`"
    ]


def test_a_group_may_bear_one_name_in_several_expressions() -> None:
    text = rule("credit", CREDIT.replace("credit2", "credit") + "\nlift: {image_credits: credit}", "Photo: Bo Ek")
    assert ("unlifted-group", "credit") not in checks(text)


def test_a_group_in_an_unless_is_not_lifted_either() -> None:
    guarded = rule("brand", "drop: {line: {starts: Bo}}\nunless: {matches: '^Bo (?P<name>.+) ran'}", "Bo Ek")
    assert ("unlifted-group", "brand") in checks(guarded)


# unused-group

GROUP_HEAD = "grammar: 1\nlanguages: [en]\n%srules:\n"


def test_a_group_that_no_publisher_uses_is_found() -> None:
    head, name = GROUP_HEAD % "", "groups/harbour"
    wider = pack(SHARE, "groups/wider", GROUP_HEAD % "uses: [groups/harbour]\n")
    publisher = "grammar: 1\npublisher: The Pier\ndomains: [pier.example]\nlanguages: [en]\nuses: [%s]\nrules:\n"
    user = pack("  []", head=publisher % "groups/wider")
    assert ("unused-group", "") in checks(SHARE, name=name, head=head)
    assert ("unused-group", "") in checks(SHARE, wider, name=name, head=head)
    assert ("unused-group", "") not in checks(SHARE, wider, user, name=name, head=head)
    assert ("unused-group", "") not in checks(SHARE)


# unused-name


def test_a_list_or_test_that_nothing_names_is_found() -> None:
    named = rule("named", 'drop: {line: {like: "{@b} now", not: "@end"}}', "Share now")
    assert _unused(named) == {("unused-name", "nothing names `@b-c`"), ("unused-name", "nothing names `@last`")}


def _unused(rules: str) -> set[tuple[str, str]]:
    head = (
        "grammar: 1\npublisher: The Pier\ndomains: [pier.example]\nlanguages: [en]\n"
        "lists: {b: [Share, Save], b-c: [Print, Send]}\ntests: {end: {ends: '?'}, last: {ends: '!'}}\nrules:\n"
    )
    return {(one.check, one.message) for one in found(rules, head=head) if one.check == "unused-name"}
