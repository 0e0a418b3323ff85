"""What `lint` and `test` report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """
    One thing wrong with a pack: its file and line, the check that found it, the full name of the rule or golden it is about
    ("" for the pack itself), and the message.

    >>> print(Finding("a.yaml", 3, "order", "a/share", "`id` comes before `kind`"))
    a.yaml:3: order: `id` comes before `kind`
    """

    file: str
    line: int
    check: str
    name: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.check}: {self.message}"
