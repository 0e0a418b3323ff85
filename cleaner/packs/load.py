"""
Packs from folders: those of `--rules` (or of the key `rules` in a file of settings), of installed distributions, and the
bundled ones. The working directory as such holds none: a folder of packs acts only where somebody named it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import Fault, RuleError, RunError
from ..match.rulebook import Rulebook
from ..rule.check_selector import cost_problem, selector_problem
from ..rule.model import RulePack
from ..rule.parse_names import NO_SHARED, SharedNames, parse_shared
from ..rule.parse_pack import PackPart, ProblemOf, parse_parts

PACK_FOLDERS = ("publishers", "groups", "agencies", "generic")
SHARED_FOLDER = "shared"
PACK_STEM = "pack"
"""A folder with a `pack.yaml` is one pack, together with the files beside it."""

FIRST_PARTS = (PACK_STEM, "lists")

MAX_PACK_BYTES = 1 << 20
"""The largest pack that is read, twelve times as large as the largest bundled one; never varied."""

ENTRY_POINT_GROUP = "cleaner.packs"
BUNDLED = "bundled"


@dataclass(frozen=True, slots=True)
class PackSource:
    """A folder of packs and where it comes from: "--rules", the name of an entry point, or "bundled"."""

    origin: str
    folder: Path


@dataclass(frozen=True, slots=True)
class FoundPack:
    """
    A pack that was found, and its state.

    "acts"; "draft": ignored without `--drafts`; "same": an earlier source has the same pack; "replaced": an earlier source
    has a pack of this name that overrides it.
    """

    pack: RulePack
    origin: str
    state: str = "acts"


def bundled() -> Path:
    """The folder of the bundled packs: inside the package when installed, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "bundled_rules"
    return inside if inside.is_dir() else package.parent / "rules"


def installed() -> list[PackSource]:
    """
    Folders of packs in installed distributions: an entry point names a package that holds `publishers/` and the like.

    The package is located but not imported: packs are data, and loading them must not run other people's code. (Python
    does import the parent of a nested package.)
    """
    from importlib.metadata import entry_points
    from importlib.util import find_spec

    sources = []
    for point in sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda point: (point.name, point.value)):
        try:
            spec = find_spec(point.module)
        except ImportError:
            spec = None
        if spec is None or spec.submodule_search_locations is None:
            raise RunError(
                f"the entry point {point.name} of {ENTRY_POINT_GROUP} names {point.module}, which is not a package"
            )
        sources += [PackSource(point.name, Path(folder)) for folder in spec.submodule_search_locations]
    return sources


def read_folder(
    folder: Path, problem_of: ProblemOf = selector_problem, shared: SharedNames = NO_SHARED
) -> tuple[list[RulePack], list[Fault]]:
    """
    All packs of a folder, and all faults in them. `problem_of` judges their selectors; `shared` are lists and tests that they
    can name besides those of the folder's own `shared/`.
    """
    own, found = read_shared(folder)
    shared, faults = own.over(shared), list(found)
    packs: list[RulePack] = []
    files = sorted(path for kind in PACK_FOLDERS for path in (folder / kind).glob("**/*.y*ml"))
    whole = {path.parent for path in files if path.stem == PACK_STEM} - {folder / kind for kind in PACK_FOLDERS}
    for path in files:
        name, parts = path.relative_to(folder).with_suffix(""), [path]
        if path.parent in whole:
            if path.stem != PACK_STEM:
                continue
            name, parts = name.parent, sorted((one for one in files if one.parent == path.parent), key=_part_order)
        pack, wrong = read_pack(parts, name.as_posix(), problem_of, shared)
        faults += wrong
        if pack:
            packs.append(pack)
    return packs, faults


def _part_order(path: Path) -> tuple[int, Path]:
    """The order in which a pack's files are read: `lists.yaml` before those that may name its lists."""
    return FIRST_PARTS.index(path.stem) if path.stem in FIRST_PARTS else len(FIRST_PARTS), path


def read_shared(folder: Path) -> tuple[SharedNames, list[Fault]]:
    """The lists and tests in `shared/` of a folder of packs, and all faults in them."""
    shared, faults = NO_SHARED, []
    for path in sorted((folder / SHARED_FOLDER).glob("*.y*ml")):
        text = _read(path)
        if isinstance(text, Fault):
            faults.append(text)
            continue
        names, wrong = parse_shared(path.stem, text, str(path))
        shared = names.over(shared)
        faults += wrong
    return shared, faults


def read_pack(
    paths: Sequence[Path], name: str, problem_of: ProblemOf = selector_problem, shared: SharedNames = NO_SHARED
) -> tuple[RulePack | None, list[Fault]]:
    """The pack of a file or several, or its faults."""
    texts = [(path, _read(path)) for path in paths]
    unread = [text for _, text in texts if isinstance(text, Fault)]
    if unread:
        return None, unread
    return parse_parts(name, tuple(PackPart(str(path), str(text)) for path, text in texts), problem_of, shared)


def _read(path: Path) -> str | Fault:
    try:
        if not path.is_file():  # reading a pipe or a device might never end
            return Fault(str(path), 0, "cannot be read: a pack must be a regular file")
        with path.open("rb") as file:
            data = file.read(MAX_PACK_BYTES + 1)
        if len(data) > MAX_PACK_BYTES:
            return Fault(str(path), 0, f"is larger than {MAX_PACK_BYTES:,} bytes; split it into several files")
        return data.decode().replace("\r\n", "\n").replace("\r", "\n")
    except (OSError, UnicodeDecodeError) as error:
        return Fault(str(path), 0, f"cannot be read: {error}")


def find_packs(folders: Sequence[Path] = (), *, drafts: bool = False, own: bool = True) -> list[FoundPack]:
    """
    Every pack of every source, in their order of precedence: `--rules`, installed, bundled.

    Two packs of one name are a fault, unless their text is the same, or the first says `override: true`: then it replaces
    the second. Raises RuleError with all faults of all files at once, and RunError if a folder holds no packs.
    """
    given = [PackSource("--rules", folder) for folder in folders]
    sources = [*given, *installed(), PackSource(BUNDLED, bundled())] if own else given
    first: dict[str, RulePack] = {}
    found: list[FoundPack] = []
    faults: list[Fault] = []
    shared, _ = read_shared(bundled())  # its faults are found where it is a source; everyone's packs may name it
    for source in sources:
        if not any((source.folder / kind).is_dir() for kind in PACK_FOLDERS):
            holds = ", ".join(f"{kind}/" for kind in PACK_FOLDERS)
            raise RunError(f"{source.folder} is not a folder of packs: it holds none of {holds}")
        # The parser has passed all bundled selectors, in a test: so no library for HTML is loaded before the first page.
        problem_of = cost_problem if source.origin == BUNDLED else selector_problem
        packs, wrong = read_folder(source.folder, problem_of, shared)
        faults += wrong
        for pack in packs:
            state = "draft" if pack.status == "draft" and not drafts else _state(pack, first.get(pack.name))
            if state == "clash":
                known = first[pack.name]
                faults.append(
                    Fault(known.file, 0, f"{pack.file} has the same name; say `override: true` to replace it")
                )
            if state == "acts":
                first[pack.name] = pack
            found.append(FoundPack(pack, source.origin, state))
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
    folders: Sequence[Path] = (),
    *,
    drafts: bool = False,
    keep_kinds: Iterable[str] = (),
    keep_rules: Iterable[str] = (),
    own: bool = True,
) -> Rulebook:
    """
    The rulebook of all packs that act; see `find_packs` for which these are and what it raises. Raises RunError also if one
    of `keep_rules` is no rule of theirs.
    """
    found = find_packs(folders, drafts=drafts, own=own)
    return Rulebook((each.pack for each in found if each.state == "acts"), keep_kinds, keep_rules=keep_rules)
