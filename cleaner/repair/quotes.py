"""
Make typographic quotes straight, for users who ask for it. Otherwise quotes stay as they are.

This is a repair like any other: the ledger keeps the lines that it changes, and restoring brings them back.
"""

from __future__ import annotations

import re

from ..document import LineRepair, Repairs

STRAIGHT = str.maketrans({**dict.fromkeys("‘’‚‛", "'"), **dict.fromkeys("“”„‟«»", '"')})
CURLY = re.compile("[‘’‚‛“”„‟«»]")


def straighten(text: str, repairs: Repairs) -> tuple[str, Repairs]:
    """
    The text with straight quotes, and the repairs with those lines among them.

    >>> text, repairs = straighten("“Yes”, she said.\\nNo.", Repairs())
    >>> text, repairs.lines
    ('"Yes", she said.\\nNo.', (LineRepair(line=0, before='“Yes”, she said.', by=('quotes',)),))
    """
    if not CURLY.search(text):
        return text, repairs
    lines = text.split("\n")
    changed = {change.line: change for change in repairs.lines}
    for number, line in enumerate(lines):
        if CURLY.search(line):
            known = changed.get(number, LineRepair(number, line, ()))
            changed[number] = known._replace(by=(*known.by, "quotes"))
            lines[number] = line.translate(STRAIGHT)
    return "\n".join(lines), repairs._replace(lines=tuple(changed[number] for number in sorted(changed)))
