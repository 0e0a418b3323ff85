"""Lists and tests of a pack that nothing in it names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..finding import Finding
from .subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """A list or a test whose name stands in no reference of the pack."""
    for name, _ in (*subject.pack.lists, *subject.pack.tests):
        reference = re.compile(rf"@{name}(?![a-z0-9/-])")
        if not any(reference.search(text) for _, text in subject.texts):
            file, line = _place(subject, name)
            yield Finding(file, line, "unused-name", "", f"nothing names `@{name}`")


def _place(subject: Subject, name: str) -> tuple[str, int]:
    """The file and the first line in which a name is a key."""
    key = re.compile(rf"(?:^|[ {{,]){name}:")
    for file, text in subject.texts:
        for number, line in enumerate(text.split("\n"), start=1):
            if key.search(line):
                return file, number
    return subject.pack.file, 1
