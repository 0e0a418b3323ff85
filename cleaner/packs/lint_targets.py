"""Which packs to lint, and the packs they act together with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import Fault, RuleError, RunError
from ..match.rulebook import Rulebook
from ..rule.model import RulePack
from .load import PACK_FOLDERS, bundled, read_folder


@dataclass(frozen=True, slots=True)
class PackSet:
    """The packs that were named, and all packs that act with them: those of the same folders, and the bundled ones."""

    named: tuple[RulePack, ...]
    packs: tuple[RulePack, ...]


def lint_targets(paths: Sequence[Path]) -> PackSet:
    """
    The packs of files and folders, or the bundled ones if `paths` is empty.

    Raises:
        RuleError: packs do not load or contradict one another.
        RunError: a path is neither a pack nor a folder of packs.
    """
    wanted = [path.resolve() for path in paths] or [bundled()]
    packs: dict[str, RulePack] = {}
    faults: list[Fault] = []
    for root in dict.fromkeys(map(_root, wanted)):
        read, wrong = read_folder(root)
        faults += wrong
        packs.update((pack.name, pack) for pack in read)
    own = set(packs)
    if faults:
        raise RuleError(faults)
    if bundled() not in map(_root, wanted):
        packs = {pack.name: pack for pack in read_folder(bundled())[0] if _can_join(pack, packs.values())} | packs
    Rulebook(packs.values())
    named = [pack for pack in packs.values() if pack.name in own and _named(Path(pack.file), wanted)]
    return PackSet(tuple(named), tuple(packs.values()))


def _can_join(pack: RulePack, others: Iterable[RulePack]) -> bool:
    """Whether a bundled pack claims none of the others' domains: one of them may be a newer version of it, renamed."""
    return not any(set(pack.domains) & set(other.domains) for other in others)


def _named(file: Path, wanted: Iterable[Path]) -> bool:
    return any(path == file or path in file.parents for path in wanted)


def _root(path: Path) -> Path:
    """The folder of packs that a path is, or is inside."""
    for folder in (path, *path.parents):
        if any((folder / kind).is_dir() for kind in PACK_FOLDERS) and folder.name not in PACK_FOLDERS:
            return folder
    raise RunError(
        f"{path} is neither a folder of packs nor in one; such a folder holds one of {'/, '.join(PACK_FOLDERS)}/"
    )
