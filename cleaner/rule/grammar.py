"""
The keys of a pack and what they mean: the one table that the loader, the schema and the reference are made from.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..page import BLOCK_KINDS
from .model import KINDS, MAX_LINES, MAX_SHARE

GRAMMAR = 1
"""The version of the grammar; a pack says which one it is written in."""

MAX_PROGRAM = 3_000
"""RE2 instructions that one expression may compile to: `[\\pL .'-]{2,80}` would be 96,004, 21 ms and 1 MB."""


@dataclass(frozen=True, slots=True)
class Key:
    """
    One key of a mapping. `type` is text, texts (one or a list), int, number, flag, date, or the name of a construct;
    `choices` closes a text's values; `example` is one value in YAML.
    """

    name: str
    type: str
    meaning: str
    example: str
    default: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()


PACK = (
    Key("grammar", "int", "The version of the grammar.", "1", required=True),
    Key("publisher", "text", "The publisher's name as it shall stand in records.", "The Harbour Post"),
    Key(
        "domains", "texts", "The publisher's domains; a document's URL on one of them, or below it, binds the pack.",
        "[harbourpost.example, hp.example]",
    ),
    Key("languages", "texts", "Codes of the languages the pack is written for.", "[en, de]", "any"),
    Key(
        "fingerprints", "fingerprints", "Lines that give the publisher away in a text without a URL.",
        '[{line: {equals: "The Harbour Post, all rights reserved"}, where: tail 3}]',
    ),
    Key(
        "uses", "texts", "Other packs whose rules act as well. `generic/<language>` comes by itself.",
        "[agencies/afp, agencies/reuters]",
    ),
    Key("lists", "lists", "Named lists of texts for `in`.", "{buttons: [Share, Save, Print]}"),
    Key(
        "html", "html", "Where the article stands on the publisher's pages; the first entry that finds enough wins.",
        '[{body: "div.story", drop: [aside]}]',
    ),
    Key(
        "max_share", "number", "A pack whose unconfirmed drops exceed this share of a text drops nothing.", "0.4",
        str(MAX_SHARE),
    ),
    Key("status", "text", "A draft acts only when asked for.", "draft", "stable", choices=("draft", "stable")),
    Key("override", "flag", "Replaces a pack of the same name that comes from elsewhere.", "true", "false"),
    Key(
        "rules", "rules", "The rules, each with what it strips and what it spares.",
        '[{id: save, kind: share, drop: {line: {equals: Save}}, strips: [SAVE], spares: ["Save the date."]}]',
    ),
)  # fmt: skip

FINGERPRINT = (
    Key("line", "test", "The test that the line passes.", '{contains: "a service of The Harbour Post"}', required=True),
    Key("where", "where", "Where the line stands.", "tail 6", "anywhere"),
)

HTML = (
    Key("body", "text", "Selects the element or elements that hold the article.", '"div.story"', required=True),
    Key(
        "drop", "texts", "Selects what goes from the body; pictures, forms, buttons and navigation go by themselves.",
        '[aside, ".promo"]',
    ),
    Key("standfirst", "text", "Selects the standfirst.", '"p.lead"'),
    Key("title", "text", "Selects the title, for pages whose metadata lack it.", "h1"),
    Key("authors", "text", "Selects the authors' names, for pages whose metadata lack them.", '".author a"'),
    Key("date", "text", "Selects the date, for pages whose metadata lack it.", "time"),
    Key(
        "until", "date", "The last day on which pages looked so; the entry then comes later for newer pages.",
        "2025-06-01", "still so",
    ),
)  # fmt: skip

RULE = (
    Key("id", "text", "Names the rule, unique in the pack: lower-case words with hyphens.", "save-button", required=True),
    Key("kind", "text", "What the cruft is.", "share", required=True, choices=KINDS),
    Key("drop", "unit", "The verb: what goes.", "{line: {equals: Save}}"),
    Key("keep", "unit", "The verb: what stays, whatever other rules say.", '{line: {starts: "Save our"}}'),
    Key(
        "find", "unit", "The verb: what is looked for, to lift from it or to be needed by other rules.",
        "{line: {equals: Save}}",
    ),
    Key("where", "where", "Where the rule acts: `head N`, `tail N`, `nth N` or `anywhere`.", "tail 4", "anywhere"),
    Key("needs", "texts", "Ids of rules of this pack that must have matched as well.", "[closing]"),
    Key(
        "confirm", "texts", "One of these phrases must stand on another line of the block, or of the document.",
        '["Follow us", "Sign up now"]',
    ),
    Key("unless", "test", "Not where this holds on the line, or on any line of the block.", '{ends: "?"}'),
    Key("lift", "lift", "Fields of the record and the named groups that they come from.", "{captions: text}"),
    Key(
        "strips", "examples", "Texts that the rule takes; it must take all of them, or say what it `leaves`.", "[SAVE]",
        required=True,
    ),
    Key(
        "spares", "examples", "Near misses that no rule of the pack may touch.", '["Save the date, she said."]',
        required=True,
    ),
    Key("standalone", "flag", "In an agency's pack: acts on texts of unknown publishers as well.", "true", "false"),
)  # fmt: skip

UNIT = (
    Key("line", "test", "Whole lines on which the test holds.", "{equals: Save}"),
    Key(
        "span", "test", "The places inside a line where one literal or expression stands.",
        "{ends: \" (photo: The Harbour Post)\"}",
    ),
    Key("block", "block", "Lines from one to another.", '{from: {equals: Follow us}, to: {starts: "Sign up"}}'),
)  # fmt: skip

BLOCK = (
    Key("from", "test", "The first line.", '{equals: "Follow us"}', required=True),
    Key("to", "to", "The last line, included; `end` is the end of the text and asks for `confirm`.", '{equals: Save}'),
    Key("while", "test", "Every further line.", '{starts: "- "}'),
    Key(
        "max_lines", "int", "The most lines a block may have: without `to` within them it is no block, and `while` ends.",
        "6", str(MAX_LINES),
    ),
)  # fmt: skip

TEST = (
    Key("equals", "texts", "The whole line is one of these. Case does not count.", "[Save, Share]"),
    Key("starts", "texts", "The line starts with one of these. Case does not count.", '"Read also:"'),
    Key("ends", "texts", "The line ends with one of these. Case does not count.", '"- The Harbour Post"'),
    Key("contains", "texts", "One of these stands in the line. Case does not count.", '"subscribe to our letter"'),
    Key("in", "text", "The whole line is an entry of this list: `@name`.", '"@buttons"'),
    Key("matches", "texts", "An RE2 expression is found in the line. Case counts, but for `(?i)`.", "'^[0-9]+ min read$'"),
    Key(
        "is", "texts", "On a page, the line is one of these kinds of block. In plain text it never holds.", "heading",
        choices=BLOCK_KINDS,
    ),
    Key("max_chars", "int", "The line has at most so many code points.", "80"),
    Key(
        "headline", "flag",
        "The line looks like a headline: short, not in lower case, not ending as a sentence does. Only with `where: nth`"
        " or inside a block.",
        "true",
    ),
    Key(
        "all_caps", "flag",
        "The line has letters, and all of them are capitals. Only with `where: nth` or inside a block.", "true",
    ),
    Key(
        "short", "int", "The line has at most so many code points. Only with `where: nth` or inside a block.", "40",
    ),
    Key("all", "tests", "All of these tests hold.", '[{starts: Read}, {ends: more}]'),
    Key("any", "tests", "One of these tests holds.", '[{equals: Save}, {starts: Share on}]'),
    Key("not", "test", "This test does not hold.", '{ends: "."}'),
)  # fmt: skip

LIFT = (
    Key(
        "group",
        "text",
        "The named group that the value comes from, in whichever expression names it; `text` is all that matched.",
        "text",
        "text",
    ),
    Key("split", "texts", "Where a list is cut.", '[" / ", ","]', "for names: `,` `;` `&` and the word for *and*"),
    Key("each", "text", "Every line of the block that starts with this mark gives a value, without the mark.", '"•"'),
)

EXAMPLE = (
    Key("text", "text", "The example: a document of its own.", "SAVE", required=True),
    Key("leaves", "text", "What stays of it.", '"Snow fell."', "nothing"),
    Key("lifts", "fields", "What is lifted from it, and nothing else is.", "{captions: [SAVE]}"),
    Key("is", "text", "Its lines are blocks of this kind, as on a page.", "heading", choices=BLOCK_KINDS),
)

CONSTRUCTS = {
    "pack": PACK, "fingerprint": FINGERPRINT, "html": HTML, "rule": RULE, "unit": UNIT, "block": BLOCK, "test": TEST,
    "lift": LIFT, "example": EXAMPLE,
}  # fmt: skip
"""All constructs by name, in the order in which the reference explains them."""
