"""
Packs and documents over small alphabets, so that rules meet, overlap, nest and stand in each other's way.

Packs are written as YAML's data and read by the loader: what it refuses is no pack, and what it lets through must keep
the laws.
"""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from cleaner.match.prefilter import ByLiterals, EveryLine
from cleaner.match.rulebook import Rulebook
from cleaner.rule.model import RulePack
from cleaner.rule.parse_pack import parse

GIVEN = {"source": "p.example", "language": "en", "title": "Ee aa – b"}
"""What comes with each text."""

WORDS = ("aa", "b", "cc dd", "Ee", "FF.", "gg", "aa b", "- h", "• h", "aa gg", "Ee aa", "b:", "ZZ ZZ", "don’t")
LETTERS = ("a", "b", "c", "g", "e", "aa", "cc", " ", "h", "z")
TEMPLATES = (
    "aa[ b]",
    "(b|g) {:words}",
    "{:words 2} aa",
    "a{:text}",
    "Ee {:number}",
    "{title:text} b",
    "h[: {:words 1}]",
    "by {authors:name}",
    "{:brand} aa",
    "{:phrase 1}[ {:words 1}] h",
)
PATTERNS = ("^a+", "b$", r"\pL{2}", "(?i)^e", "a b", "[ag]+$", r"^(?P<x>\pL+) (?P<y>\pL+)$", r"\.$", "g+", "^- ", "h|z")


@st.composite
def some_test(draw: st.DrawFn, depth: int, shapes: bool, title: bool = False, prose: bool = False) -> dict[str, Any]:
    """A test; deeper ones join others. `title` and `prose` say whether it may ask for the title, and whether for prose."""
    kinds = ["literal", "literal", "literal", "matches", "like"]
    kinds += ["title"] * title + ["prose", "prose"] * prose
    kinds += ["shape"] * shapes + ["all", "any", "not", "two"] * (depth > 0)
    kind = draw(st.sampled_from(kinds))
    if kind == "title":
        return {"title": True}
    if kind == "prose":
        return {"prose": draw(st.integers(1, 9))}
    inner = some_test(depth - 1, shapes, title and kind != "not", prose or kind == "not")
    if kind == "literal":
        how = draw(st.sampled_from(("equals", "equals", "starts", "ends", "contains")))
        some = st.sampled_from(WORDS if how == "equals" else LETTERS + WORDS)
        return {how: draw(st.lists(some.filter(str.strip), min_size=1, max_size=2))}
    if kind == "matches":
        return {"matches": draw(st.sampled_from(PATTERNS))}
    if kind == "like":
        return {"like": draw(st.sampled_from(TEMPLATES))}
    if kind == "shape":
        return draw(
            st.sampled_from(({"headline": True}, {"all_caps": True}, {"short": 2}, {"short": 4}, {"max_chars": 3}))
        )
    if kind == "not":
        return {"not": draw(inner)}
    if kind == "two":
        return {**draw(inner), "max_chars": draw(st.integers(1, 6))}
    return {kind: draw(st.lists(inner, min_size=1, max_size=2))}


@st.composite
def units(draw: st.DrawFn, verb: str, shapes: bool) -> dict[str, Any]:
    """A line, span or block."""
    kind = draw(st.sampled_from(("line", "line", "span", "span", "block", "block")))
    title = verb != "keep"
    if kind == "line":
        return {"line": draw(some_test(2, shapes, title))}
    if kind == "span":
        some = st.sampled_from((*LETTERS[:7], "h"))
        literal = st.tuples(st.sampled_from(("starts", "ends", "contains")), some.filter(str.strip)).map(
            lambda two: dict([two])
        )
        pattern = st.sampled_from(PATTERNS).map(lambda one: {"matches": one})
        template = st.sampled_from(TEMPLATES).map(lambda one: {"like": one})
        return {"span": draw(st.one_of(literal, pattern, template))}
    block: dict[str, Any] = {"from": draw(some_test(1, True, title))}
    end = draw(st.sampled_from(("to", "to", "while", "end", "start") if verb != "keep" else ("to", "while")))
    if end == "end":
        block["to"] = "end"
    elif end == "start":
        block |= {"from": "start", "to": draw(some_test(1, True, title))}
    else:
        block[end] = draw(some_test(1, True, title))
    if draw(st.booleans()):
        block["max_lines"] = draw(st.integers(2, 5))
    return {"block": block}


@st.composite
def rules(draw: st.DrawFn, number: int, callers: list[str]) -> dict[str, Any]:
    """The rule of a number; it may need earlier ones, those that drop anywhere even on an n-th line."""
    verb = draw(st.sampled_from(("drop", "drop", "drop", "drop", "keep", "find")))
    place = draw(st.sampled_from(("anywhere", "anywhere", "head", "tail", "nth")))
    if place == "nth" and (not callers or verb == "keep"):
        place = "head"
    unit = draw(units(verb, shapes=place == "nth"))
    rule: dict[str, Any] = {"id": f"r{number}", "kind": draw(st.sampled_from(("other", "share", "byline"))), verb: unit}
    starts = unit.get("block", {}).get("from") == "start"
    if place == "nth" and "block" in unit:
        place = "tail"
    if starts:
        place = "anywhere"
    if place != "anywhere":
        rule["where"] = f"{place} {draw(st.integers(1, 4))}"
    if place == "nth":
        rule["needs"] = [draw(st.sampled_from(callers))]
    elif verb != "keep" and number and draw(st.integers(0, 4)) == 0:
        rule["needs"] = [f"r{draw(st.integers(0, number - 1))}"]
    ending = unit.get("block", {}).get("to") == "end"
    if ending or (verb != "keep" and draw(st.integers(0, 4)) == 0):
        rule["confirm"] = draw(st.lists(st.sampled_from(WORDS[:6]), min_size=1, max_size=2))
    if place in ("head", "tail") and "line" in unit and verb != "keep" and draw(st.booleans()):
        rule["alone"] = True
    if starts or (draw(st.integers(0, 4)) == 0 and not (verb == "keep" and "block" in unit)):
        rule["unless"] = draw(some_test(1, False, prose=True))
    if verb != "keep" and draw(st.integers(0, 3)) == 0:
        rule["lift"] = {draw(st.sampled_from(("authors", "title", "captions"))): "text"}
    if draw(st.integers(0, 4)) == 0:
        rule["seen"] = {"pages": draw(st.integers(1, 99)), "last": draw(st.sampled_from(("2025-11", "2025-11-03")))}
    return {**rule, "strips": ["x"], "spares": ["y"]}


@st.composite
def packs(draw: st.DrawFn, name: str, most: int = 5, uses: str = "agencies/a") -> RulePack:
    """A pack as the loader reads it; a publisher's uses another one."""
    written: list[dict[str, Any]] = []
    callers: list[str] = []
    for number in range(draw(st.integers(1, most))):
        rule = draw(rules(number, callers))
        if "drop" in rule and "where" not in rule and "needs" not in rule:
            callers.append(rule["id"])
        written.append(rule)
    data: dict[str, Any] = {"grammar": 1, "languages": ["en"], "rules": written}
    if name.startswith("publishers/"):
        data |= {"publisher": "Ee", "domains": ["p.example"], "uses": [uses]}
        line = draw(some_test(1, False).filter(lambda test: ":brand" not in json.dumps(test)))
        data["fingerprints"] = [{"line": line}]
    if draw(st.booleans()):
        data["max_share"] = draw(st.sampled_from((0.2, 0.5, 1)))
    else:
        data["max_share"] = 1
    pack, faults = parse(name, json.dumps(data))
    assert pack is not None, "\n".join(map(str, faults))
    return pack


def books(keep_kinds: bool = False) -> st.SearchStrategy[Rulebook]:
    """
    A publisher's pack and what it uses, an agency or a group. One in five works without a prefilter: no law may depend on it.
    """
    kinds = st.sampled_from(([], ["share"])) if keep_kinds else st.just([])
    prefilters = st.sampled_from((ByLiterals, ByLiterals, ByLiterals, ByLiterals, EveryLine))
    return st.sampled_from(("agencies/a", "groups/g")).flatmap(
        lambda used: st.builds(
            lambda one, two, kept, prefilter: Rulebook([one, two], kept, prefilter),
            packs("publishers/p.example", uses=used),
            packs(used, 3),
            kinds,
            prefilters,
        )
    )


LINE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
LINES = st.lists(LINE, min_size=1, max_size=9)
ODD = (
    "", " ", "\u00a0", "a\u00a0b", "cc  dd", "schÃ¶n", "donâ€™t", "&amp; &lt;b&gt;", "a&nbsp;b", "<b>&amp;</b>", "a\u200bb",
    "e\u0301", "\u0007aa", "aa\x85", "\ufeffaa", "- h", "1. h", "★", "Ö", "日本", "при", "aa\u00ad", "\u2028",
    "Ã ", "â€", "&", "amp;",
)  # fmt: skip
ENDS = ("\n", "\n\n", "\r\n", "\n \n", "\r", "\u2028", "\n\n\n", " \n\t")


@st.composite
def texts(draw: st.DrawFn, odd: bool = True) -> str:
    """A text with odd characters, blank lines and mixed line ends."""
    line = st.one_of(LINE, st.lists(st.sampled_from(WORDS + ODD), max_size=4).map("".join)) if odd else LINE
    pieces = draw(st.lists(st.tuples(line, st.sampled_from(ENDS if odd else ENDS[:2])), min_size=1, max_size=9))
    text = "".join(piece + end for piece, end in pieces)
    return text if draw(st.booleans()) else text.rstrip("\n")
