"""Rules with `is`: the kind of block that a line of a page is in."""

from __future__ import annotations

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
rules:
  - id: aside
    kind: related
    drop: {line: {starts: "Also:", is: heading}}
    strips: [{text: "Also: floods", is: heading}]
    spares: ["Also: floods"]
"""
DAYS = "".join(
    f"<p>Rain fell on the coast for the {n}th day, and the roads by the sea stayed closed to all traffic.</p>"
    for n in "4567"
)
PAGE = (
    f"<html><body><article><h1>Rain</h1>{DAYS}<h2>Also: floods</h2>"
    "<p>Also: the trains stood still for most of the night, as the railway company said on Friday.</p>"
    "<p>By morning the water had gone, and the first trains ran again between the towns on the coast.</p>"
    "</article></body></html>"
)


def book() -> Rulebook:
    pack, faults = parse("publishers/example.org", PACK)
    assert pack, faults
    return Rulebook([pack])


def test_a_rule_for_headings_leaves_paragraphs_alone() -> None:
    result = process(Raw("a", PAGE, kind="html", given={"url": "https://example.org/a"}), book())
    assert isinstance(result, Cleaned)
    assert "Also: floods" not in result.record.text
    assert "Also: the trains" in result.record.text


def test_an_example_says_what_kind_of_block_its_lines_are() -> None:
    (pack,) = book().packs.values()
    outcomes = list(try_examples(pack, lambda text: prepare(Raw("example", text))))
    assert [outcome.problem for outcome in outcomes] == [""] * 2


def test_in_plain_text_no_line_has_a_kind() -> None:
    result = process(Raw("a", "Rain fell.\nAlso: floods", given={"source": "example.org"}), book())
    assert isinstance(result, Cleaned)
    assert "Also: floods" in result.record.text


def test_a_kind_below_not_is_a_fault() -> None:
    pack, faults = parse("publishers/example.org", PACK.replace("is: heading", "not: {is: heading}"))
    assert pack is None
    assert "`is` cannot be used inside `not`" in str(faults[0])


def test_an_unknown_kind_is_a_fault_that_names_a_similar_one() -> None:
    _, faults = parse("publishers/example.org", PACK.replace("is: heading", "is: headin"))
    assert "`is` cannot be `headin`; did you mean `heading`?" in str(faults[0])
