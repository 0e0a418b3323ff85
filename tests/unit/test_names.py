"""No public name of `cleaner` means two things: whoever searches for a name finds one definition."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from tests.conftest import ROOT

SHARED = {
    "command": "cli/",  # each module of this room is one command
    "check": "proof/lint/",  # and of this one a check
    "clean": "integrations/",  # what a stage does
}
"""Names that all modules of one room give to what they are there for."""


def test_no_public_name_means_two_things() -> None:
    sources = {path.relative_to(ROOT / "cleaner"): path.read_text("utf-8") for path in (ROOT / "cleaner").rglob("*.py")}
    homonyms = homonyms_in({path.as_posix(): source for path, source in sources.items()})
    listed = [f"{name}: {', '.join(modules)}" for name, modules in homonyms.items()]
    assert not listed, "\n" + "\n".join(listed)


def test_functions_classes_and_constants_of_two_modules_are_seen() -> None:
    one = "def f(): ...\nclass C: ...\nA = B = 1\nX: int = 2\nU, V = 1, 2\n_P = 3\nfrom a import Z"
    two = "async def f(): ...\nC = 1\ndef A(): ...\nB = X = V = 1\n_P = 3\nfrom a import Z\ndef g(U): ..."
    modules = ["one.py", "two.py"]
    assert homonyms_in({"one.py": one, "two.py": two}) == dict.fromkeys("ABCVXf", modules)


def test_only_the_modules_of_the_room_share_its_name() -> None:
    source = "def command(): ..."
    assert homonyms_in({"cli/run.py": source, "cli/new.py": source}) == {}
    assert homonyms_in({"cli/run.py": source, "api.py": source}) == {"command": ["api.py", "cli/run.py"]}


def homonyms_in(sources: Mapping[str, str]) -> dict[str, list[str]]:
    """The names that several modules define, each with these modules."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for module, source in sources.items():
        for name in public_names(ast.parse(source).body):
            owners[name].add(module)
    return {
        name: sorted(modules)
        for name, modules in sorted(owners.items())
        if len(modules) > 1 and not (name in SHARED and all(one.startswith(SHARED[name]) for one in modules))
    }


def public_names(statements: Iterable[ast.stmt]) -> Iterator[str]:
    """What a module defines at its top level under a name without an underscore; imports define nothing."""
    for statement in statements:
        targets: list[ast.expr] = []
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            targets = [ast.Name(statement.name)]
        elif isinstance(statement, ast.Assign):
            targets = statement.targets
        elif isinstance(statement, ast.AnnAssign):
            targets = [statement.target]
        names = (node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name))
        yield from (name for name in names if not name.startswith("_"))
