"""The difference between two runs as plain text, for a terminal or a log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..escape_controls import safe
from ..evaluate.run_diff import Group, RemovedChars, RunDiff, Sample, most_changed
from .columns import aligned
from .counted import counted

MAX_ROWS_SHOWN = 20
"""Rows of a table; `--json` has all of them."""

MAX_IDS_SHOWN = 5

MAX_EXCERPT_CHARS = 160
"""Of a line that differs: enough to recognize it."""

MAX_EXCERPT_LINES = 12


def diff_lines(diff: RunDiff) -> Iterator[str]:
    """The whole report: documents, fields, rejections, kinds, rules, samples."""
    different = diff.different.documents
    yield f"{different:,} of {counted(diff.both, 'document')} in both runs {'differs' if different == 1 else 'differ'}"
    for group, run in ((diff.only_first, "first"), (diff.only_second, "second")):
        if group.documents:
            yield f"{counted(group.documents, 'document')} only in the {run}: {_ids(group)}"
    for (before, after), group in sorted(diff.rejections.items()):
        yield (
            f"{counted(group.documents, 'document')} {_rejected(before)} in the first, {_rejected(after)} in the second: "
            f"{_ids(group)}"
        )
    yield (
        f"{diff.lost:,} of {counted(diff.chars, 'character')} lost ({diff.lost_share:.4%}), {diff.gained:,} gained; "
        "white space not counted"
    )
    if diff.fields:
        rows = [(name, f"{documents:,}") for name, documents in diff.fields.most_common()]
        yield from ("", *aligned([("field", "documents"), *rows]))
    yield from _changes("kind", diff.by_kind)
    yield from _changes("rule", diff.by_rule)
    for sample in diff.samples:
        yield from ("", *_sample_lines(sample))


def _changes(title: str, changes: Mapping[str, RemovedChars]) -> Iterator[str]:
    if not changes:
        return
    rows = [
        (safe(name), _signed(change.more), _signed(-change.less), f"{change.documents:,}")
        for name, change in most_changed(changes)[:MAX_ROWS_SHOWN]
    ]
    yield from ("", *aligned([(f"removed by {title}", "more", "less", "documents"), *rows]))
    if len(changes) > MAX_ROWS_SHOWN:
        yield f"... and {len(changes) - MAX_ROWS_SHOWN} more with a smaller change"


def _sample_lines(sample: Sample) -> Iterator[str]:
    rules = ", ".join(f"{safe(rule)} {_signed(characters)}" for rule, characters in sample.by_rule.items())
    yield f"{safe(sample.id)}: {rules or 'no rule removes more or less'}"
    for line in sample.lines[:MAX_EXCERPT_LINES]:
        yield f"  {line[0]} {safe(line[1 : MAX_EXCERPT_CHARS + 1])}"
    if len(sample.lines) > MAX_EXCERPT_LINES:
        yield f"  ... and {counted(len(sample.lines) - MAX_EXCERPT_LINES, 'line')} more"


def _signed(number: int) -> str:
    return f"{number:+,}" if number else "0"


def _ids(group: Group) -> str:
    shown = ", ".join(map(safe, group.ids[:MAX_IDS_SHOWN]))
    return shown if group.documents <= MAX_IDS_SHOWN else f"{shown} …"


def _rejected(reasons: str) -> str:
    return f"rejected as {safe(reasons)}" if reasons else "not rejected"
