"""
Packs from folders: those of `--rules`, those of installed distributions, and the bundled ones; never those of the
working directory, for what a run does must not depend on where it was started.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from ..errors import Fault, RuleError, RunError
from ..rule.book import Rulebook
from ..rule.model import RulePack
from ..rule.parse import parse

FOLDERS = ("publishers", "agencies", "generic")
ENTRY_POINTS = "cleaner.packs"


def bundled() -> Path:
    """The folder of the packs that come with the package: inside it when installed, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "bundled_rules"
    return inside if inside.is_dir() else package.parent / "rules"


def installed() -> list[Path]:
    """Folders that installed distributions offer: an entry point names a package that holds `publishers/` and the like."""
    from importlib.metadata import entry_points
    from importlib.resources import files

    return [
        Path(str(files(point.module))) for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda one: one.name)
    ]


def read_folder(folder: Path) -> tuple[list[RulePack], list[Fault]]:
    """All packs of a folder, and all that is wrong with any of them."""
    packs: list[RulePack] = []
    faults: list[Fault] = []
    for path in sorted(one for kind in FOLDERS for one in (folder / kind).glob("**/*.y*ml")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        pack, wrong = read_pack(path, name)
        faults += wrong
        if pack:
            packs.append(pack)
    return packs, faults


def read_pack(path: Path, name: str) -> tuple[RulePack | None, list[Fault]]:
    """One pack from its file."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return None, [Fault(str(path), 0, f"cannot be read: {error}")]
    return parse(name, text, str(path))


def load(
    folders: Sequence[Path] = (), *, drafts: bool = False, keep_kinds: Iterable[str] = (), own: bool = True
) -> Rulebook:
    """
    The rulebook of all packs: later sources first, `--rules` over installed over bundled.

    The same pack twice is one where its text is the same; a pack that says `override: true` replaces another. Raises
    RuleError with all faults of all files at once, RunError where a folder is no folder of packs.
    """
    sources = [*folders, *(installed() if own else ()), *([bundled()] if own else ())]
    chosen: dict[str, RulePack] = {}
    faults: list[Fault] = []
    for folder in sources:
        if not any((folder / kind).is_dir() for kind in FOLDERS):
            raise RunError(f"{folder}: a folder of packs holds one of {', '.join(kind + '/' for kind in FOLDERS)}")
        packs, wrong = read_folder(folder)
        faults += wrong
        for pack in packs:
            known = chosen.setdefault(pack.name, pack)
            if known is not pack and known.digest != pack.digest and not known.override:
                faults.append(
                    Fault(known.file, 0, f"is there already as {pack.file}; say `override: true` to replace it")
                )
    if faults:
        raise RuleError(faults)
    return Rulebook((pack for pack in chosen.values() if drafts or pack.status != "draft"), keep_kinds)
