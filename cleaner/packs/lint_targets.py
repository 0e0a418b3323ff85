"""Which packs to lint, and the packs they act together with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import Fault, RuleError, RunError
from ..extras import need
from ..match.rulebook import Rulebook
from ..rule.model import RulePack
from .load import PACK_FOLDERS, SHARED_FOLDER, bundled, read_folder, read_shared


@dataclass(frozen=True, slots=True)
class PackSet:
    """The packs that were named, and all packs that act with them: those of the same folders, and the bundled ones."""

    named: tuple[RulePack, ...]
    packs: tuple[RulePack, ...]


def lint_targets(
    paths: Sequence[Path], folders: Sequence[Path] = (), *, drafts: bool = False, own: bool = True
) -> PackSet:
    """
    The packs of files and folders, or those of `folders`, or the bundled ones if there are neither. Packs of `folders` and,
    with `own`, the bundled ones act together with them, drafts among these only with `drafts`.

    Raises:
        RuleError: packs do not load or contradict one another.
        RunError: a path is neither a pack nor a folder of packs, there is nothing to check, or the parser for it is missing.
    """
    wanted = [_meant(path.resolve()) for path in paths or folders] or ([bundled()] if own else [])
    if not wanted:
        raise RunError("there is nothing to check: name packs, or a folder of packs with --rules")
    roots = list(dict.fromkeys(map(_root, wanted)))
    packs = _read(roots)
    names = set(packs)
    given = _read([folder.resolve() for folder in folders if folder.resolve() not in roots])
    packs = _acting(given.values(), drafts) | packs
    if own and bundled() not in roots:
        joining = (pack for pack in _read([bundled()]).values() if _can_join(pack, packs.values()))
        packs = _acting(joining, drafts) | packs
    Rulebook(packs.values())
    named = [pack for pack in packs.values() if pack.name in names and _named(pack, wanted)]
    if selective := next((pack for pack in named if pack.html), None):
        need("selectolax", f"{selective.file}: checking selectors")
    return PackSet(tuple(named), tuple(packs.values()))


def _read(roots: Iterable[Path]) -> dict[str, RulePack]:
    """The packs of some folders by name. Raises RuleError with all faults of all of them."""
    packs: dict[str, RulePack] = {}
    faults: list[Fault] = []
    shared, _ = read_shared(bundled())
    for root in roots:
        read, wrong = read_folder(root, shared=shared)
        faults += wrong
        packs.update((pack.name, pack) for pack in read)
    if faults:
        raise RuleError(faults)
    return packs


def _acting(packs: Iterable[RulePack], drafts: bool) -> dict[str, RulePack]:
    return {pack.name: pack for pack in packs if drafts or pack.status != "draft"}


def _can_join(pack: RulePack, others: Iterable[RulePack]) -> bool:
    """Whether a bundled pack claims none of the others' domains: one of them may be a newer version of it, renamed."""
    return not any(set(pack.domains) & set(other.domains) for other in others)


def _named(pack: RulePack, wanted: Iterable[Path]) -> bool:
    files = {place for name in pack.files for place in (Path(name), *Path(name).parents)}
    return not files.isdisjoint(wanted)


def _meant(path: Path) -> Path:
    """A path; for what the packs of a folder share, the whole folder, because any of them may name it."""
    root = _root(path)
    return root if root / SHARED_FOLDER in (path, *path.parents) else path


def _root(path: Path) -> Path:
    """The folder of packs that a path is, or is inside."""
    for folder in (path, *path.parents):
        if any((folder / kind).is_dir() for kind in PACK_FOLDERS) and folder.name not in PACK_FOLDERS:
            return folder
    raise RunError(
        f"{path} is neither a folder of packs nor in one; such a folder holds one of {'/, '.join(PACK_FOLDERS)}/"
    )
