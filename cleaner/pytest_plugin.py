"""
Packs as tests: with `--cleaner-rules DIR` every example and every golden of the packs in DIR is a test item.

Without the option the plugin does nothing and imports nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .match.rulebook import Rulebook
    from .proof.examples import Outcome
    from .proof.goldens import Golden
    from .rule.model import RulePack

REFUSED = "--update-golden is for people: where CI is set, goldens are not rewritten"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Two options of our own."""
    group = parser.getgroup("cleaner", "rules for cleaning texts")
    group.addoption(
        "--cleaner-rules",
        metavar="DIR",
        type=Path,
        action="append",
        default=[],
        help="Test the packs of this folder: each example and each golden of theirs is a test. Repeatable.",
    )
    group.addoption(
        "--update-golden",
        action="store_true",
        help="Make what the goldens give what they must give. Not where CI is set.",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to rewrite goldens where nobody would look at what changed."""
    if config.getoption("--update-golden") and os.environ.get("CI"):
        raise pytest.UsageError(REFUSED)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Add the packs' items before others select among them, so that -k and the like see them."""
    folders: list[Path] = config.getoption("--cleaner-rules")
    if folders:
        items += _items(session, [folder.resolve() for folder in folders])


def _items(session: pytest.Session, folders: list[Path]) -> Iterator[pytest.Item]:
    from .errors import RuleError, RunError
    from .packs.golden_files import read_goldens, roots
    from .packs.load import load

    try:
        book = load(folders)
        goldens = read_goldens(roots(folders, own=False))
    except (RuleError, RunError) as error:
        raise pytest.UsageError(str(error)) from error
    for pack in book.packs.values():
        path = Path(pack.file)
        if any(folder in path.parents for folder in folders):
            file = PackFile.from_parent(session, path=path)
            file.pack = pack
            yield from file.collect()
    for golden in goldens:
        case = CaseFile.from_parent(session, path=Path(golden.folder) / "expected.json")
        case.golden, case.book = golden, book
        yield from case.collect()


class PackFile(pytest.File):
    """A pack with its examples. They are tried together, for so the pack's rules are compiled once."""

    pack: RulePack

    def collect(self) -> Iterator[ExampleItem]:
        """An item for each example."""
        from .proof.examples import try_examples
        from .proof.survivors import reader_of

        for outcome in try_examples(self.pack, reader_of(self.pack)):
            item = ExampleItem.from_parent(self, name=f"{outcome.rule.id}-{outcome.polarity}-line-{outcome.line}")
            item.outcome = outcome
            yield item


class CaseFile(pytest.File):
    """The folder of a golden."""

    golden: Golden
    book: Rulebook

    def collect(self) -> Iterator[GoldenItem]:
        """One item."""
        item = GoldenItem.from_parent(self, name=self.golden.case)
        item.golden, item.book = self.golden, self.book
        yield item


class ExampleItem(pytest.Item):
    """An example of a rule."""

    outcome: Outcome

    def runtest(self) -> None:
        """Fail where the example does not hold."""
        if self.outcome.problem:
            pytest.fail(str(self.outcome.fault), pytrace=False)

    def reportinfo(self) -> tuple[Path, int, str]:
        """File and line of the example."""
        return self.path, self.outcome.line - 1, self.name


class GoldenItem(pytest.Item):
    """A golden of a pack."""

    golden: Golden
    book: Rulebook

    def runtest(self) -> None:
        """Clean the input; with --update-golden write what came."""
        from .packs.golden_files import write_golden
        from .proof.goldens import try_golden

        outcome = try_golden(self.golden, self.book)
        if outcome.diff and self.config.getoption("--update-golden"):
            write_golden(outcome)
        elif outcome.diff:
            pytest.fail(f"{self.golden.folder}: gives something else\n{outcome.diff}", pytrace=False)

    def reportinfo(self) -> tuple[Path, None, str]:
        """The folder of the golden."""
        return self.path, None, self.name
