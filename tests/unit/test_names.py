"""No public name means two things: a reader who has met it once knows it everywhere."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "cleaner"
INTERFACES = {"check": "proof/lint", "command": "cli"}
"""Names that each module of a folder defines, as what the folder's package calls."""


def public_names(path: Path) -> Iterator[str]:
    """The classes, functions and constants that a module defines."""
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name))


def modules(root: Path) -> list[Path]:
    return [path for path in sorted(root.rglob("*.py")) if path.stem not in ("__init__", "__main__")]


def homonyms(root: Path) -> dict[str, list[str]]:
    """Each public name that several modules define, with these."""
    homes: dict[str, list[str]] = {}
    for path in modules(root):
        for name in {name for name in public_names(path) if not name.startswith("_")}:
            if INTERFACES.get(name) != path.parent.relative_to(root).as_posix():
                homes.setdefault(name, []).append(path.relative_to(root).as_posix())
    return {name: paths for name, paths in homes.items() if len(paths) > 1}


def test_no_public_name_is_defined_in_two_modules() -> None:
    assert homonyms(PACKAGE) == {}


def test_no_two_modules_have_the_same_name() -> None:
    names = Counter(
        path.stem for path in modules(PACKAGE) if path.parent.name != "cli"
    )  # a command's name is its module's
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize(
    "code", ["class Span: pass", "def Span(): pass", "Span = 1", "Span: int = 1", "At, Span = 1, 2"]
)
def test_a_name_with_two_meanings_is_found(code: str, tmp_path: Path) -> None:
    (tmp_path / "span.py").write_text("class Span: pass\n", "utf-8")
    (tmp_path / "other.py").write_text(f"{code}\n", "utf-8")
    assert homonyms(tmp_path) == {"Span": ["other.py", "span.py"]}
