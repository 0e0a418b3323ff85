"""A publisher's pack on another publisher's text: it may find furniture that both have, but never takes an article's line."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from cleaner.clean import Cleaned, process
from cleaner.document import Raw
from cleaner.proof.goldens import Golden

from . import bundled

PAIRS = [(pack, golden) for pack, golden in product(bundled.PUBLISHERS, bundled.goldens()) if golden.pack != pack]


@pytest.mark.parametrize(("pack", "golden"), PAIRS, ids=lambda value: getattr(value, "name", value))
def test_a_pack_on_another_publishers_text_takes_no_line_of_the_article(pack: str, golden: Golden) -> None:
    assert golden.expected is not None
    assert not lost(pack, golden.raw, golden.expected["text"])


def test_a_lost_line_would_be_seen() -> None:
    raw = replace(bundled.sample("unn.ua").raw, data="Bread is dear\n4 Min Read\nIt was dear before.")
    assert lost("rksnews.com", raw, ["Bread is dear", "It was dear before."]) == ["Bread is dear"]


def lost(pack: str, raw: Raw, paragraphs: list[str]) -> list[str]:
    """Paragraphs of the article that do not come out when a pack is forced upon a text."""
    outcome = process(replace(raw, given={"source": pack}), bundled.book())
    assert isinstance(outcome, Cleaned)
    assert outcome.record.source == pack
    # A dateline stays where the pack does not use the agency's rules: the paragraph then ends as it should.
    came = [line for line in outcome.record.text.split("\n") if line]
    return [one for one in paragraphs if not any(line.endswith(one) for line in came)]
