"""The plan of a run: what decides about its results, and the pieces that it is cut into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ..formats.work_item import InputFile
from ..match.rulebook import Rulebook
from ..outputs.registry import OUTPUT_FORMATS
from ..provenance import NOT_INSTALLED, libraries
from ..settings import Settings
from ..version import __version__
from .piece import PlannedPiece, files_of, with_files

DIFFERENCES_SHOWN = 5
"""How many differences of one kind are named."""


class Causes(Struct, frozen=True):
    """Everything but the inputs that decides about the results of a run."""

    cleaner: str
    libraries: Mapping[str, str]
    packs: Mapping[str, str]
    options: Mapping[str, Any]


class Plan(Struct, frozen=True):
    """What a run does. `added` is the time that all its records get, also those of a later start."""

    causes: Causes
    added: str
    pieces: tuple[PlannedPiece, ...]

    @property
    def inputs(self) -> list[InputFile]:
        """All files, in order."""
        return list(dict.fromkeys(file for piece in self.pieces for file in files_of(piece)))

    def reading(self, files: Iterable[InputFile]) -> Plan:
        """The same plan, which reads its inputs as these `files` say: what is stored moves with the folder of results."""
        by_path = {file.path: file for file in files}
        return replace(self, pieces=tuple(with_files(piece, lambda file: by_path[file.path]) for piece in self.pieces))


def causes_of(rulebook: Rulebook, settings: Settings, to: Sequence[str], shard: int | None) -> Causes:
    """What decides about the results of a run with these rules and settings."""
    options = {
        "--whole-page": settings.whole_page,
        "--extractor": settings.extractor,
        "--keep-raw": settings.keep_raw,
        "--quotes": "straight" if settings.straight_quotes else "keep",
        **{f"--{name}-key": key for name, key in asdict(settings.keys).items()},
        "--keep-kinds": ",".join(sorted(rulebook.keep_kinds)),
        "--keep-rules": ",".join(sorted(rulebook.keep_rules)),
        "--to": ",".join(name for name in to if name in OUTPUT_FORMATS),
        "--stand-off": settings.stand_off,
        "--shard": shard,
    }
    packs = {name: pack.digest for name, pack in rulebook.packs.items()}
    return Causes(__version__, dict(libraries()), packs, options)


def differences(plan: Plan, causes: Causes, inputs: Sequence[InputFile], added: str | None) -> list[str]:
    """How another run differs from the planned one, in words; nothing if it is the same run."""
    before = plan.causes
    found = []
    if before.cleaner != causes.cleaner:
        found.append(f"cleaner is {causes.cleaner}, was {before.cleaner}")
    # What was missing has decided nothing: a run that stopped for it goes on once it is installed.
    new = {name for name, version in before.libraries.items() if version == NOT_INSTALLED}
    now = {name: NOT_INSTALLED if name in new else version for name, version in causes.libraries.items()}
    found += _changes("library", before.libraries, now, with_values=True)
    found += _changes("pack", before.packs, causes.packs)
    found += _changes("option", before.options, causes.options, with_values=True)
    if added is not None and added != plan.added:
        found.append(f"--added is {added}, was {plan.added}")
    found += _changes("input", _stamps(plan.inputs), _stamps(inputs))
    return found


def _stamps(files: Sequence[InputFile]) -> dict[str, Any]:
    return {file.path: (file.id, file.format, file.size, file.stamp) for file in files}


def _changes(kind: str, before: Mapping[str, Any], now: Mapping[str, Any], with_values: bool = False) -> Iterator[str]:
    """The keys whose values differ, the first of them by name, and how many more there are."""
    changed = [key for key in sorted(before.keys() | now.keys()) if before.get(key) != now.get(key)]
    for key in islice(changed, DIFFERENCES_SHOWN):
        if with_values:
            yield f"{kind} {key} is {_shown(now.get(key))}, was {_shown(before.get(key))}"
        else:
            what = "is new" if key not in before else "is gone" if key not in now else "has changed"
            yield f"{kind} {key} {what}"
    if len(changed) > DIFFERENCES_SHOWN:
        yield f"… and {len(changed) - DIFFERENCES_SHOWN} more {'libraries' if kind == 'library' else f'{kind}s'}"


def _shown(value: object) -> str:
    return "not set" if value in (None, "") else str(value)
