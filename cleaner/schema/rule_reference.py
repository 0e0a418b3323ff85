"""The reference of the rule language, made from the grammar: every key, its type, its default, its meaning, an example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..rule.grammar import CONSTRUCTS, GRAMMAR, LIFT_FIELDS, MAX_PROGRAM_INSTRUCTIONS, Key
from ..rule.kinds import KINDS
from ..rule.slots import SLOTS

INTRODUCTION = f"""\
# The rule language

This page is generated from `cleaner/rule/grammar.py` by `python -m scripts.generate`: change it there.

A pack is a YAML file, `publishers/<domain>.yaml`, `groups/<group of publishers>.yaml`, `agencies/<agency>.yaml` or
`generic/<language>.yaml`, or a folder of that name with a `pack.yaml` and other files, which together are one pack: each may have
lists, tests and rules, and any other key stands in one of them. A rule in it reads like a sentence: what it takes, where, and on
what condition.
[Writing a rule](write-a-rule.md) goes through it step by step.
This is grammar {GRAMMAR}.

Conditions see the *folded line*: stripped of white space, with plain quotes, dashes and spaces. A plain `'`, `"`, `-` or
space in a literal matches all its typographic relatives, and they match it. Literals ignore case. Expressions are
[RE2](https://github.com/google/re2/wiki/Syntax), compile to at most {MAX_PROGRAM_INSTRUCTIONS:,} instructions, and see case.
`\\w`, `\\d`, `\\s` and `\\b` know only ASCII there, so write `\\pL` for a letter and `\\p{{Nd}}` for a digit. And write
plain quotes, dashes and spaces: the folded line has no others.

What tables, lists and buttons leave at the edges of a line does not count: a condition holds on the line as it is, or on the
*bare line*, without bars, bullets, dashes, arrows and quotes at its ends. `equals: Share` takes `| • Share |`. (Spans see the
line as it is.)

`@name` stands for a list or a test that has a name: `starts: ["@invitations", "Sign up"]`, `unless: "@footer"`, and in `like`
`{{@months}}`. A list alone as a condition means that the whole line is one of its entries. Names are those of the pack, `@name`,
or of a file `shared/<file>.yaml` that packs share, `@file/name`. A list stands above the lists
that name it, and a test above the tests that do. A shared file has `grammar`, `lists` and `tests`, and names its own without the
file. An at sign that is meant is doubled, `@@`.

YAML needs quotes around a text that begins with a mark, such as `@`, `{{`, `[` or `*`, or that has `: ` or ` #` in it.

No rule sees what another one did. All of them look at the original text, all that they would drop is dropped, and `keep`
wins. So the order of rules, packs and files does not matter.
"""

SLOTS_INTRODUCTION = """\
## `like`, and its slots

A template says what a line reads like: `(Reporting by {contributors:names}[; Editing by {contributors:names}])`. Its words are
compared as literals are. `{field:slot}` takes a value and lifts it into that field, `{:slot}` takes one and leaves it. What is in
brackets may be missing; parentheses with a bar in them choose, `(Photo|Picture)`, and without one they are themselves. A doubled
brace is one, and a bracket, a parenthesis or a bar in braces is itself: `{[}`.

Every space and mark counts. So an optional part has its own in it, `[, {:place}]`, and a full stop that may end the line is
`[.]`.

A slot takes a value only if it is what the slot means, in the language of the text. Where a line can be read in two ways, the
reading counts in which the template's own words take more: of `By Ada Lindqvist in Oslo`, `By {authors:names}[ in {:place}]`
takes the place. Where that is equal, the template takes nothing. In a `line` a template is all of the line, in a `span` a
place in it.

A template needs words of its own, unless it has a date, a time, an agency, an address or a handle, which say enough alone.

`{:brand}` is the publisher, by its pack's `publisher` and `domains`, by the `source` that came with the text, and by its URL.
Case, accents, spaces and *The* do not count. Where nobody knows the publisher it takes nothing, and a fingerprint cannot have
it. In the examples of packs without `domains` the publisher is *The Morning Bell*, bell.example.
"""

CHAPTERS: Mapping[str, tuple[str, str]] = {
    "pack": ("A pack", "The keys of a file."),
    "fingerprint": (
        "A fingerprint",
        "Two publishers' fingerprints in one text are worth nothing; choose lines that only one has.",
    ),
    "html": (
        "An entry of `html`",
        ("CSS selectors. Entries are tried newest first, the publisher's own before its groups'; the first whose body has 200 "
        "characters wins. A selector has at most "
        "1,000 characters, three levels of parentheses, one `:has`, and three steps through ancestors or siblings (space, `~`)."),
    ),
    "rule": ("A rule", "Exactly one of `drop`, `keep` and `find`. Without examples of both sorts a rule does not load."),
    "unit": ("What a verb acts on", "Exactly one of these."),
    "block": (
        "A block",
        "`from`, and one of `to` and `while`. Lines that other rules take anyway do not count and do not end it.",
    ),
    "condition": ("A condition", "Several keys in one condition must all be true."),
    "lift": ("A lift", "`field: group` in short, or these keys."),
    "seen": (
        "Evidence",
        ("On how many pages or texts a pack or a rule was seen to act, and when last. It changes no record; `cleaner rules list` "
        "and `cleaner explain` show it."),
    ),
    "example": (
        "An example",
        ("A text in short, or these keys. `where` counts inside it, and `needs` are taken as given. No example has to count "
        "lines: `cleaner test` tries the first of `strips` just inside and just outside the rule's place."),
    ),
}  # fmt: skip
"""Title and first words of each construct's chapter."""

TYPE_NAMES: Mapping[str, str] = {
    "text": "text", "texts": "text or list of texts", "names": "list of names", "int": "whole number",
    "number": "number above 0, up to 1", "flag": "true or false", "date": "date", "where": "place",
    "condition": "condition", "conditions": "list of conditions", "from": "condition or `start`", "to": "condition or `end`",
    "unit": "line, span or block", "block": "block", "lift": "mapping of fields", "fields": "mapping of fields",
    "examples": "list of examples", "fingerprints": "list of fingerprints", "html": "list of entries", "rules": "list of rules",
    "lists": "mapping of lists", "tests": "mapping of conditions", "seen": "mapping", "count": "whole number",
    "month": "month or day",
}  # fmt: skip
"""The types of the grammar in words."""


def reference() -> str:
    """The whole page, as Markdown."""
    return "\n".join([INTRODUCTION, *_chapters(), *_slots(), *_fields(), *_kinds()])


def _chapters() -> Iterator[str]:
    for name, keys in CONSTRUCTS.items():
        title, words = CHAPTERS[name]
        yield f"## {title}\n\n{words}\n"
        rows = [[f"`{key.name}`", TYPE_NAMES[key.type], default_of(key), key.meaning] for key in keys]
        yield from table(("key", "type", "default", "meaning"), rows)
        yield "\n```yaml"
        yield from (f"{key.name}: {key.example}" for key in keys)
        yield "```\n"


def default_of(key: Key) -> str:
    """What a key is where it is not given."""
    return "*required*" if key.required else key.default


def _slots() -> Iterator[str]:
    yield SLOTS_INTRODUCTION
    rows = [[f"`{name}`", f"`{kind.example}`", kind.meaning] for name, kind in SLOTS.items()]
    yield from table(("slot", "takes", "meaning"), rows)
    yield ""


def _fields() -> Iterator[str]:
    yield "## Fields that a rule can lift into\n"
    rows = [[f"`{key.name}`", TYPE_NAMES[key.type], f"`{key.name}: {key.example}`", key.meaning] for key in LIFT_FIELDS]
    yield from table(("field", "type", "example", "meaning"), rows)


def _kinds() -> Iterator[str]:
    yield "\n## Kinds\n\nWhoever runs the rules may leave kinds in: `--keep-kinds caption,key-points`.\n"
    yield from table(("kind", "meaning"), [[f"`{kind}`", meaning] for kind, meaning in KINDS.items()])
    yield ""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """
    A Markdown table, line by line.

    >>> list(table(("a", "b"), [("x|y", "z")]))
    ['| a | b |', '|---|---|', '| x\\\\|y | z |']
    """
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
