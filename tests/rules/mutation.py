"""
Which packs have to be mutated again. `mutation_digests.json` records what the last full mutation saw: the code, and for each
pack its text and the goldens that its rules are bound to, with all other rules bound to them. While these are the same,
mutating the pack can only give the same result.

Any change of the code makes the whole record stale, comments included: mutating all packs takes ten seconds, which is less
than an engine that changed under an old proof would cost.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cleaner.clean import Traced
from cleaner.proof.survivors import traced_goldens
from cleaner.provenance import libraries
from cleaner.rule.model import RulePack

from . import bundled

FILE = Path(__file__).with_name("mutation_digests.json")
OUTER_ROOMS = ("cli", "evaluate", "explain", "formats", "run", "schema")
"""Rooms of `cleaner/` whose code no mutant runs through."""


class Proven(NamedTuple):
    """What the mutation that found no survivor saw: the digest of the code, and one for each pack."""

    engine: str
    packs: dict[str, str]


def stale(packs: Iterable[RulePack], proven: Proven) -> list[RulePack]:
    """The packs that have changed, or of which any golden or fellow rule has, since they were proven."""
    if engine() != proven.engine:
        return list(packs)
    return [pack for pack in packs if digest(pack, traced()) != proven.packs.get(pack.name)]


def digest(pack: RulePack, goldens: Iterable[Traced]) -> str:
    """A digest of the pack and of every golden that its rules are bound to, with the digest of all packs bound there."""
    names = {rule.name for rule in pack.rules}
    seen = [
        f"{golden.document!r}\n{golden.bound.digest}"
        for golden in goldens
        if any(rule.name in names for rule in golden.bound.matcher.rules)
    ]
    return _digest([pack.digest, *seen])


@cache
def engine() -> str:
    """A digest of the code that decides what becomes of a mutant, and of the libraries below it."""
    folder = bundled.ROOT / "cleaner"
    files = sorted(path.relative_to(folder) for path in folder.rglob("*.py"))
    code = [(folder / file).read_text("utf-8") for file in files if file.parts[0] not in OUTER_ROOMS]
    return _digest([*code, *map(" ".join, libraries().items())])


@cache
def traced() -> list[Traced]:
    """The goldens as the bundled packs clean them."""
    return traced_goldens(bundled.goldens(), bundled.book())


def read() -> Proven:
    """The record."""
    return Proven(**json.loads(FILE.read_text("utf-8")))


def write(packs: Iterable[RulePack]) -> None:
    """Record that these packs, all of which were just mutated, have no survivor."""
    proven = Proven(engine(), {pack.name: digest(pack, traced()) for pack in packs})
    FILE.write_text(json.dumps(proven._asdict(), indent=2) + "\n", "utf-8")


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
