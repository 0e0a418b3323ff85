"""What a run says at its end: the counts of `run.json` as plain text, for a terminal or a log."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..escape_controls import safe
from .columns import aligned
from .counted import counted
from .duration import duration, rate

MAX_ROWS = 10
"""Rows of a table; `run.json` has all of them."""

FEW_DOCUMENTS = 20
"""After a run over fewer documents, each table is one line that names only the first `MAX_NAMED`. Never varied."""

MAX_NAMED = 3


class Ranking(NamedTuple):
    """Names with their counts, from the highest to the lowest. The first column is what is named, the second ranks it."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def summary_lines(report: Mapping[str, Any], out: str) -> Iterator[str]:
    """The summary of a run whose `run.json` holds `report` and whose results are in the folder `out`."""
    yield from _outcome_lines(report, out)
    rankings = [ranking for ranking in _rankings(report) if ranking.rows]
    steps = [("" if number else "next", step) for number, step in enumerate(_next_steps(report, out))]
    if report["read"] < FEW_DOCUMENTS:
        yield from aligned([*_in_one_line(rankings), *steps], left=(0, 1))
        return
    for ranking in rankings:
        yield from ("", *_as_table(ranking, out))
    yield from ("", *aligned(steps, left=(0, 1)))


def _outcome_lines(report: Mapping[str, Any], out: str) -> Iterator[str]:
    """What became of the documents, where they are, and how long it took."""
    rejected = f", {report['rejected']:,} rejected (see {safe(out)}/rejected)" if report["rejected"] else ""
    yield f"{counted(report['documents'], 'document')} in {safe(out)}/documents{rejected}"
    timing = report["timing"]
    removed = sum(kind["chars"] for kind in report["kind"].values())
    share = f", {removed / report['chars_in']:.1%} of {report['chars_in']:,} characters removed" if removed else ""
    yield f"{duration(timing['seconds'])}, {rate(timing['documents_per_second'])}{share}"
    if report["stopped"]:
        yield "stopped: too many documents were rejected; --abort-over sets the limit"


def _rankings(report: Mapping[str, Any]) -> Iterator[Ranking]:
    yield _documents_by("rejected", report["reason"])
    kinds = report["kind"].items()
    yield Ranking(
        ("removed", "share", "characters"),
        [(safe(kind), f"{removed['share']:.2%}", f"{removed['chars']:,}") for kind, removed in kinds],
    )
    yield _documents_by("publisher", report["publisher"])
    yield _documents_by("without a pack", report["without_pack"])
    yield _documents_by("identified by", report["routing"])
    rules = report["rules"].items()
    yield Ranking(
        ("rule", "documents", "characters"),
        [(safe(rule), f"{fired['documents']:,}", f"{fired['chars']:,}") for rule, fired in rules],
    )


def _documents_by(title: str, counts: Mapping[str, int]) -> Ranking:
    return Ranking((title, "documents"), [(safe(name), f"{count:,}") for name, count in counts.items()])


def _as_table(ranking: Ranking, out: str) -> Iterator[str]:
    yield from aligned([ranking.columns, *ranking.rows[:MAX_ROWS]])
    if len(ranking.rows) > MAX_ROWS:
        yield f"... and more in {safe(out)}/run.json"


def _in_one_line(rankings: Sequence[Ranking]) -> Iterator[tuple[str, str]]:
    for ranking in rankings:
        yield ranking.columns[0], _named([row[:2] for row in ranking.rows])


def _named(rows: Sequence[Sequence[str]]) -> str:
    """
    The first of some names with their counts, and how many others there are.

    >>> _named([("a", "7"), ("b", "3"), ("c", "2"), ("d", "1")])
    'a 7, b 3, c 2 and 1 more'
    """
    named = ", ".join(" ".join(row) for row in rows[:MAX_NAMED])
    return named if len(rows) <= MAX_NAMED else f"{named} and {len(rows) - MAX_NAMED:,} more"


def _next_steps(report: Mapping[str, Any], out: str) -> Iterator[str]:
    """Commands that are worth a try after this run, and what they do."""
    folder = safe(shlex.quote(out))
    steps = [(f"cleaner new {safe(host)}", "start a pack for this publisher") for host in [*report["without_pack"]][:1]]
    if report["documents"]:
        steps += [
            (f"cleaner restore {folder} --to back", "get the inputs back"),
            ("cleaner explain FILE", "see what goes, and by which rule"),
            (f"cleaner diff {folder} OTHER", "compare it with another run"),
        ]
    return aligned(steps, left=(0, 1))
