"""What a check of `lint` looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ...rule.model import Rule, RulePack
from ..examples import ReadExample
from ..finding import Finding


@dataclass(frozen=True, slots=True)
class Subject:
    """A pack to check: its values, the YAML of each of its files, the other packs, and how to read a pack's examples."""

    pack: RulePack
    texts: tuple[tuple[str, str], ...]
    others: tuple[RulePack, ...]
    reader: Callable[[RulePack], ReadExample]

    def about(self, check: str, rule: Rule, message: str) -> Finding:
        """A finding about a rule, at the rule's first line."""
        return Finding(rule.file, rule.line, check, rule.name, f"`{rule.name.id}` {message}")


Check = Callable[[Subject], Iterable[Finding]]
