"""
What docs/integrations.md shows works with the real packages, and so does what `with_NAME.py` tries.

Each package is installed into an environment of its own, so that takes minutes and runs on demand:

    CLEANER_INTEGRATIONS=polars,spark pytest tests/integrations
    CLEANER_INTEGRATIONS=all CLEANER_INTEGRATIONS_CACHE=~/.cache/cleaner-environments pytest tests/integrations
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.integrations.environments import REQUIREMENTS, named_environments, python_of

PAGE = (ROOT / "docs/integrations.md").read_text("utf-8")
HERE = Path(__file__).parent


def sections() -> dict[str, str]:
    """The sections of the page, by the name that stands in their comment."""
    parts = re.split(r"^<!-- environment: (\S+) -->$", PAGE, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def run(python: Path, folder: Path, *arguments: str | Path) -> None:
    """Run a program of an environment in a folder."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1", "HF_HOME": str(folder / "hf")}
    environment["PATH"] = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [python, *arguments], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert done.returncode == 0, done.stdout[-5000:]


def test_every_environment_has_a_section_and_something_that_tries_more() -> None:
    assert set(sections()) == set(REQUIREMENTS)
    assert {path.stem.removeprefix("with_").replace("_", "-") for path in HERE.glob("with_*.py")} <= set(REQUIREMENTS)


@pytest.mark.parametrize("name", named_environments())
def test_the_section_of_the_page_works(name: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    python = python_of(name, tmp_path_factory.getbasetemp() / "environments")
    (tmp_path / "section.md").write_text(sections()[name], "utf-8")
    run(python, tmp_path, HERE / "play_section.py", "section.md")


@pytest.mark.parametrize(
    "name", [name for name in named_environments() if (HERE / f"with_{name.replace('-', '_')}.py").exists()]
)
def test_what_is_tried_beyond_the_page_works(
    name: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    python = python_of(name, tmp_path_factory.getbasetemp() / "environments")
    program = HERE / f"with_{name.replace('-', '_')}.py"
    run(
        python,
        tmp_path,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--noconftest",
        "--rootdir",
        tmp_path,
        "-c",
        os.devnull,
        program,
    )
