"""Cleaning texts imports no library for HTML: in a program, in a pipe, and in a run with its child."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ..conftest import ROOT

HTML_LIBRARIES = {"lxml", "lxml_html_clean", "selectolax", "resiliparse", "trafilatura", "justext", "htmldate"}

WATCH = """
import os, sys

file = open(os.environ["IMPORTED"], "a", buffering=1)
sys.addaudithook(lambda event, said: event == "import" and file.write(f"{os.getpid()} {said[0]}\\n"))
"""
"""What Python runs when it starts, in our process and in those that it starts: it writes down what is imported."""

TEXT = "OSLO (Reuters) - Snow fell on the hills above the town.\n\nThe mayorâ€™s office said so.\nShare"
IN_A_PROGRAM = f"from cleaner import Cleaner; assert 'Snow' in Cleaner().clean({TEXT!r}).record.text"


@pytest.mark.parametrize(
    ("arguments", "processes"),
    [(["-c", IN_A_PROGRAM], 1), (["-m", "cleaner", "clean", "a.jsonl"], 1), (["-m", "cleaner", "run", "a.jsonl"], 2)],
    ids=["program", "pipe", "run"],
)
def test_cleaning_texts_imports_no_library_for_html(tmp_path: Path, arguments: list[str], processes: int) -> None:
    (tmp_path / "sitecustomize.py").write_text(WATCH)
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": TEXT}))
    places = os.pathsep.join([str(tmp_path), str(ROOT)])
    environment = {**os.environ, "PYTHONPATH": places, "IMPORTED": str(tmp_path / "imported")}
    subprocess.run([sys.executable, *arguments], cwd=tmp_path, env=environment, check=True, capture_output=True)
    imported = [line.split() for line in (tmp_path / "imported").read_text().splitlines()]
    assert len({process for process, name in imported if name == "cleaner.clean"}) == processes, "each was watched"
    assert {name.split(".")[0] for _, name in imported} & HTML_LIBRARIES == set()
