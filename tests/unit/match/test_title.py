"""Rules with `title`: the line that is the title of the row or the page."""

from __future__ import annotations

import pytest

from cleaner.clean import Cleaned, process
from cleaner.document import Raw
from cleaner.match.rulebook import Rulebook
from cleaner.prepare import prepare
from cleaner.proof.examples import try_examples
from cleaner.rule.parse_pack import parse

PACK = """
grammar: 1
publisher: Example
domains: [example.org]
max_share: 1
rules:
  - id: headline
    kind: title
    drop: {line: {title: true}}
    where: head 3
    strips: [{text: "Storm closes the harbour", title: "Storm closes the harbour – HP"}]
    spares: ["Storm closes the harbour", {text: "Storm closes the harbour!", title: "Storm closes the harbour"}]
"""
TITLE = "Storm closes the harbour"
DAYS = "".join(
    f"<p>Rain fell on the coast for the {n}th day, and the roads by the sea stayed closed to all traffic.</p>"
    for n in "456789"
)


def book() -> Rulebook:
    pack, faults = parse("publishers/example.org", PACK)
    assert pack, faults
    return Rulebook([pack])


def left(line: str, **given: str) -> str:
    """What is left of a line and a sentence that come with a title."""
    result = process(Raw("a", f"{line}\nIt rained.", given={"source": "example.org", **given}), book())
    assert isinstance(result, Cleaned)
    return result.record.text.replace("\n\n", "|")


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (TITLE, TITLE),
        ("STORM CLOSES THE HARBOUR", f" {TITLE}\n"),
        ("“Storm” closes – at last – the harbour", '"Storm" closes - at last - the harbour'),
        (TITLE, f"{TITLE} | Weather | The Harbour Post"),
        (f"{TITLE} - The Harbour Post", TITLE),
        (f"» {TITLE}", TITLE),
        ("Don’t sail & stay", "Donâ€™t  sail &amp; stay"),
    ],
)
def test_a_line_is_the_title_whatever_the_site_adds(line: str, title: str) -> None:
    assert left(line, title=title) == "It rained."


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (TITLE, ""),
        (TITLE, "Another storm closes the harbour"),
        (f"{TITLE} again", TITLE),
        ("Storm", "Storm - how it closed the harbour"),
        ("Storm - how it closed the harbour", "Storm"),
        ("The Harbour Post", f"The Harbour Post - {TITLE}"),
    ],
)
def test_a_line_that_says_more_or_less_is_not_the_title(line: str, title: str) -> None:
    assert left(line, title=title) == f"{line}|It rained."


def test_the_title_of_a_page_counts_too() -> None:
    page = f"<html><head><title>{TITLE}</title></head><body><article><h1>Weather</h1><p>{TITLE}</p>{DAYS}</article></body></html>"
    raw = Raw("a", page, kind="html", given={"url": "https://example.org/a"})
    document = prepare(Raw("a", TITLE))
    assert document.title == ""
    result = process(raw, book())
    assert isinstance(result, Cleaned)
    assert result.record.metadata.title
    assert result.record.metadata.title not in result.record.text.split("\n\n")


def test_an_example_says_which_title_it_comes_with() -> None:
    (pack,) = book().packs.values()
    outcomes = list(try_examples(pack, lambda text: prepare(Raw("example", text))))
    assert [outcome.problem for outcome in outcomes] == [""] * 3
