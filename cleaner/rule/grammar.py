"""
The keys of a pack and their meanings: the one table behind the loader, the JSON Schema and the reference.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..page import BLOCK_KINDS
from ..record_fields import RECORD_FIELDS
from .kinds import KINDS
from .model import MAX_BLOCK_LINES, MAX_SHARE

GRAMMAR = 1
"""The version of the grammar; each pack states the one that it is written in."""

MAX_PROGRAM_INSTRUCTIONS = 3_000
"""RE2 instructions that one expression may compile to. `[\\pL .'-]{2,80}` would take 96,004, 21 ms and 1 MB."""


@dataclass(frozen=True, slots=True)
class Key:
    """
    One key of a mapping. `type` is text, texts (one or a list), int, number, flag, date, or the name of a construct;
    `choices` are the only values of a text, if there are any; `example` is a value in YAML.
    """

    name: str
    type: str
    meaning: str
    example: str
    default: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()


PACK_KEYS = (
    Key("grammar", "int", "The version of the grammar.", "1", required=True),
    Key("publisher", "text", "The publisher's name, as records give it.", "The Harbour Post"),
    Key(
        "domains", "texts", "The publisher's domains. The pack applies to documents whose URL is on or below one of them.",
        "[harbourpost.example, hp.example]",
    ),
    Key("languages", "texts", "Codes of the languages that the pack is written for.", "[en, de]", "any"),
    Key(
        "fingerprints", "fingerprints", "Lines that give the publisher away in a text without a URL.",
        '[{line: {equals: "The Harbour Post, all rights reserved"}, where: tail 3}]',
    ),
    Key(
        "uses", "texts",
        "Other packs whose rules apply as well, and what these use; of groups also the `html`. `generic/<language>` always does.",
        "[groups/harbour, agencies/afp, agencies/reuters]",
    ),
    Key(
        "lists", "lists",
        "Lists of texts with names. `@name` stands for the entries of one wherever texts stand below it, in other lists too.",
        "{buttons: [Share, Save, Print]}",
    ),
    Key(
        "tests", "tests", "Conditions with names. `\"@name\"` stands for one wherever a condition stands below it.",
        '{footer: {starts: ["Privacy policy", "Terms of use"]}}',
    ),
    Key(
        "html", "html",
        "Where the publisher's pages keep the article. The first entry that finds enough wins; those of groups come last.",
        '[{body: "div.story", drop: [aside]}]',
    ),
    Key(
        "max_share", "number",
        "If the pack's unconfirmed drops make up more than this share of a text, nothing is removed.", "0.4",
        str(MAX_SHARE),
    ),
    Key("status", "text", "A draft only applies on request.", "draft", "stable", choices=("draft", "stable")),
    Key("override", "flag", "Replaces a pack of the same name from another source.", "true", "false"),
    Key("seen", "seen", "On how many pages the pack was seen to act, and when last.", "{pages: 48, last: 2025-11}"),
    Key(
        "rules", "rules", "The rules, each with what it strips and what it spares.",
        '[{id: save, kind: share, drop: {line: {equals: Save}}, strips: [SAVE], spares: ["Save the date."]}]',
    ),
)  # fmt: skip

SHARED_KEYS = tuple(key for key in PACK_KEYS if key.name in ("grammar", "lists", "tests"))
"""What a file that packs share may have: `shared/<name>.yaml`."""

FINGERPRINT_KEYS = (
    Key(
        "line", "condition", "The condition that the line meets.", '{contains: "a service of The Harbour Post"}',
        required=True,
    ),
    Key("where", "where", "Where the line is.", "tail 6", "anywhere"),
)  # fmt: skip

HTML_KEYS = (
    Key("body", "text", "Selects the element or elements that hold the article.", '"div.story"'),
    Key(
        "drop", "texts",
        "Selects what is removed from the body. Pictures, forms, buttons and navigation are removed anyway. In an entry of its"
        " own, without a `body`, it counts for every entry of the publisher and its groups.",
        '[aside, ".promo"]',
    ),
    Key("standfirst", "text", "Selects the standfirst.", '"p.lead"'),
    Key("title", "text", "Selects the title, for pages whose metadata have none.", "h1"),
    Key("authors", "text", "Selects the authors' names, for pages whose metadata have none.", '".author a"'),
    Key("date", "text", "Selects the date, for pages whose metadata have none.", "time"),
    Key(
        "until", "date", "The last day on which pages looked like this. For newer pages the entry is tried later.",
        "2025-06-01", "they still do",
    ),
)  # fmt: skip

RULE_KEYS = (
    Key(
        "id", "text", "The rule's name, unique in the pack: lower-case words joined by hyphens.", "save-button",
        required=True,
    ),
    Key("kind", "text", "What kind of cruft it is.", "share", required=True, choices=tuple(KINDS)),
    Key("drop", "unit", "The verb: what goes.", "{line: {equals: Save}}"),
    Key("keep", "unit", "The verb: what stays, whatever other rules say.", '{line: {starts: "Save our"}}'),
    Key(
        "find", "unit", "The verb: what to look for, to lift from it or because other rules need it.",
        "{line: {equals: Save}}",
    ),
    Key("where", "where", "Where the rule acts: `head N`, `tail N`, `nth N` or `anywhere`.", "tail 4", "anywhere"),
    Key(
        "alone", "flag",
        "With `head` or `tail`: the rule acts only if it would take a single line there, beside those that others take.",
        "true", "false",
    ),
    Key("needs", "texts", "Ids of rules of this pack that must match as well.", "[closing]"),
    Key(
        "confirm", "texts", "One of these phrases must occur on another line of the block, or of the document.",
        '["Follow us", "Sign up now"]',
    ),
    Key(
        "unless", "condition", "The rule does not act if this is true of the line, or of any line of the block.",
        '{ends: "?"}',
    ),
    Key("lift", "lift", "Fields of the record, and the named groups that they come from.", "{captions: text}"),
    Key(
        "strips", "examples", "Texts that the rule takes: entirely, or but for what it `leaves`.", "[SAVE]",
        required=True,
    ),
    Key(
        "spares", "examples", "Near misses that no rule of the pack may touch.", '["Save the date, she said."]',
        required=True,
    ),
    Key("standalone", "flag", "In an agency's pack: applies to texts of unknown publishers too.", "true", "false"),
    Key("seen", "seen", "On how many pages the rule was seen to act, and when last.", "{pages: 12, last: 2025-11-03}"),
)  # fmt: skip

UNIT_KEYS = (
    Key("line", "condition", "Whole lines that meet the condition.", "{equals: Save}"),
    Key(
        "span", "condition", "Places inside a line where a single literal, expression or template occurs.",
        "{ends: \" (photo: The Harbour Post)\"}",
    ),
    Key("block", "block", "Lines from one to another.", '{from: {equals: Follow us}, to: {starts: "Sign up"}}'),
)  # fmt: skip

BLOCK_KEYS = (
    Key(
        "from", "from",
        "The first line. `start` is the start of the text, and needs `to` and `unless`: the block goes on to the last `to` that"
        " is within `max_lines` of the start or of the `to` before it.",
        '{equals: "Follow us"}', required=True,
    ),
    Key("to", "to", "The last line, which is included; `end` is the end of the text and needs `confirm`.", '{equals: Save}'),
    Key("while", "condition", "Every further line.", '{starts: "- "}'),
    Key(
        "max_lines", "int",
        "The most lines that a block may have. If `to` is not among them, there is no block; `while` stops there.", "6",
        str(MAX_BLOCK_LINES),
    ),
)  # fmt: skip

CONDITION_KEYS = (
    Key("equals", "texts", "The whole line is one of these. Case does not count.", "[Save, Share]"),
    Key("starts", "texts", "The line starts with one of these. Case does not count.", '"Read also:"'),
    Key("ends", "texts", "The line ends with one of these. Case does not count.", '"- The Harbour Post"'),
    Key("contains", "texts", "The line contains one of these. Case does not count.", '"subscribe to our letter"'),
    Key(
        "mentions", "texts", "The line contains one of these as whole words. Case does not count.", '"our newsletter"',
    ),
    Key(
        "matches", "texts", "An RE2 expression matches somewhere in the line. Case counts, except after `(?i)`.",
        "'^[0-9]+ min read$'",
    ),
    Key(
        "like", "texts",
        "The line reads like this: words, in which case does not count, slots such as `{authors:names}`, `[…]` for what may be"
        " missing, `(a|b)` for a choice, `{@name}` for an entry of a list.",
        '"By {authors:names}[ in {:place}]"',
    ),
    Key(
        "is", "texts", "On a page, the line is one of these kinds of block. Never true in plain text.", "heading",
        choices=BLOCK_KINDS,
    ),
    Key(
        "title", "flag",
        "The line is the title that came with the row or the page, also where ` | ` or ` - ` and the site follow. Not in a"
        " `keep`, nor inside `not` and `unless`.",
        "true",
    ),
    Key(
        "prose", "int",
        "The line ends as a sentence and has at least this many code points, Chinese, Japanese and Korean ones counted"
        " three times. Only inside `not` and `unless`.",
        "150",
    ),
    Key("max_chars", "int", "The line has at most this many code points.", "80"),
    Key(
        "headline", "flag",
        "The line looks like a headline: short, not starting in lower case, not ending like a sentence. Only with"
        " `where: nth` or inside a block.",
        "true",
    ),
    Key(
        "all_caps", "flag",
        "The line has letters, and all are capitals. Only with `where: nth` or inside a block.", "true",
    ),
    Key(
        "short", "int", "The line has at most this many code points. Only with `where: nth` or inside a block.", "40",
    ),
    Key("all", "conditions", "All of these conditions are true.", '[{starts: Read}, {ends: more}]'),
    Key("any", "conditions", "At least one of these conditions is true.", '[{equals: Save}, {starts: Share on}]'),
    Key("not", "condition", "This condition is false.", '{ends: "."}'),
)  # fmt: skip

LIFT_KEYS = (
    Key(
        "group",
        "text",
        "The named group that the value comes from; several expressions may name it. `text` is the whole match.",
        "text",
        "text",
    ),
    Key("split", "texts", "Where to cut a list.", '[" / ", ","]', "for names: `,` `;` `&` and the word for *and*"),
    Key("each", "text", "Each line of the block that starts with this mark is a value, without the mark.", '"•"'),
)

EXAMPLE_KEYS = (
    Key("text", "text", "The example: a document of its own.", "SAVE", required=True),
    Key("leaves", "text", "What is left of it.", '"Snow fell."', "nothing"),
    Key("lifts", "fields", "What is lifted from it; nothing else may be.", "{captions: [SAVE]}"),
    Key("title", "text", "The title that comes with it.", "Storm closes the harbour"),
    Key("language", "text", "The language that it is read in, one of the pack's.", "de", "the pack's first"),
    Key("is", "text", "Its lines are blocks of this kind, as on a page.", "heading", choices=BLOCK_KINDS),
)

SEEN_KEYS = (
    Key("pages", "count", "On how many pages or texts it was seen.", "12", required=True),
    Key("last", "month", "The last month or day that it was.", "2025-11", required=True),
)

CONSTRUCTS = {
    "pack": PACK_KEYS, "fingerprint": FINGERPRINT_KEYS, "html": HTML_KEYS, "rule": RULE_KEYS, "unit": UNIT_KEYS,
    "block": BLOCK_KEYS, "condition": CONDITION_KEYS, "lift": LIFT_KEYS, "example": EXAMPLE_KEYS, "seen": SEEN_KEYS,
}  # fmt: skip
"""All constructs by name, in the order in which the reference explains them."""

LIFT_FIELDS = tuple(
    Key(field.name, field.lift.kind, field.meaning, field.lift.example) for field in RECORD_FIELDS if field.lift
)
"""The fields that a rule can lift into. Names are lists of persons; they are also cut at the word for *and*."""
