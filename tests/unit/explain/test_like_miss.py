"""Why a line does not read like a template that has its words: what its slots do not take, or two readings that are as good."""

from __future__ import annotations

import pytest

from cleaner.document import Raw
from cleaner.explain.near_miss import miss
from cleaner.match.folded import FoldedDocument
from cleaner.prepare import prepare
from cleaner.rule.model import Like

BYLINE = "By {authors:names}[, {:place}]"
NAMES = '{authors:names} as "Ada Lee, Bo Ek" or "Ada Lee"'
PLACES = '{:place} as "Oslo" or "Bo Ek, Oslo"'


@pytest.mark.parametrize(
    ("line", "reason", "near"),
    [
        ("By Tuesday Evening", f'like: "Tuesday Evening" is no list of names in `{BYLINE}`', True),
        (
            "By Ada Lee, Bo Ek, Oslo",
            f"like: the line can be read in two ways in `{BYLINE}`: {NAMES} and {PLACES}",
            True,
        ),
        ("Snow fell", f'like: the line "Snow fell" does not read like `{BYLINE}`', False),
    ],
)
def test_a_reason_names_the_value_or_both_readings(line: str, reason: str, near: bool) -> None:
    document = FoldedDocument(prepare(Raw("a", line, given={"language": "en"})))
    assert miss(Like((BYLINE,)), document, 0) == ((reason,), near)


def test_a_dotted_capital_i_in_a_template_is_one_in_a_line_too() -> None:
    document = FoldedDocument(prepare(Raw("a", "İlgili haber: kar", given={"language": "tr"})))
    assert miss(Like(("İlgili haber: {:name}",)), document, 0) == (
        ('like: "kar" is no name in `İlgili haber: {:name}`',),
        True,
    )


def test_of_a_place_in_a_line_the_reason_names_the_value_too() -> None:
    document = FoldedDocument(prepare(Raw("a", "OSLO, 32 Jan (Bell) - Snow fell.", given={"language": "en"})))
    template = "{:place}, {:date} (Bell) - "
    reason = f'like: "32 Jan" is no date in `{template}`'
    assert miss(Like((template,), whole=False), document, 0) == ((reason,), True)
