"""
A page that shows commands: its files are written, its commands run, and what they print stands below each.

    ```text file=NAME        is written to NAME
    ```console               is run: lines that begin with `$ `; all other lines are made anew
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^```(\w+)(?: file=(\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def played(page: str) -> str:
    """The page with the real output of its commands. Raises RuntimeError where a command fails."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return BLOCK.sub(lambda block: _block(block, folder), page)


def _block(block: re.Match[str], folder: Path) -> str:
    kind, file, text = block.groups()
    if file:
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    if kind != "console":
        return block[0]
    commands = [line[2:] for line in text.splitlines() if line.startswith("$ ")]
    return "```console\n" + "".join(f"$ {command}\n{_run(command, folder)}" for command in commands) + "```"


def _run(command: str, folder: Path) -> str:
    program, *arguments = shlex.split(command)
    if program != "cleaner":
        raise RuntimeError(f"only cleaner is run here, not {program}")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "SOURCE_DATE_EPOCH": "0", "PYTHONUTF8": "1"}
    done = subprocess.run(  # noqa: S603 - the commands of our own pages
        [sys.executable, "-m", "cleaner", *arguments], cwd=folder, env=environment, text=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"`{command}` fails with {done.returncode}: {done.stdout}")
    return done.stdout.replace(f"{ROOT}/", "")  # where the checkout lies is nobody's business
