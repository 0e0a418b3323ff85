"""
Packs from folders: those of `--rules`, those of installed distributions, and the bundled ones; never those of the
working directory, for what a run does must not depend on where it was started.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import Fault, RuleError, RunError
from ..match.rulebook import Rulebook
from ..rule.model import RulePack
from ..rule.parse_pack import parse

FOLDERS = ("publishers", "agencies", "generic")
ENTRY_POINTS = "cleaner.packs"


@dataclass(frozen=True, slots=True)
class Source:
    """A folder of packs and where it comes from: "--rules", the name of an entry point, or "bundled"."""

    origin: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Found:
    """
    A pack that was found, and what becomes of it: "acts"; "draft", ignored unless asked for; "same", another source has
    it already; "replaced", another source has one of this name that overrides it.
    """

    pack: RulePack
    origin: str
    state: str = "acts"


def bundled() -> Path:
    """The folder of the packs that come with the package: inside it when installed, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "bundled_rules"
    return inside if inside.is_dir() else package.parent / "rules"


def installed() -> list[Source]:
    """
    Folders that installed distributions offer: an entry point names a package that holds `publishers/` and the like.

    The package is found and not imported: packs are data, and no stranger's code runs for them. (Of a package inside
    another one, Python imports the outer.)
    """
    from importlib.metadata import entry_points
    from importlib.util import find_spec

    sources = []
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda one: (one.name, one.value)):
        try:
            spec = find_spec(point.module)
        except ImportError:
            spec = None
        if spec is None or spec.submodule_search_locations is None:
            raise RunError(f"the entry point {point.name} of {ENTRY_POINTS} names {point.module}, which is no package")
        sources += [Source(point.name, Path(folder)) for folder in spec.submodule_search_locations]
    return sources


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


def survey(folders: Sequence[Path] = (), *, drafts: bool = False, own: bool = True) -> list[Found]:
    """
    Every pack of every source, earlier sources first: `--rules` before installed before bundled.

    The same pack twice is one where its text is the same; a pack that says `override: true` replaces those of its name
    that come after it. Raises RuleError with all faults of all files at once, RunError where a folder holds no packs.
    """
    given = [Source("--rules", folder) for folder in folders]
    sources = [*given, *installed(), Source("bundled", bundled())] if own else given
    first: dict[str, RulePack] = {}
    found: list[Found] = []
    faults: list[Fault] = []
    for source in sources:
        if not any((source.folder / kind).is_dir() for kind in FOLDERS):
            holds = ", ".join(f"{kind}/" for kind in FOLDERS)
            raise RunError(f"{source.folder}: a folder of packs holds one of {holds}")
        packs, wrong = read_folder(source.folder)
        faults += wrong
        for pack in packs:
            state = "draft" if pack.status == "draft" and not drafts else _state(pack, first.get(pack.name))
            if state == "clash":
                known = first[pack.name]
                faults.append(
                    Fault(known.file, 0, f"is there already as {pack.file}; say `override: true` to replace it")
                )
            if state == "acts":
                first[pack.name] = pack
            found.append(Found(pack, source.origin, state))
    if faults:
        raise RuleError(faults)
    return found


def _state(pack: RulePack, known: RulePack | None) -> str:
    if known is None:
        return "acts"
    if known.digest == pack.digest:
        return "same"
    return "replaced" if known.override else "clash"


def load(
    folders: Sequence[Path] = (), *, drafts: bool = False, keep_kinds: Iterable[str] = (), own: bool = True
) -> Rulebook:
    """The rulebook of all packs that act; `survey` says which these are and what it raises."""
    return Rulebook((one.pack for one in survey(folders, drafts=drafts, own=own) if one.state == "acts"), keep_kinds)
