"""
A pytest plugin: with `--cleaner-rules DIR`, every example, every place and every golden of the packs in DIR is a test.

Without the option it does nothing and imports nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .match.rulebook import Rulebook
    from .proof.examples import ExampleOutcome
    from .proof.goldens import Golden
    from .rule.model import RulePack

NOT_IN_CI = "--update-golden does not work in CI, because somebody must look at the difference"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of this plugin."""
    group = parser.getgroup("cleaner", "cleaner: rule packs")
    group.addoption(
        "--cleaner-rules",
        metavar="DIR",
        type=Path,
        action="append",
        default=[],
        help="Test the rule packs in this folder: every example, place and golden is a test. Repeatable.",
    )
    group.addoption(
        "--update-golden",
        action="store_true",
        help="Replace the expected output of goldens with today's. Does not work in CI.",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to rewrite goldens where nobody would look at the difference."""
    if config.getoption("--update-golden") and os.environ.get("CI"):
        raise pytest.UsageError(NOT_IN_CI)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Add the tests before other plugins select among them, so that -k and the like work."""
    folders: list[Path] = config.getoption("--cleaner-rules")
    if folders:
        items += _items(session, [folder.resolve() for folder in folders])


def _items(session: pytest.Session, folders: list[Path]) -> Iterator[pytest.Item]:
    from .errors import RuleError, RunError
    from .escape_controls import safe
    from .packs.golden_files import golden_roots, read_goldens
    from .packs.load import load

    try:
        book = load(folders)
        goldens = read_goldens(golden_roots(folders, own=False))
    except RuleError as error:
        raise pytest.UsageError("\n".join(safe(str(fault)) for fault in error.faults)) from error
    except RunError as error:
        raise pytest.UsageError(safe(str(error))) from error
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
    """A pack with its examples and places. They are tried together, so that the rules are compiled only once."""

    pack: RulePack

    def collect(self) -> Iterator[ExampleItem]:
        """One item for each example and each place."""
        from .proof.examples import try_examples
        from .proof.places import try_places
        from .proof.survivors import example_reader

        read = example_reader(self.pack)
        for outcome in chain(try_examples(self.pack, read), try_places(self.pack, read)):
            item = ExampleItem.from_parent(self, name=f"{outcome.rule.id}-{outcome.polarity}-line-{outcome.line}")
            item.outcome = outcome
            yield item


class CaseFile(pytest.File):
    """The folder of a golden."""

    golden: Golden
    book: Rulebook

    def collect(self) -> Iterator[GoldenItem]:
        """The golden's one item."""
        item = GoldenItem.from_parent(self, name=self.golden.case)
        item.golden, item.book = self.golden, self.book
        yield item


class ExampleItem(pytest.Item):
    """An example of a rule, or its place."""

    outcome: ExampleOutcome

    def runtest(self) -> None:
        """Fail if the example does not hold, or the place does not bite."""
        if self.outcome.problem:
            pytest.fail(str(self.outcome.fault), pytrace=False)

    def reportinfo(self) -> tuple[Path, int, str]:
        """File and line of the example. (A pack may be a folder of files.)"""
        return Path(self.outcome.file), self.outcome.line - 1, self.name


class GoldenItem(pytest.Item):
    """A golden of a pack."""

    golden: Golden
    book: Rulebook

    def runtest(self) -> None:
        """Clean the input and compare; with --update-golden write the result."""
        from .packs.golden_files import write_golden
        from .proof.goldens import try_golden

        outcome = try_golden(self.golden, self.book)
        if outcome.diff and self.config.getoption("--update-golden"):
            write_golden(outcome)
        elif outcome.diff:
            pytest.fail(f"{self.golden.folder}: the result differs\n{outcome.diff}", pytrace=False)

    def reportinfo(self) -> tuple[Path, None, str]:
        """The folder of the golden."""
        return self.path, None, self.name
