"""Environments that have this program and one other package: each is made once, in a folder that can be kept."""

from __future__ import annotations

import os
import subprocess
import venv
from collections.abc import Mapping
from pathlib import Path

from tests.conftest import ROOT

REQUIREMENTS: Mapping[str, tuple[str, ...]] = {
    "datatrove": ("datatrove[io]==0.10.1",),
    "datasets": ("datasets==5.2.0",),
    "polars": ("polars==2.1.0",),
    "pandas": ("pandas==3.1.1",),
    "fundus": ("fundus==0.5.7", "curl_cffi==0.13.0"),  # newer ones have lost a name that Fundus imports
    "dolma": ("dolma==1.2.1", "boto3==1.28.17"),  # else pip tries every newer boto3
    "spacy": ("spacy==3.8.18",),
    "scikit-learn": ("scikit-learn==1.9.1",),
    "ray": ("ray[data]==2.60.0",),
    "spark": ("pyspark[sql]==4.3.0",),
}
"""What each environment has besides this program; the names are those of the sections of docs/integrations.md."""

NAMED = os.environ.get("CLEANER_INTEGRATIONS", "")
CACHE = os.environ.get("CLEANER_INTEGRATIONS_CACHE", "")


def named_environments() -> list[str]:
    """The environments that `CLEANER_INTEGRATIONS` asks for: names with commas between them, or `all`."""
    return list(REQUIREMENTS) if NAMED == "all" else list(filter(None, NAMED.split(",")))


def python_of(name: str, folder: Path) -> Path:
    """The Python of an environment. It is made in `folder`, unless `CLEANER_INTEGRATIONS_CACHE` names another one."""
    home = Path(CACHE or folder) / name
    python = home / "bin/python"
    made_of = "\n".join(REQUIREMENTS[name])
    done = home / "installed"
    if not done.exists() or done.read_text() != made_of:
        venv.create(home, clear=True, with_pip=True, symlinks=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-e", ROOT, *REQUIREMENTS[name]], check=True)
        done.write_text(made_of)
    return python
