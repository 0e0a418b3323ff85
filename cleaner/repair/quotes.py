"""
Make typographic quotes straight, for users who ask for it. Otherwise quotes stay as they are.

This is a repair like any other: the ledger keeps the lines that it changes, and restoring brings them back.
"""

from __future__ import annotations

import re

from ..document import LineRepair, Repairs
from .line_repair import repair_line, repair_residue
from .repair_prefilter import may_need_repair

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
            lines[number], names = straighten_line(line)
            changed[number] = known._replace(by=tuple(dict.fromkeys((*known.by, *names))))
    return "\n".join(lines), repairs._replace(lines=tuple(changed[number] for number in sorted(changed)))


def straighten_line(line: str) -> tuple[str, tuple[str, ...]]:
    """
    A repaired line with straight quotes, and the names of the repairs that this took.

    A straight quote can complete mojibake, and mojibake can decode to curly quotes, so both go on until neither is left.

    >>> straighten_line("‚Ã©")
    ("'é", ('quotes', 'encoding'))
    """
    names: dict[str, None] = {}
    while CURLY.search(line):
        line = line.translate(STRAIGHT)
        names["quotes"] = None
        if may_need_repair(line) or may_need_repair(line.strip()):
            line, more = repair_line(line)
            names |= dict.fromkeys(more)
    return line, tuple(names)


def straighten_residue(rest: str) -> str:
    """
    What a cut left of a line with straight quotes: `repair_residue`, and straight quotes again.

    >>> straighten_residue("It was donâ€™t")
    "It was don't"
    """
    rest = repair_residue(rest)
    while CURLY.search(rest):
        rest = repair_residue(straighten_line(rest)[0])
    return rest
