"""The first files of a new pack: its rules, and a document to test them on."""

from __future__ import annotations

from pathlib import Path

from ..errors import RunError

PACK = """\
# yaml-language-server: $schema=../schema.json
grammar: 1
publisher: {domain}                # the name as it shall stand in records
domains: [{domain}]
languages: [en]

# Lines that only this publisher has, for texts that come without a URL:
# fingerprints:
#   - {{line: {{contains: "a service of {domain}"}}, where: tail 4}}

# Each rule says what it strips and what it spares; `cleaner explain FILE --why-not LINE --report` prints such lines.
# rules:
#   - id: share-buttons
#     kind: share
#     drop: {{line: {{equals: ["Share", "Save"]}}}}
#     where: tail 6
#     strips: ["Share"]
#     spares: ["Share prices fell."]
"""

DOCUMENT = "Put the text of an article here, as it comes, with all that is not the article.\n"
ABOUT = """\
shows: >-
  What this document shows: which cruft is in it, and which near misses stay.
article: invented
"""


def scaffold(domain: str, rules: Path, golden: Path, schema: str) -> list[Path]:
    """
    Write a pack for a publisher and a folder for its first golden document, and beside the packs their `schema`, where
    there is none yet.

    Raises RunError, and writes nothing, where any of these files is there already.
    """
    files = _files(domain, rules, golden)
    for path in files:
        if path.exists():
            raise RunError(f"{path} is there already; nothing was written")
    if not (rules / "schema.json").exists():
        files[rules / "schema.json"] = schema
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
    except OSError as error:
        raise RunError(f"{error.filename}: {error.strerror}") from error
    return list(files)


def _files(domain: str, rules: Path, golden: Path) -> dict[Path, str]:
    return {
        rules / "publishers" / f"{domain}.yaml": PACK.format(domain=domain),
        golden / domain / "first" / "in.txt": DOCUMENT,
        golden / domain / "first" / "about.yaml": ABOUT,
    }
