"""A publisher's rules on another publisher's article: they may take furniture that both have, but never a line of the article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from cleaner.clean import Cleaned, process, process_all
from cleaner.document import Raw
from cleaner.proof.goldens import Golden
from cleaner.rule.model import RulePack
from cleaner.rule.uses import used_by
from cleaner.undo import restore

from . import bundled


def has_rules(pack: RulePack) -> bool:
    """Whether a publisher's pack or one of its groups has rules."""
    used = used_by(pack, bundled.book().packs)
    return any(its.rules for its in (pack, *used) if its.scope in ("publisher", "group"))


PUBLISHERS = [pack.short for pack in bundled.packs() if pack.scope == "publisher" and has_rules(pack)]
"""A pack without line rules takes nothing from a text."""

CAPITALS = [
    ("theprint.in/sample", "PUTIN ACCUSES EUROPEANS OF TRYING TO BLOCK PEACE"),
    ("theprint.in/sample", "PUTIN SEES POSSIBLE ‘BASIS FOR FUTURE AGREEMENTS’"),
]
KNOWN = {"foxbusiness.com": CAPITALS, "foxnews.com": CAPITALS}
"""Fox sets links to other articles in capitals; elsewhere a line in capitals is a subheading."""


@pytest.mark.parametrize("pack", PUBLISHERS)
def test_a_pack_takes_no_line_of_another_publishers_article(pack: str) -> None:
    assert lost(pack, [golden for golden in bundled.goldens() if golden.pack != pack]) == KNOWN.get(pack, [])


def test_a_lost_line_is_seen() -> None:
    raw = Raw("a", "Bread is dear\n4 Min Read\nIt was dear before.", given={"source": "unn.ua"})
    stranger = Golden("unn.ua", "bread", "", raw, {"text": ["Bread is dear", "It was dear before."]})
    assert lost("rksnews.com", [stranger]) == [("unn.ua/bread", "Bread is dear")]


def lost(pack: str, goldens: Iterable[Golden]) -> list[tuple[str, str]]:
    """Paragraphs of articles that do not come out when a pack is forced upon them, each with its golden."""
    strangers = [(golden.name, golden.raw, golden.expected) for golden in goldens if golden.expected is not None]
    # No language's generic rules are wanted here; Latin has none.
    raws = [replace(as_text(raw), given={"source": pack, "language": "la"}) for _, raw, _ in strangers]
    missing = []
    for (name, _, expected), outcome in zip(strangers, process_all(raws, bundled.book()), strict=True):
        assert isinstance(outcome, Cleaned), name
        assert outcome.record.source == pack
        # A dateline stays where the pack does not use the agency's rules: the paragraph then ends as it should.
        lines = [line for line in outcome.record.text.split("\n") if line]
        missing += [(name, text) for text in expected["text"] if not any(line.endswith(text) for line in lines)]
    return missing


READ: dict[bytes, str] = {}


def as_text(raw: Raw) -> Raw:
    """What the rules see of a document: a text as it is, of a page the text that was read from it, each page read once."""
    if raw.kind == "text":
        return raw
    if raw.encoded not in READ:
        outcome = process(raw, bundled.book())
        assert isinstance(outcome, Cleaned), raw.id
        READ[raw.encoded] = restore(outcome.record.text, outcome.ledger).decode()
    return replace(raw, data=READ[raw.encoded], kind="text")
