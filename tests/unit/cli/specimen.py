"""A folder with one small pack, for tests of commands that read packs."""

from __future__ import annotations

import json
from pathlib import Path

PACK = """\
grammar: 1
publisher: The Pier
domains: [pier.example]
languages: [en]

rules:
  - id: brand
    kind: brand
    drop: {line: {equals: [The Pier]}}
    strips: ["The Pier"]
    spares: ["The pier was shut."]

  - id: share
    kind: share
    drop: {line: {starts: "Share this"}}
    where: tail 2
    strips: ["Share this now"]
    spares: ["Share prices fell."]
"""
TEXT = "The Pier\nThe tide gate was shut at noon.\nNobody was hurt.\nShare this with all\n"
EXPECTED = {
    "source": "pier.example",
    "routing": "source",
    "verdicts": ["ok"],
    "text": ["The tide gate was shut at noon.", "Nobody was hurt."],
    "removed": [
        {"rules": ["pier.example/brand"], "text": "The Pier"},
        {"rules": ["pier.example/share"], "text": "Share this with all"},
    ],
}


def write_pack(folder: Path, text: str = PACK, name: str = "pier.example") -> Path:
    """The pack as a file of a folder of packs; gives the file."""
    path = folder / "publishers" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def write_case(folder: Path, expected: object = EXPECTED, pack: str = "pier.example", case: str = "tide") -> Path:
    """A golden of the pack; gives its folder."""
    path = folder / "golden" / pack / case
    path.mkdir(parents=True, exist_ok=True)
    (path / "in.json").write_text(json.dumps({"source": "pier.example", "text": TEXT}), "utf-8")
    if expected is not None:
        (path / "expected.json").write_text(json.dumps(expected), "utf-8")
    return path
