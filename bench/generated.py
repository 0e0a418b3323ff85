"""Generated rule packs: invented words, so that literals are like those of packs and never those of real publishers."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

TEMPLATES, LITERALS = 0.5, 0.4
"""The shares of rules that are templates with slots, and literals; all others are expressions of at most 600 instructions."""

SLOTS = {
    "by {authors:names}[ in {:place}]": "by Ada Lindqvist and Bo Ek in Oslo",
    "{image_credits:credit}": "Ada Lindqvist/AFP",
    "on {:date}[, {:time}]": "on 3 January 2026, 10:15",
    "({:number}|more) {:phrase}": "12 towers in fog",
}
"""What follows the words of templates, each with a text that it takes."""

RULES_IN_A_FILE = 2_000

SYLLABLES = [a + b for a in "bcdfglmnprstvz" for b in ("a", "e", "i", "o", "u", "ar", "en", "ol")]


@dataclass(frozen=True)
class Generated:
    """Packs in a folder, and the lines that their rules take, by publisher ("" for the generic pack)."""

    folder: Path
    lines: dict[str, list[str]]


def word(dice: random.Random) -> str:
    """An invented word."""
    return "".join(dice.choice(SYLLABLES) for _ in range(dice.randint(2, 3)))


def _phrase(dice: random.Random) -> str:
    return " ".join(word(dice) for _ in range(dice.randint(3, 6))).capitalize()


def _rule(number: int, dice: random.Random) -> tuple[list[str], str]:
    """A rule's YAML, and a line that it takes."""
    phrase = _phrase(dice)
    sort = dice.random()
    if sort < TEMPLATES:
        slots = dice.choice(list(SLOTS))
        test, line = f'like: "{phrase}: {slots}"', f"{phrase}: {SLOTS[slots]}"
    elif sort < TEMPLATES + LITERALS:
        how = dice.choice(["equals", "starts", "starts", "ends", "contains"])
        line = {"equals": phrase, "starts": f"{phrase} now", "ends": f"Now {phrase}", "contains": f"A {phrase} b"}[how]
        test = f'{how}: "{phrase}"'
    else:
        first, *rest = phrase.split()
        test = f"matches: '^{first}(?: [\\pL]+)* {' '.join(rest)}(?:, (?:[0-9]{{1,2}}|[A-Z][a-z]+))?[.!]?$'"
        line = f"{first} {' '.join(rest)}"
    # A generic pack may only take lines that it names as a whole, or lines at an end of the text.
    where = "" if test.startswith(("equals", "like", "matches")) else "    where: tail 40\n"
    yaml = (
        f"  - id: rule-{number}\n    kind: other\n    drop: {{line: {{{test}}}}}\n{where}"
        f'    strips: ["{line}"]\n    spares: ["Nothing of the kind was said on the {number}th day."]\n'
    )
    return [yaml], line


def publishers(folder: Path, rules: int, count: int, seed: int = 0) -> Generated:
    """This many rules, spread over publishers that each have a fingerprint of their own."""
    dice = random.Random(seed)
    made: dict[str, list[str]] = {}
    (folder / "publishers").mkdir(parents=True)
    share = [rules // count + (number < rules % count) for number in range(count)]
    for number, size in enumerate(share):
        domain = f"{word(dice)}{number}.example"
        sign = f"{_phrase(dice)} {number}"
        parts = [_rule(one, dice) for one in range(size)]
        head = (
            f'grammar: 1\npublisher: "{domain}"\ndomains: [{domain}]\nlanguages: [en]\n'
            f'fingerprints:\n  - {{line: {{starts: "{sign}"}}, where: tail 40}}\n'
        )
        body = ("rules:\n" + "".join(yaml for part, _ in parts for yaml in part)) if parts else ""
        (folder / "publishers" / f"{domain}.yaml").write_text(head + body, "utf-8")
        made[domain] = [sign, *(line for _, line in parts)]
    return Generated(folder, made)


def generic(folder: Path, rules: int, seed: int = 0) -> Generated:
    """This many rules in one generic pack, which has a file for every two thousand."""
    dice = random.Random(seed)
    pack = folder / "generic" / "en"
    pack.mkdir(parents=True)
    (pack / "pack.yaml").write_text("grammar: 1\nlanguages: [en]\n", "utf-8")
    made = [_rule(one, dice) for one in range(rules)]
    for start in range(0, rules, RULES_IN_A_FILE):
        part = "".join(yaml for lines, _ in made[start : start + RULES_IN_A_FILE] for yaml in lines)
        (pack / f"part-{start}.yaml").write_text(f"grammar: 1\nrules:\n{part}", "utf-8")
    return Generated(folder, {"": [line for _, line in made]})
