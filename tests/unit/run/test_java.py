"""A Java that Spark cannot use is named before Spark is started."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.errors import RunError
from cleaner.run.java import check_java


def java(folder: Path, script: str) -> None:
    """A program `java` in a folder as JAVA_HOME has it."""
    (folder / "bin").mkdir()
    (folder / "bin/java").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "bin/java").chmod(0o755)


@pytest.mark.parametrize("version", ['openjdk version "17.0.15" 2025-04-15', 'java version "21" 2023-09-19 LTS'])
def test_a_java_that_is_new_enough_is_taken(version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    java(tmp_path, f"echo '{version}' >&2")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    check_java()


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo 'java version \"1.8.0_402\"' >&2", "is Java 8: Spark needs Java 17 or newer"),
        ("echo 'openjdk version \"11.0.2\"' >&2", "is Java 11: Spark needs Java 17 or newer"),
        ("echo hello", "is a Java that does not tell its version"),
        ("exit 3", "does not work"),
    ],
)
def test_one_that_is_too_old_or_broken_is_named(
    script: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    java(tmp_path, script)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(RunError, match=said) as refused:
        check_java()
    assert str(tmp_path / "bin/java") in str(refused.value)


@pytest.mark.parametrize("home", ["", "/nowhere"])
def test_one_that_is_missing_is_asked_for(home: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", home)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RunError, match=r"there is no .*java: Spark needs Java 17 or newer; install it"):
        check_java()
