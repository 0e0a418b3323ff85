"""
Inputs that are read otherwise than before need another number of the reading (`cleaner.prepare.READING`).

`python -m tests.rules.test_reading` writes the table anew: after a golden was added, or once the number is raised.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from cleaner.clean import read
from cleaner.errors import DocumentError
from cleaner.match.rulebook import Rulebook
from cleaner.prepare import READING, identify_language
from cleaner.proof.goldens import Golden

from . import bundled

TABLE = Path(__file__).with_name("read_as.json")


def read_as(golden: Golden) -> str:
    """A digest of the document that a golden's input is read as, without any pack."""
    try:
        document = identify_language(read(golden.raw, Rulebook([])))
        told = f"{document.text}\n{document.language}\n{document.blocks}\n{document.fields}"
    except DocumentError as error:
        told = error.reason
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def test_the_goldens_are_read_as_the_number_of_the_reading_says() -> None:
    table = json.loads(TABLE.read_text("utf-8"))
    assert table["reading"] == READING, "the number was raised: write the table anew"
    assert table["goldens"] == {golden.name: read_as(golden) for golden in bundled.goldens()}


if __name__ == "__main__":
    digests = {golden.name: read_as(golden) for golden in bundled.goldens()}
    TABLE.write_text(json.dumps({"reading": READING, "goldens": digests}, indent=1, sort_keys=True) + "\n", "utf-8")
