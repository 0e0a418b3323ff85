"""
What one would write in an afternoon from the usual parts: ftfy on everything, langdetect seeded, the same rules as
compiled `re` in a loop over lines, the standard library's JSON.
"""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import ftfy
from langdetect import DetectorFactory, LangDetectException, detect

from cleaner.packs.load import load
from cleaner.rule.model import BlockUnit, Condition, Literal, Matches, Rule


def patterns(test: Condition) -> list[str]:
    """A condition's literals and expressions as `re` understands them, as far as it does."""
    if isinstance(test, Literal):
        head, tail = test.how in ("equals", "starts"), test.how in ("equals", "ends")
        return [f"{'^' * head}{re.escape(text)}{'$' * tail}" for text in test.texts]
    if isinstance(test, Matches):
        return [
            re.sub(r"\\p(?:L|\{L\w*\})", "[^\\\\W\\\\d_]", one).replace(r"\p{Nd}", r"\d").removeprefix("(?i)")
            for one in test.patterns
        ]
    return [one for part in getattr(test, "conditions", ()) for one in patterns(part)]


def _expressions(rule: Rule) -> Iterator[re.Pattern[str]]:
    """A rule's expressions as `re` has them; without those that hold a class of RE2's that `re` lacks."""
    test = rule.unit.opens if isinstance(rule.unit, BlockUnit) else rule.unit.condition
    for one in patterns(test):
        with suppress(re.error):
            yield re.compile(one, re.IGNORECASE)


def main(source: str, target: str, folder: str = "") -> None:
    """Clean JSONL line by line."""
    DetectorFactory.seed = 0
    book = load([Path(folder)] if folder else [], own=not folder)
    compiled = [one for pack in book.packs.values() for rule in pack.rules for one in _expressions(rule)]
    with open(source, encoding="utf-8") as lines, open(target, "w", encoding="utf-8") as out:
        for line in lines:
            row = json.loads(line)
            text = ftfy.fix_text(row["text"])
            try:
                language = detect(text)
            except LangDetectException:
                language = "und"
            kept = [one for one in text.split("\n") if not any(rule.search(one) for rule in compiled)]
            out.write(json.dumps({"id": row["id"], "text": "\n".join(kept), "language": language}) + "\n")


main(*sys.argv[1:])
