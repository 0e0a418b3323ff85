"""Just enough of a shell for the commands on our pages: words, quotes, comments, `|`, `<` and `>`; no variables, no patterns."""

from __future__ import annotations

import io
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any
from unittest import mock

from cleaner.cli import main

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = {"NO_COLOR": "1", "SOURCE_DATE_EPOCH": "0", "CI": ""}
"""No colours, no clock, and the machine of a person: in CI, `cleaner test --update` refuses."""


def run(line: str) -> str:
    """
    What a command line prints, on stdout and stderr. Raises RuntimeError where one of its programs fails.

    >>> run("printf 'b\\\\na\\\\n' | sort  # in order")
    'a\\nb\\n'
    """
    shown, data = io.BytesIO(), b""
    for program in _pipeline(line):
        words, files = _redirected(program)
        if "<" in files:
            data = Path(files["<"]).read_bytes()
        code, data, errors = _called(words, data)
        shown.write(errors)
        if code:
            raise RuntimeError(f"`{line}` ends with {code}: {(errors or data).decode('utf-8', 'replace')}")
        if ">" in files:
            Path(files[">"]).write_bytes(data)
            data = b""
    return (shown.getvalue() + data).decode("utf-8").replace(f"{ROOT}/", "")  # paths as in a clone, not as here


def _pipeline(line: str) -> Iterator[list[str]]:
    words = shlex.shlex(line, posix=True, punctuation_chars="|<>")
    words.whitespace_split = True
    program: list[str] = []
    for word in words:
        if word == "|":
            yield program
            program = []
        else:
            program.append(word)
    if program:
        yield program


def _redirected(words: list[str]) -> tuple[list[str], dict[str, str]]:
    """The words of a program without those that name its files, and these."""
    files: dict[str, str] = {}
    words = list(words)
    for sign in "<>":
        if sign in words:
            place = words.index(sign)
            files[sign] = words[place + 1]
            del words[place : place + 2]
    return words, files


def _called(words: list[str], data: bytes) -> tuple[int, bytes, bytes]:
    if words[0] == "cleaner":
        return call_cleaner(words[1:], data, ENVIRONMENT)
    done = subprocess.run(words, input=data, capture_output=True, check=False)  # noqa: S603 - commands of our own pages
    return done.returncode, done.stdout, done.stderr


def call_cleaner(
    arguments: list[str], stdin: bytes = b"", environment: Mapping[str, str] = MappingProxyType({})
) -> tuple[int, bytes, bytes]:
    """Call `cleaner` inside this process: its exit code, and what it wrote to stdout and stderr."""
    out, errors = io.BytesIO(), io.BytesIO()
    streams: dict[str, Any] = {
        "stdin": io.TextIOWrapper(io.BytesIO(stdin), "utf-8"),
        "stdout": io.TextIOWrapper(out, "utf-8", write_through=True),
        "stderr": io.TextIOWrapper(errors, "utf-8", write_through=True),
        "argv": ["cleaner", *arguments],
    }
    with mock.patch.multiple(sys, **streams), mock.patch.dict(os.environ, environment):
        try:
            main()
        except SystemExit as end:
            sys.stdout.flush()
            return int(end.code or 0), out.getvalue(), errors.getvalue()
    raise AssertionError("`main` always exits")
