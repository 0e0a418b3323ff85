"""In an environment with dolma: its own commands tag and mix, and what they make is compared with `Cleaner`."""

from __future__ import annotations

import gzip
import json
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from dolma.core.data_types import DocumentWithMetadata

from cleaner import Cleaned, Cleaner
from cleaner.integrations.dolma import CleanerTagger, span_replacements

LINES = (
    "By Bo Ek",
    "OSLO, Jan 3 (Reuters) - Snow fell on the hills above the town for a third day.",
    "The road to the coast stayed closed, the mayor’s office said. 😀",
    "(Reporting by Ada Lindqvist and Bo Ek; Editing by Tom Marsh)",
    "• The first thing that the mayor said.",
    "• The second thing that the mayor said.",
    "- and a third",
    "1. It snowed.",
    "Share this article",
    "Advertisement",
    "Read more: Rain in May",
    "Our Standards: The Thomson Reuters Trust Principles.",
    "ADVERTISEMENT",
    "Ploughs are on their way (Reporting by Bo Ek)",
    "日本の空は青い。",
)
ENDS = ("\n", "\n\n", "\r\n", "\n \n", "\n\n\n\n", " \n\t", "\n  ")
EDGES = ("", "\n", " ", "\n\n \n", "\r\n")


def invented(count: int, lines: Sequence[str] = LINES) -> list[dict[str, Any]]:
    """Documents as dolma has them, of invented lines with odd white space between them."""
    some = random.Random(14)
    rows = []
    for number in range(count):
        ends = some.choices(ENDS, k=3)
        pieces = [line + some.choice(ends) for line in some.choices(lines, k=some.randint(1, 12))]
        text = some.choice(EDGES) + "".join(pieces) + some.choice(EDGES)
        given = {"title": "Snow", "url": "https://x.example/snow"} if number % 2 else {}
        rows.append(
            {"id": str(number), "text": text, "source": "x.example", "added": "", "created": "", "metadata": given}
        )
    return rows


def dolma(folder: Path, *arguments: str | Path) -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("dolma"), *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": f"{os.environ['PYTHONPATH']}{os.pathsep}{folder}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, done.stdout


def tag(
    folder: Path, rows: list[dict[str, Any]], tagger: str = "cleaner", module: str = "cleaner.integrations.dolma"
) -> None:
    """Two files of documents, tagged by two processes."""
    (folder / "data/documents").mkdir(parents=True)
    for part in (0, 1):
        with gzip.open(folder / f"data/documents/{part}.jsonl.gz", "wt") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows[part::2])
    dolma(folder, "tag", "--documents", "data/documents/*.gz", "--tagger_modules", module, "--taggers", tagger,
          "--processes", "2")  # fmt: skip


def mixed(folder: Path, replacing: list[dict[str, Any]], tagger: str = "cleaner") -> dict[str, str]:
    """The texts that the mixer makes."""
    stream = {
        "name": "clean",
        "documents": ["data/documents/*.gz"],
        "attributes": [tagger],
        "output": {"path": "out"},
        "span_replacement": replacing,
    }
    (folder / "mix.json").write_text(json.dumps({"streams": [stream], "processes": 1, "shuffle": False}))
    dolma(folder, "-c", "mix.json", "mix")
    lines = [
        line for path in (folder / "out").rglob("*.gz") for line in gzip.decompress(path.read_bytes()).splitlines()
    ]
    return {row["id"]: row["text"] for row in map(json.loads, lines)}


def of_cleaner(rows: list[dict[str, Any]], **options: Any) -> dict[str, Cleaned]:
    results = Cleaner(**options).clean_many([{**row["metadata"], **row} for row in rows])
    return {result.record.id: result for result in results if isinstance(result, Cleaned)}


def test_the_mixer_makes_the_cleaned_text_where_nothing_was_repaired(tmp_path: Path) -> None:
    rows = invented(500)
    wanted = of_cleaner(rows)
    assert not any(one.ledger.repairs for one in wanted.values())
    assert sum(len(one.ledger.edits) for one in wanted.values()) > len(rows)
    tag(tmp_path, rows)
    found = mixed(tmp_path, span_replacements())
    assert len(found) == len(rows)
    assert found == {id_: one.record.text for id_, one in wanted.items()}


def test_a_kind_left_out_of_the_mixers_configuration_stays_in_the_text(tmp_path: Path) -> None:
    rows = invented(60)
    tag(tmp_path, rows)
    found = mixed(tmp_path, span_replacements(keep_kinds="byline, advert"))
    bylines = [
        id_ for id_, one in of_cleaner(rows).items() if any(edit.text == "By Bo Ek" for edit in one.ledger.edits)
    ]
    assert bylines
    assert all("By Bo Ek" in map(str.strip, found[id_].splitlines()) for id_ in bylines)


def test_a_tagger_of_ones_own_has_its_own_options(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(
        "from dolma.core.registry import TaggerRegistry\n"
        "from cleaner.integrations.dolma import CleanerTagger\n"
        "@TaggerRegistry.add('lenient')\n"
        "class Lenient(CleanerTagger):\n"
        "    options = {'keep_kinds': ['byline', 'dateline'], 'whole_page': True}\n"
    )
    rows = invented(60)
    tag(tmp_path, rows, "lenient", "mine")
    found = mixed(tmp_path, span_replacements("lenient", "lenient"), "lenient")
    wanted = of_cleaner(rows, keep_kinds=["byline", "dateline"], whole_page=True)
    assert found == {id_: one.record.text for id_, one in wanted.items()}


def test_spans_count_code_points_of_the_text_as_it_came() -> None:
    text = "\r\n😀 It  snowed, the mayorâ€™s office said.\r\nAdvertisement\r\nIt  snowed again."
    spans = CleanerTagger().predict(DocumentWithMetadata("x.example", "a", text)).spans
    assert [text[span.start : span.end] for span in spans if span.type == "advert"] == ["Advertisement\r\n"]


def test_what_a_document_says_of_itself_decides_its_pack() -> None:
    text = "It snowed on the hills above the town, the mayor said.\nWATCH | A harbour under snow:\nIt snowed again."
    known = DocumentWithMetadata("", "a", text, metadata={"url": "https://www.cbc.ca/snow"})
    unknown = DocumentWithMetadata("", "a", text)
    found = [{span.type for span in CleanerTagger().predict(doc).spans} for doc in (known, unknown)]
    assert found == [{"podcast_promo", "paragraph_break"}, {"paragraph_break"}]


def test_a_document_that_cannot_be_cleaned_is_tagged_as_a_whole() -> None:
    (span,) = CleanerTagger().predict(DocumentWithMetadata("x.example", "a", " \n")).spans
    assert (span.start, span.end, span.type) == (0, 2, "rejected")


def test_an_unknown_kind_is_named() -> None:
    with pytest.raises(ValueError, match="there is no kind 'by'"):
        span_replacements(keep_kinds=["by"])
