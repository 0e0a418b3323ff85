"""
Runs the pages that show commands, so that what they say is true.

    ```text file=NAME             is written to NAME
    ```console                    is run: lines that begin with `$ `; all other lines are the output, and are replaced
    ```sh                         is run; no output is shown
    ```python                     is tried as a doctest, with the names of the examples before it
    <!-- not run: REASON -->      before a block: it is left alone

A page is played in a fresh folder. `cleaner` runs in this process, which takes a fifth of a second instead of one.
"""

from __future__ import annotations

import contextlib
import doctest
import re
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from .shell import run

BLOCK = re.compile(
    r"^(?P<skip><!-- not run: [^\n]+ -->\n)?```(?P<kind>\w+)(?: file=(?P<file>\S+))?\n(?P<body>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
BELOW = re.compile(r"^```console\n(?P<console>.*?)^```\n\n(?P<prose>[^`\n#<].*?)(?=\n\n|\Z)", re.DOTALL | re.MULTILINE)
QUOTED = re.compile(r"`([^`]+)`")


def played(page: str, folder: Path | None = None) -> str:
    """
    The page with the real output of its commands, which are run in `folder` or in an empty one.

    Raises RuntimeError where a command fails or an example in Python gives something else.
    """
    with contextlib.ExitStack() as stack:
        stack.enter_context(
            contextlib.chdir(folder or stack.enter_context(tempfile.TemporaryDirectory(prefix="page-")))
        )
        return BLOCK.sub(partial(_play, names={}), page)


def _play(block: re.Match[str], names: dict[str, object]) -> str:
    if block["skip"]:
        return block[0]
    if block["file"]:
        path = Path(block["file"])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block["body"], "utf-8")
    if block["kind"] == "sh":
        for line in block["body"].splitlines():
            run(line)
    if block["kind"] == "python":
        _try(block["body"], names)
    if block["kind"] != "console":
        return block[0]
    commands = [line[2:] for line in block["body"].splitlines() if line.startswith("$ ")]
    return "```console\n" + "".join(f"$ {command}\n{run(command)}" for command in commands) + "```"


def _try(source: str, names: dict[str, object]) -> None:
    test = doctest.DocTestParser().get_doctest(source, names, "example", None, 0)
    if not test.examples:
        raise RuntimeError(f"an example in Python without `>>>` proves nothing:\n{source}")
    report: list[str] = []
    if doctest.DocTestRunner(verbose=False).run(test, out=report.append, clear_globs=False).failed:
        raise RuntimeError("".join(report))
    names.update(test.globs)


def untrue(page: str) -> Iterator[str]:
    """
    What the paragraph right below a block of commands puts into backquotes and the block does not show.

    >>> list(untrue("```console\\n$ date\\nMonday\\n```\\n\\nIt says `Monday`, not `Tuesday`.\\n"))
    ['Tuesday']
    """
    for below in BELOW.finditer(page):
        yield from (text for text in QUOTED.findall(below["prose"]) if text not in below["console"])
