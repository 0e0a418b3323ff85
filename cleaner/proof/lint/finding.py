"""What lint finds, and what it looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ...rule.model import Rule, RulePack
from ..examples import Reader


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing to mend in a pack: where, which check found it, in which rule ("" for the pack), and what it is."""

    file: str
    line: int
    check: str
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.check}: {self.message}"


@dataclass(frozen=True, slots=True)
class Subject:
    """A pack as lint sees it: its values, its YAML, the packs it lives among, and how their examples are read."""

    pack: RulePack
    text: str
    others: tuple[RulePack, ...]
    reader: Callable[[RulePack], Reader]

    def about(self, check: str, rule: Rule, message: str) -> Finding:
        """A finding at a rule's first line."""
        return Finding(self.pack.file, rule.line, check, rule.name, f"`{rule.name.id}` {message}")


Check = Callable[[Subject], Iterable[Finding]]
