"""The bundled packs and their goldens, read once for all tests of rules."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from cleaner.match.rulebook import Rulebook
from cleaner.packs.golden_files import read_goldens
from cleaner.packs.load import load
from cleaner.proof.goldens import Golden
from cleaner.rule.model import RulePack

ROOT = Path(__file__).resolve().parents[2]
PUBLISHERS = ("euromaidanpress.com", "rksnews.com", "sbs.com.au", "theprint.in", "unn.ua")


@cache
def book() -> Rulebook:
    """The bundled packs alone: what else is installed must not decide our tests."""
    return load([ROOT / "rules"], own=False)


def packs() -> list[RulePack]:
    """The bundled packs."""
    return list(book().packs.values())


@cache
def goldens() -> tuple[Golden, ...]:
    """The goldens of the bundled packs."""
    return tuple(read_goldens([ROOT / "tests" / "golden"]))


def sample(publisher: str) -> Golden:
    """The sample document of a publisher."""
    return next(golden for golden in goldens() if golden.name == f"{publisher}/sample")
