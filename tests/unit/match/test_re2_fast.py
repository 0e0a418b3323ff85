"""Both ways into RE2, the private one and the public one, give the same."""

from __future__ import annotations

from typing import Any

import pytest
import re2

from cleaner.match import re2_fast

LINES = ("éa5 a6", "b", "", "aa\u00a0x", "日本 a7")
PATTERNS = ("a(?P<n>[0-9])|x", "^", "(b)?a", "本")


class PublicSet:
    """A set of expressions as a release without the private attributes would have it."""

    def __init__(self, inner: re2.Set):
        self.Add, self.Compile, self.Match = inner.Add, inner.Compile, inner.Match

    @classmethod
    def SearchSet(cls, options: Any) -> PublicSet:  # noqa: N802  the name is RE2's
        return cls(re2.Set.SearchSet(options))


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("line", LINES)
def test_the_public_search_finds_the_same_spans(pattern: str, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    private = re2_fast.first_spans.__wrapped__(pattern)
    monkeypatch.delattr(re2, "_Anchor")
    # The library itself needs the attribute that is hidden from us here.
    calls: list[tuple[Any, bytes]] = []
    monkeypatch.setattr(re2_fast, "_public_spans", lambda expression, row: calls.append((expression, row)))
    re2_fast.first_spans.__wrapped__(pattern)(line.encode())
    monkeypatch.undo()
    ((expression, row),) = calls
    found, expected = re2_fast._public_spans(expression, row), private(line.encode())
    assert found[0] == expected[0]
    assert found[0] == (-1, -1) or list(found) == list(expected)


@pytest.mark.parametrize("line", LINES)
def test_the_public_set_says_the_same_of_a_line(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    private = re2_fast.matches_any.__wrapped__(PATTERNS[2:])
    fake = type("re2", (), {"Set": PublicSet, "Options": re2.Options})
    with monkeypatch.context() as context:
        context.setitem(__import__("sys").modules, "re2", fake)
        public = re2_fast.matches_any.__wrapped__(PATTERNS[2:])
    assert isinstance(getattr(public, "__self__", None), re2.Set)
    assert bool(public(line.encode())) == bool(private(line.encode()))


def test_the_installed_library_has_the_private_attributes() -> None:
    # Else everything still works, at half the speed: the pin in pyproject.toml is then the thing to change.
    assert re2_fast.compiled("a")._regexp.Match
    assert re2._Anchor.UNANCHORED is not None
    assert re2.Set.SearchSet(re2.Options())._set.Match
