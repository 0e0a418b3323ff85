"""Every rule that comes with the package strips what it says it strips and spares what it says it spares."""

from __future__ import annotations

import pytest

from cleaner.document import Document, Raw
from cleaner.io.packs import load
from cleaner.prepare import prepare
from cleaner.rule.examples import Reader, failures
from cleaner.rule.model import RulePack

PACKS = load(own=True).packs


def read(pack: RulePack) -> Reader:
    language = pack.languages[0] if pack.languages else "en"

    def document(text: str) -> Document:
        return prepare(Raw("example", text, given={"language": language}))

    return document


@pytest.mark.parametrize("name", sorted(PACKS))
def test_the_examples_of_a_bundled_pack_hold(name: str) -> None:
    pack = PACKS[name]
    assert [str(fault) for fault in failures([pack], read(pack))] == []
