"""The first files of a new pack: its rules, and a document to test them on."""

from __future__ import annotations

from pathlib import Path

from ..errors import RunError

PACK_TEMPLATE = """\
# yaml-language-server: $schema=../schema.json
grammar: 1
publisher: {domain}                # the name, as records will show it
domains: [{domain}]
languages: [en]

# Lines that only this publisher prints. They identify texts that come without a URL:
# fingerprints:
#   - {{line: {{contains: "a service of {domain}"}}, where: tail 4}}

# Each rule lists lines that it strips and lines that it spares; `cleaner explain FILE --why-not LINE --report` prints them.
# rules:
#   - id: share-buttons
#     kind: share
#     drop: {{line: {{equals: ["Share", "Save"]}}}}
#     where: tail 6
#     strips: ["Share"]
#     spares: ["Share prices fell."]
#   - id: byline
#     kind: byline
#     drop: {{line: {{like: "Words[ and pictures] by {{authors:names}}"}}}}
#     where: head 6
#     strips: [{{text: "Words by Ada Lindqvist and Bo Ek", lifts: {{authors: [Ada Lindqvist, Bo Ek]}}}}]
#     spares: ["Words by the river were few."]
"""

DOCUMENT_TEMPLATE = "Put the text of an article here, as it comes, with everything around it.\n"
ABOUT_TEMPLATE = """\
shows: >-
  What this document shows: which boilerplate is in it, and which lines only look like boilerplate.
article: invented
"""


def scaffold(domain: str, rules: Path, golden: Path, schema: str) -> list[Path]:
    """
    Write a publisher's pack, the folder of its first golden, and, if the packs have none yet, their `schema`.

    Returns the files. Raises RunError and writes nothing if the pack or the golden exists already.
    """
    files = _files(domain, rules, golden)
    of_several_files = rules / "publishers" / domain / "pack.yaml"
    for path in (*files, of_several_files):
        if path.exists():
            raise RunError(f"{path} exists already; nothing was written")
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
        rules / "publishers" / f"{domain}.yaml": PACK_TEMPLATE.format(domain=domain),
        golden / domain / "first" / "in.txt": DOCUMENT_TEMPLATE,
        golden / domain / "first" / "about.yaml": ABOUT_TEMPLATE,
    }
