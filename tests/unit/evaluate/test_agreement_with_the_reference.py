"""Our figures against those of the reference script that comes with the data, on real pages."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from cleaner.evaluate.breakdown import means
from cleaner.evaluate.gold import golds
from cleaner.evaluate.score import Score, score
from cleaner.formats.json_file import read_objects

PAGES = 12
"""Of each set: the reference takes a second for all of them together."""

NAMES = {"p": "precision", "r": "recall", "f1": "f1", "lcs_f1": "lcs_f1", "cruft": "cruft", "lost": "lost"}


@pytest.fixture(scope="module")
def folder() -> Path:
    found = Path(os.environ.get("CLEANER_EVAL", "absent"))
    if not (found / "evaluate.py").exists():
        pytest.skip("CLEANER_EVAL names no folder with pages and evaluate.py, so figures are not compared")
    return found


def _record(number: int, page: dict[str, Any]) -> dict[str, Any]:
    """A plausible output: the page's text, or the gold with one paragraph missing and wrong lines added."""
    text = re.sub(r"(?s)<(script|style).*?</\1>|<[^>]*>", "\n", page["html"])
    paragraphs = (page["gold_text"] or "").split("\n")
    if number % 3:
        text = "\n\n".join([*paragraphs[number % 2 : -1], f"Share {number}", "Read more about this"])
    fields = {"title": page.get("gold_title"), "standfirst": paragraphs[0], "key_points": paragraphs[1:2] or None}
    return {"id": page["id"], "text": text, "metadata": fields}


def _reference(folder: Path, scratch: Path, pages: list[dict[str, Any]], records: list[dict[str, Any]]) -> Any:
    gold, docs, rows = (scratch / f"{name}.jsonl" for name in ("gold", "docs", "rows"))
    gold.write_text("\n".join(map(json.dumps, pages)))
    docs.write_text("\n".join(map(json.dumps, records)))
    command: list[str | Path] = [
        sys.executable,
        str(folder / "evaluate.py"),
        "--gold",
        gold,
        "--docs",
        docs,
        "--json",
        rows,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[0]), json.loads(rows.read_text())


def _as_reference(row: Score) -> dict[str, Any]:
    figures = {theirs: round(getattr(row, ours), 4) for theirs, ours in NAMES.items()}
    lines = {"cruft_lines": list(row.wrong_lines), "lost_lines": list(row.lost_lines)}
    return {"id": row.id, "clean": row.clean, "empty": row.empty, **figures, **lines}


def test_real_pages_get_the_figures_of_the_reference(folder: Path, tmp_path: Path) -> None:
    sets = (path for path in sorted(folder.glob("*.jsonl.xz")) if ".lines." not in path.name)
    pages = [page for path in sets for page in islice(read_objects(path), PAGES)]
    pages = [{**page, "id": f"{number}", "gold_optional": _optional(page)} for number, page in enumerate(pages)]
    records = [_record(number, page) for number, page in enumerate(pages) if number % 7]
    summary, rows = _reference(folder, tmp_path, pages, records)
    by_id = {record["id"]: record for record in records}
    scores = [score(page, by_id.get(page.id)) for page in golds(pages)]
    assert len(scores) > PAGES
    assert [_as_reference(row) for row in scores] == [
        {key: round(value, 4) if isinstance(value, float) else value for key, value in row.items() if key in _KEYS}
        for row in rows
    ]
    averaged = means(scores)
    shares = {**NAMES, "clean": "clean", "empty": "empty", "pages": "pages"}
    assert summary == {theirs: round(getattr(averaged, ours), 4) for theirs, ours in shares.items()}


_KEYS = {"id", "clean", "empty", "cruft_lines", "lost_lines", *NAMES}


def _optional(page: dict[str, Any]) -> list[str]:
    return ["Read more about this"] if len(page["html"]) % 2 else []
