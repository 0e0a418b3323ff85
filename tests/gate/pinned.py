"""The file of floors: the figures once reached, and on which data and with which libraries."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.json")


@dataclass(frozen=True)
class Pinned:
    """
    Digests of data files by name, versions of libraries by name, floors by scope ("all", "sample of 24") and set.

    Other data voids the floors. Other libraries do not: they are named when a floor is missed, as a first suspect.
    """

    data: dict[str, str] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    floors: dict[str, dict[str, dict[str, float]]] = field(default_factory=dict)


def load(path: Path = FLOORS) -> Pinned:
    """What was pinned."""
    return Pinned(**json.loads(path.read_text(encoding="utf-8")))


def save(pinned: Pinned, path: Path = FLOORS) -> None:
    """Pin again, sorted, so that a change of floors reads well in review."""
    path.write_text(json.dumps(asdict(pinned), indent=2, sort_keys=True) + "\n", encoding="utf-8")


def drift(pinned: dict[str, str], found: dict[str, str]) -> list[str]:
    """
    What is no longer as it was pinned; what was not pinned cannot differ.

    >>> drift({"ftfy": "6.3.0", "re2": "1"}, {"ftfy": "6.3.1", "re2": "1"})
    ['ftfy was 6.3.0, is 6.3.1']
    """
    return [f"{name} was {was}, is {found.get(name)}" for name, was in sorted(pinned.items()) if found.get(name) != was]
