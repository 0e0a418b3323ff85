"""
The table of `test_matrix.py`: every construct of the grammar with a text where it fires, one where it narrowly does not,
and a phrase that a rule keeps.

`|` ends a line. `leaves` is what stays of `fires`; of `misses` the rule takes nothing; and with a rule that keeps the lines
with `kept`, it takes nothing of `fires` either.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Case:
    """A line of the table. `lifts` is what `fires` gives, `others` are further rules of the pack."""

    rule: str
    fires: str
    leaves: str
    misses: str
    kept: str
    lifts: dict[str, Any] = field(default_factory=dict)
    others: str = ""


SAVE = "{id: save, kind: share, drop: {line: {equals: Save}}, strips: [Save], spares: [Saved]}"
MORE = "{id: more, kind: share, find: {line: {equals: More}}, strips: [More], spares: [Most]}"
BLOCK = "drop: {block: {from: {equals: Follow}, to: {equals: End}}}"
NTH = "where: nth 1\nneeds: [save]"

UNITS: dict[str, Case] = {
    "line": Case("drop: {line: {equals: Ad}}", "A.|Ad|B.", "A.|B.", "A.|Ads|B.", "Ad"),
    "span": Case("drop: {span: {ends: ' (HP)'}}", "Rain (HP)|B.", "Rain|B.", "Rain (HP) fell.|B.", "Rain"),
    "span, start": Case("drop: {span: {starts: 'HP: '}}", "HP: Rain.|B.", "Rain.|B.", "By HP: Rain.|B.", "Rain"),
    "span, every place": Case("drop: {span: {contains: ' [1]'}}", "A [1] b [1].", "A b.", "A [2] b.", "A"),
    "span, whole line": Case("drop: {span: {equals: Ad}}", "A.|Ad|B.", "A.|B.", "A.|An Ad|B.", "Ad"),
    "span, in a list": Case("drop: {span: '@buttons'}", "A.|Print|B.", "A.|B.", "A.|Print it|B.", "Print"),
    "span, expression": Case(
        "drop: {span: {matches: '^[A-Z]+ \\(HP\\) - '}}", "OSLO (HP) – Rain.", "Rain.", "Oslo (HP) – Rain.", "Rain"
    ),
    "block, to": Case(BLOCK, "A.|Follow|x|End|B.", "A.|B.", "A.|Follow|x|Ended|B.", "x"),
    "block, to end": Case(
        "drop: {block: {from: {equals: Follow}, to: end}}\nconfirm: sign up",
        "A.|Follow|x|Sign up now", "A.", "A.|Follow|x|Sign off now", "x",
    ),
    "block, while": Case(
        "drop: {block: {from: {equals: Related}, while: {starts: '- '}}}",
        "A.|Related|- x|- y|B.", "A.|B.", "A.|Related|B.|- x", "- y",
    ),
    "block, max_lines and to": Case(
        "drop: {block: {from: {equals: Follow}, to: {equals: End}, max_lines: 3}}",
        "A.|Follow|x|End|B.", "A.|B.", "A.|Follow|x|y|End|B.", "Follow",
    ),
    "block, twelve lines and no more": Case(
        BLOCK, "A.|Follow|" + "x|" * 10 + "End|B.", "A.|B.", "A.|Follow|" + "x|" * 11 + "End|B.", "Follow"
    ),
    "block, max_lines and while": Case(
        "drop: {block: {from: {equals: Related}, while: {starts: '- '}, max_lines: 2}}",
        "A.|Related|- x|- y|B.", "A.|- y|B.", "A.|Related|B.", "- x",
    ),
    "block, other drops do not count": Case(
        "drop: {block: {from: {equals: Follow}, to: {equals: End}, max_lines: 3}}",
        "A.|Follow|Save|x|Save|End|B.", "A.|B.", "A.|Follow|Saved|x|Saved|End|B.", "Follow", others=SAVE,
    ),
    "block, from the start": Case(
        "drop: {block: {from: start, to: {equals: Skip}}}\nunless: {prose: 8}",
        "Menu|x|Skip|B.", "B.", "Menu|It fell.|Skip|B.", "Menu",
    ),
    "block, from the start, as far as closing lines are near each other": Case(
        "drop: {block: {from: start, to: {starts: Skip}, max_lines: 2}}\nunless: {prose: 9}",
        "x|Skip 1|Skip 2|x|Skip 3|x|y|Skip 4", "x|y|Skip 4", "x|y|Skip 1|Skip 2", "Skip 2",
    ),
    "block, each opening line opens its own, also inside another": Case(
        "drop: {block: {from: {starts: Follow}, to: {equals: End}, max_lines: 3}}",
        "A.|Follow 1|x|Follow 2|y|End|x|End|B.", "A.|Follow 1|x|x|End|B.", "A.|Follow 1|x|Follow 2|y|z|End|B.", "Follow 2",
    ),
}  # fmt: skip

TESTS: dict[str, Case] = {
    "equals, any of them, no case": Case("drop: {line: {equals: [Ad, Save]}}", "A.|SAVE|B.", "A.|B.", "A.|Saved|B.", "SAVE"),
    "equals, folded": Case(
        """drop: {line: {equals: 'it''s - "on"'}}""", "A.|  It’s – “on”|B.", "A.|B.", "A.|Its – “on”|B.", "on"
    ),
    "starts": Case("drop: {line: {starts: 'Also:'}}", "A.|Also: x|B.", "A.|B.", "A.|See also: x|B.", "x"),
    "ends": Case("drop: {line: {ends: '- HP'}}", "A.|Rain - HP|B.", "A.|B.", "A.|Rain - HP, it said|B.", "Rain"),
    "contains": Case("drop: {line: {contains: our mail}}", "A.|Get our mail!|B.", "A.|B.", "A.|Get our new mail!|B.", "Get"),
    "a list alone": Case("drop: {line: '@buttons'}", "A.|- Share|B.", "A.|B.", "A.|Shares|B.", "Share"),
    "a list among texts": Case("drop: {line: {starts: ['@buttons', 'Save']}}", "A.|Save it|B.", "A.|B.", "A.|I save it|B.", "it"),
    "a test with a name": Case("drop: {line: '@footer'}", "A.|Terms of use|B.", "A.|B.", "A.|Terms|B.", "use"),
    "mentions": Case("drop: {line: {mentions: our app}}", "A.|Get our app now|B.", "A.|B.", "A.|Get our apps|B.", "now"),
    "matches": Case("drop: {line: {matches: '^[0-9]+ min$'}}", "A.|5 min|B.", "A.|B.", "A.|5 MIN|B.", "min"),
    "matches, without case": Case(
        "drop: {line: {matches: '(?i)^[0-9]+ min$'}}", "A.|5 MIN|B.", "A.|B.", "A.|5 mins|B.", "MIN"
    ),
    "max_chars": Case("drop: {line: {starts: By, max_chars: 6}}", "A.|By Ann|B.", "A.|B.", "A.|By Anna|B.", "Ann"),
    "headline": Case(
        f"drop: {{line: {{headline: true}}}}\n{NTH}", "Storm|B.|Save", "B.", "A storm.|B.|Save", "Storm", others=SAVE
    ),
    "headline, not in lower case": Case(
        f"drop: {{line: {{headline: true}}}}\n{NTH}", "“Storm”|B.|Save", "B.", "storm|B.|Save", "Storm", others=SAVE
    ),
    "all_caps": Case(
        f"drop: {{line: {{all_caps: true}}}}\n{NTH}", "STORM 1|B.|Save", "B.", "STORM x|B.|Save", "STORM", others=SAVE
    ),
    "short": Case(f"drop: {{line: {{short: 5}}}}\n{NTH}", "Storm|B.|Save", "B.", "Storms|B.|Save", "Storm", others=SAVE),
    "shape inside a block": Case(
        "drop: {block: {from: {equals: Related}, while: {headline: true}}}",
        "A.|Related|Rain again|B.", "A.|B.", "A.|Related|It rained.", "Rain",
    ),
    "all": Case("drop: {line: {all: [{starts: Read}, {ends: more}]}}", "A.|Read more|B.", "A.|B.", "A.|Read most|B.", "more"),
    "any": Case("drop: {line: {any: [{equals: Ad}, {starts: Ad by}]}}", "A.|Ad by x|B.", "A.|B.", "A.|Ad for x|B.", "Ad"),
    "not": Case("drop: {line: {starts: Ad, not: {ends: .}}}", "A.|Ad by x|B.", "A.|B.", "A.|Ad by x.|B.", "Ad"),
}  # fmt: skip

PLACES: dict[str, Case] = {
    "head": Case("drop: {line: {equals: Ad}}\nwhere: head 2", "A.|Ad|B.", "A.|B.", "A.|B.|Ad", "Ad"),
    "tail": Case("drop: {line: {equals: Ad}}\nwhere: tail 2", "A.|Ad|B.", "A.|B.", "Ad|A.|B.", "Ad"),
    "tail, other drops do not count": Case(
        "drop: {line: {equals: Ad}}\nwhere: tail 2", "A.|Ad|B.|Save|Save", "A.|B.", "A.|Ad|B.|Saved|Saved", "Ad", others=SAVE
    ),
    "tail of a block": Case(f"{BLOCK}\nwhere: tail 1", "A.|Follow|x|End", "A.", "A.|Follow|x|End|B.", "x"),
    "nth": Case(f"drop: {{line: {{starts: S}}}}\n{NTH}", "Storm|B.|Save", "B.", "A.|Storm|Save", "Storm", others=SAVE),
    "alone": Case("drop: {line: {starts: S}}\nwhere: head 1\nalone: true", "Sun|B.|Snow", "B.|Snow", "Sun|Snow|B.", "Sun"),
    "alone, beside what another rule takes": Case(
        "drop: {line: {starts: S}}\nwhere: head 1\nalone: true", "Save|Sun|B.", "B.", "Saved|Sun|B.", "Sun", others=SAVE
    ),
    "alone, at the tail": Case(
        "drop: {line: {starts: S}}\nwhere: tail 2\nalone: true", "A.|Sun|B.", "A.|B.", "A.|Sun|B.|Snow", "Sun"
    ),
    "anywhere": Case("drop: {line: {equals: Ad}}\nwhere: anywhere", "Ad|A.|Ad|B.|Ad", "A.|B.", "Ads|A.|B.", "Ad"),
}  # fmt: skip

GUARDS: dict[str, Case] = {
    "needs": Case("drop: {line: {equals: Ad}}\nneeds: [more]", "A.|Ad|More", "A.|More", "A.|Ad|Most", "Ad", others=MORE),
    "needs, all of them": Case(
        "drop: {line: {equals: Ad}}\nneeds: [more, save]", "Ad|More|Save", "More", "Ad|More|Saved", "Ad", others=f"{MORE}, {SAVE}"
    ),
    "confirm of a line": Case(
        "drop: {line: {starts: Follow}}\nconfirm: [sign up]",
        "A.|Follow us|Sign up!", "A.|Sign up!", "A.|Follow us, sign up", "Follow",
    ),
    "confirm of a block": Case(
        f"{BLOCK}\nconfirm: [sign up]", "A.|Follow|Sign up!|End", "A.", "Sign up!|Follow|x|End", "Sign"
    ),
    "unless, line": Case(
        "drop: {line: {starts: Ad}}\nunless: {ends: .}", "A.|Ad by x|B.", "A.|B.", "A.|Ad by x.|B.", "Ad"
    ),
    "unless, prose": Case(f"{BLOCK}\nunless: {{prose: 10}}", "A.|Follow|Rain fell|End", "A.", "A.|Follow|Rain fell.|End", "Rain"),
    "unless, prose in another script": Case(
        f"{BLOCK}\nunless: {{prose: 15}}", "A.|Follow|下雨了。|End", "A.", "A.|Follow|又下雨了。|End", "下雨"
    ),
    "unless, any line of a block": Case(
        f"{BLOCK}\nunless: {{equals: Not this}}", "A.|Follow|x|End", "A.", "A.|Follow|Not this|End", "x"
    ),
}  # fmt: skip

LIFTS: dict[str, Case] = {
    "lift, all that matched": Case(
        "drop: {line: {starts: 'Photo:'}}\nlift: {captions: text}",
        "A.|Photo: rain|B.", "A.|B.", "A.|Photos: rain|B.", "Photo", {"captions": ["Photo: rain"]},
    ),
    "lift, a group": Case(
        "drop: {line: {matches: '^(?P<minutes>[0-9]+) min$'}}\nlift: {reading_minutes: {group: minutes}}",
        "A.|5 min|B.", "A.|B.", "A.|five min|B.", "min", {"reading_minutes": 5},
    ),
    "lift, names": Case(
        "drop: {line: {matches: '^By (?P<names>.+)$'}}\nlift: {authors: names}",
        "A.|By Ann Lee, Bo Ek and Cy Dow|B.", "A.|B.", "A.|by Ann Lee|B.", "Ann", {"authors": ["Ann Lee", "Bo Ek", "Cy Dow"]},
    ),
    "lift, split": Case(
        "drop: {line: {matches: '^Source: (?P<from>.+)$'}}\nlift: {agencies: {group: from, split: [' / ']}}",
        "A.|Source: AFP / AP|B.", "A.|B.", "A.|Sources: AFP / AP|B.", "AFP", {"agencies": ["AFP", "AP"]},
    ),
    "lift, each": Case(
        "drop: {block: {from: {equals: In brief}, while: {starts: •}}}\nlift: {key_points: {each: •}}",
        "A.|In brief|• Rain.|• Snow.|B.", "A.|B.", "A.|In brief|Rain.|B.", "Rain", {"key_points": ["Rain.", "Snow."]},
    ),
    "lift out of a span": Case(
        "drop: {span: {matches: '^(?P<place>[A-Z]+) \\(HP\\) - '}}\nlift: {dateline.place: place}",
        "OSLO (HP) - Rain.", "Rain.", "OSLO (KP) - Rain.", "Rain", {"dateline.place": "OSLO"},
    ),
    "lift of a title": Case(
        f"drop: {{line: {{headline: true}}}}\n{NTH}\nlift: {{title: text}}",
        "“Storm” – again|B.|Save", "B.", "A storm.|B.|Save", "Storm", {"title": "“Storm” – again"}, SAVE,
    ),
}  # fmt: skip

CASES: dict[str, Case] = {**UNITS, **TESTS, **PLACES, **GUARDS, **LIFTS}
