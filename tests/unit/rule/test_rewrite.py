"""A rewritten pack keeps its comments, its order and its style, except where something changed."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from cleaner.rule.model import AllOf, AnyOf, Example, LineShape, LineUnit, Literal, Matches, Rule, RulePack, Where
from cleaner.rule.parse_pack import parse
from cleaner.rule.rewrite import rewrite
from cleaner.rule_name import RuleName

NAME = "publishers/p.example"

TEXT = """\
# yaml-language-server: $schema=../schema.json
grammar:   1
publisher: 'The Post'  # as it signs
domains: [p.example, "post.example"]

# Seen on ten pages.
lists:
  buttons: [Share, Save ]

rules:
  # The buttons below the headline.
  - id: buttons  # cleaner: allow untested - shown by the golden
    kind: share
    drop: {line: {equals: '@buttons', max_chars: 20}}
    where: head 9  # the page begins with them
    strips: [Share]
    spares:
      - "Share it."
      # A sentence that begins so.
      - "Save the date."

  # The last line.
  - id: footer
    kind: copyright
    drop:
      line:
        # Both years.
        any:
          - equals: "© Post"
          - {matches: '^© [0-9]+$'}
    where: anywhere
    strips: ["© Post"]
    spares: ["© means copyright."]
# The end.
"""


def read(text: str) -> RulePack:
    pack, faults = parse(NAME, text)
    assert pack is not None, faults
    return pack


PACK = read(TEXT)
BUTTONS, FOOTER = PACK.rules
assert isinstance(FOOTER.unit, LineUnit)
assert isinstance(FOOTER.unit.condition, AnyOf)
YEARS = FOOTER.unit.condition
NEW = Rule(
    RuleName("p.example", "save"), "share", "drop", LineUnit(Literal("equals", ("Save – it",))),
    strips=(Example("Save – it"),), spares=(Example("Save it."),),
)  # fmt: skip
NEW_LINES = """\
  - id: save
    kind: share
    drop: {line: {equals: "Save – it"}}
    strips: ["Save – it"]
    spares: ["Save it."]
"""


def rules(*made: Rule) -> RulePack:
    return replace(PACK, rules=made)


FOOTER_TEXT = TEXT[TEXT.index("  # The last line.") : TEXT.index("# The end.")]
BUTTONS_TEXT = TEXT[TEXT.index("  # The buttons") : TEXT.index("\n  # The last line.")]


@pytest.mark.parametrize(
    ("changed", "edits"),
    [
        (PACK, []),
        (replace(PACK, publisher="P. O."), [("'The Post'  #", '"P. O."  #')]),
        (replace(PACK, max_share=0.25), [("Save ]\n", "Save ]\nmax_share: 0.25\n")]),
        (replace(PACK, languages=("en",)), [('"post.example"]\n', '"post.example"]\nlanguages: [en]\n')]),
        (replace(PACK, domains=("p.example", "q.example", "post.example")), [("p.example, ", "p.example, q.example, ")]),
        (rules(FOOTER), [(BUTTONS_TEXT + "\n", "")]),
        (rules(BUTTONS), [("\n" + FOOTER_TEXT, "")]),
        (rules(NEW, BUTTONS, FOOTER), [("rules:\n", f"rules:\n{NEW_LINES}\n")]),
        (rules(BUTTONS, NEW, FOOTER), [("\n  # The last", f"\n{NEW_LINES}\n  # The last")]),
        (rules(BUTTONS, FOOTER, NEW), [("# The end.", f"\n{NEW_LINES}# The end.")]),
        (rules(FOOTER, BUTTONS), [(f"{BUTTONS_TEXT}\n{FOOTER_TEXT}", f"{FOOTER_TEXT}\n{BUTTONS_TEXT}")]),
        (rules(replace(BUTTONS, where=Where("tail", 3)), FOOTER), [("head 9  #", "tail 3  #")]),
        (rules(replace(BUTTONS, where=Where()), FOOTER), [("    where: head 9  # the page begins with them\n", "")]),
        (rules(BUTTONS, replace(FOOTER, where=Where("tail", 3))), [("where: anywhere", "where: tail 3")]),
        (
            rules(replace(BUTTONS, kind="other", confirm=("Post",)), FOOTER),
            [("kind: share", "kind: other"), ("begins with them\n", "begins with them\n    confirm: Post\n")],
        ),
        (
            rules(replace(BUTTONS, strips=(*BUTTONS.strips, Example("Save"))), FOOTER),
            [("strips: [Share]", "strips: [Share, Save]")],
        ),
        (rules(replace(BUTTONS, spares=BUTTONS.spares[1:]), FOOTER), [('      - "Share it."\n', "")]),
        (
            rules(replace(BUTTONS, spares=BUTTONS.spares[:1]), FOOTER),
            [('      # A sentence that begins so.\n      - "Save the date."\n', "")],
        ),
        (
            rules(replace(BUTTONS, spares=(*BUTTONS.spares[:1], Example("a: b"), *BUTTONS.spares[1:])), FOOTER),
            [('      - "Share it."\n', '      - "Share it."\n      - "a: b"\n')],
        ),
        (
            rules(BUTTONS, replace(FOOTER, unit=LineUnit(AnyOf((YEARS.conditions[0], Matches(("^©$", "^x$"))))))),
            [("{matches: '^© [0-9]+$'}", "{matches: ['^©$', '^x$']}")],
        ),
    ],
)  # fmt: skip
def test_only_what_changed_is_written(changed: RulePack, edits: list[tuple[str, str]]) -> None:
    made = rewrite(TEXT, changed)
    assert read(made) == changed
    expected = TEXT
    for old, new in edits:
        assert old in expected
        expected = expected.replace(old, new, 1)
    assert made == expected


def test_a_changed_list_is_written_where_it_is() -> None:
    lists = (("buttons", ("Share", "Save", "Print it!")),)
    unit = LineUnit(AllOf((Literal("equals", lists[0][1], ("@buttons",)), LineShape("max_chars", 20))))
    changed = replace(rules(replace(BUTTONS, unit=unit), FOOTER), lists=lists)
    assert rewrite(TEXT, changed) == TEXT.replace("[Share, Save ]", '[Share, Save, "Print it!"]')


def test_a_text_in_another_style_reads_as_the_changed_pack() -> None:
    changed = rules(NEW, replace(FOOTER, kind="other"))
    windows = TEXT.replace("\n", "\r\n")
    unended = TEXT.removesuffix("# The end.\n").removesuffix("\n")
    in_braces = json.dumps({"grammar": 1, "publisher": "The Post", "domains": ["p.example"]})
    block_scalar = TEXT.replace('      - "Share it."\n', "      - |-\n        Share it.\n        # no comment\n\n")
    for text in (windows, unended, in_braces, block_scalar, "\ufeff" + TEXT, "--- # a\n" + TEXT + "...\n"):
        made = rewrite(text, changed)
        assert read(made) == changed, made
        assert made.startswith("\ufeff") == text.startswith("\ufeff")


def test_the_end_of_a_text_above_a_key_is_not_taken_for_a_comment() -> None:
    text = TEXT.replace(
        '      - "Save the date."\n\n  # The last line.\n', "      - |\n        Save\n        # the date.\n"
    )
    pack = read(text)
    assert pack.rules[0].spares[1].text == "Save\n# the date.\n"
    changed = replace(pack, rules=pack.rules[:1])
    assert read(rewrite(text, changed)) == changed


def test_a_rule_may_begin_with_the_key_that_goes() -> None:
    text = TEXT.replace("  - id: footer\n", "  - where: tail 3\n    id: footer\n").replace("    where: anywhere\n", "")
    pack = read(text)
    changed = replace(pack, rules=(BUTTONS, replace(pack.rules[1], where=Where())))
    assert read(rewrite(text, changed)) == changed


def test_a_text_with_faults_is_not_touched() -> None:
    with pytest.raises(ValueError, match="a text with faults cannot be changed"):
        rewrite("grammar: 1\nname: x\n", PACK)
