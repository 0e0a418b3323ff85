"""
The keys of a pack and what they mean: the one table that the loader, the schema and the reference are made from.
"""

from __future__ import annotations

from dataclasses import dataclass

from .model import KINDS, MAX_LINES, MAX_SHARE

GRAMMAR = 1
"""The version of the grammar; a pack says which one it is written in."""

MAX_PROGRAM = 3_000
"""RE2 instructions that one expression may compile to: `[\\pL .'-]{2,80}` would be 96,004, 21 ms and 1 MB."""


@dataclass(frozen=True, slots=True)
class Key:
    """
    One key of a mapping. `type` is text, texts (one or a list), int, number, flag, date, or the name of a construct;
    `choices` closes a text's values.
    """

    name: str
    type: str
    meaning: str
    default: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()


PACK = (
    Key("grammar", "int", "The version of the grammar.", required=True),
    Key("publisher", "text", "The publisher's name as it shall stand in records."),
    Key("domains", "texts", "The publisher's domains; a document's URL on one of them, or below it, binds the pack."),
    Key("languages", "texts", "Codes of the languages the pack is written for.", "any"),
    Key("fingerprints", "fingerprints", "Lines that give the publisher away in a text without a URL."),
    Key("uses", "texts", "Other packs whose rules act as well. `generic/<language>` comes by itself."),
    Key("lists", "lists", "Named lists of texts for `in`."),
    Key("html", "html", "Where the article stands on the publisher's pages; the first entry that finds enough wins."),
    Key(
        "max_share",
        "number",
        "A pack whose unconfirmed drops exceed this share of a text drops nothing.",
        str(MAX_SHARE),
    ),
    Key("status", "text", "A draft acts only when asked for.", "stable", choices=("draft", "stable")),
    Key("override", "flag", "Replaces a pack of the same name that comes from elsewhere.", "false"),
    Key("rules", "rules", "The rules, each with what it strips and what it spares."),
)

FINGERPRINT = (
    Key("line", "test", "The test that the line passes.", required=True),
    Key("where", "where", "Where the line stands.", "anywhere"),
)

HTML = (
    Key("body", "text", "Selects the element or elements that hold the article.", required=True),
    Key("drop", "texts", "Selects what goes from inside the body."),
    Key("standfirst", "text", "Selects the standfirst."),
    Key("title", "text", "Selects the title, for pages whose metadata lack it."),
    Key("authors", "text", "Selects the authors' names, for pages whose metadata lack them."),
    Key("date", "text", "Selects the date, for pages whose metadata lack it."),
    Key(
        "until",
        "date",
        "The last day on which pages looked so; the entry then comes later for newer pages.",
        "still so",
    ),
)

RULE = (
    Key("id", "text", "Names the rule, unique in the pack: lower-case words with hyphens.", required=True),
    Key("kind", "text", "What the cruft is.", required=True, choices=KINDS),
    Key("drop", "unit", "The verb: what goes."),
    Key("keep", "unit", "The verb: what stays, whatever other rules say."),
    Key("find", "unit", "The verb: what is looked for, to lift from it or to be needed by other rules."),
    Key("where", "where", "Where the rule acts: `head N`, `tail N`, `nth N` or `anywhere`.", "anywhere"),
    Key("needs", "texts", "Ids of rules of this pack that must have matched as well."),
    Key("confirm", "texts", "One of these phrases must stand on another line of the block, or of the document."),
    Key("unless", "test", "Not where this holds on the line, or on any line of the block."),
    Key("lift", "lift", "Fields of the record and the named groups that they come from."),
    Key("strips", "examples", "Texts that the rule takes; it must take all of them.", required=True),
    Key("spares", "examples", "Near misses that no rule of the pack may touch.", required=True),
    Key("standalone", "flag", "In an agency's pack: acts on texts of unknown publishers as well.", "false"),
)

UNIT = (
    Key("line", "test", "Whole lines on which the test holds."),
    Key("span", "test", "The places inside a line where one literal or expression stands."),
    Key("block", "block", "Lines from one to another."),
)

BLOCK = (
    Key("from", "test", "The first line.", required=True),
    Key("to", "to", "The last line, included; `end` is the end of the text and asks for `confirm`."),
    Key("while", "test", "Every further line."),
    Key("max_lines", "int", "More lines than this are no match.", str(MAX_LINES)),
)

TEST = (
    Key("equals", "texts", "The whole line is one of these. Case does not count."),
    Key("starts", "texts", "The line starts with one of these. Case does not count."),
    Key("ends", "texts", "The line ends with one of these. Case does not count."),
    Key("contains", "texts", "One of these stands in the line. Case does not count."),
    Key("in", "text", "The whole line is an entry of this list: `@name`."),
    Key("matches", "texts", "An RE2 expression is found in the line. Case counts, but for `(?i)`."),
    Key("max_chars", "int", "The line has at most so many code points."),
    Key("headline", "flag", "The line looks like a headline."),
    Key("all_caps", "flag", "The line has letters, and all of them are capitals."),
    Key("short", "int", "The line has at most so many code points."),
    Key("all", "tests", "All of these tests hold."),
    Key("any", "tests", "One of these tests holds."),
    Key("not", "test", "This test does not hold."),
)

LIFT = (
    Key("group", "text", "The named group that the value comes from; `text` is all that matched.", "text"),
    Key("split", "texts", "Where a list is cut.", "for names: `,` `;` `&` and the word for *and*"),
    Key("each", "text", "Every line of the block that starts with this mark gives a value, without the mark."),
)

EXAMPLE = (
    Key("text", "text", "The example.", required=True),
    Key("leaves", "text", "What stays of it.", "nothing"),
    Key("lifts", "fields", "What is lifted from it."),
)

CONSTRUCTS = {
    "pack": PACK, "fingerprint": FINGERPRINT, "html": HTML, "rule": RULE, "unit": UNIT, "block": BLOCK, "test": TEST,
    "lift": LIFT, "example": EXAMPLE,
}  # fmt: skip
"""All constructs by name, in the order in which the reference explains them."""
