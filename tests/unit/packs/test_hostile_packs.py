"""Packs of strangers that would crash or stall the loader: each is a fault, found at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cleaner.packs.load import MAX_PACK_BYTES, read_folder
from cleaner.rule.check_rules import in_circles
from cleaner.rule.parse_pack import parse

HEAD = "grammar: 1\npublisher: P\ndomains: [p.example]\n"
RULE = HEAD + "rules:\n  - {id: a, kind: other, drop: {line: %s}, strips: [x], spares: [y]}\n"


def nested(key: str, levels: int, item: str = "{equals: x}") -> str:
    before, after = ("{not: ", "}") if key == "not" else (f"{{{key}: [", "]}")
    return RULE % (before * levels + item + after * levels)


def faults(text: str) -> list[tuple[int, str]]:
    pack, found = parse("publishers/p.example", text)
    assert pack is None
    return [(fault.line, fault.problem) for fault in found]


@pytest.mark.parametrize("key", ["all", "any", "not"])
def test_conditions_nest_only_so_deep(key: str) -> None:
    assert parse("publishers/p.example", nested(key, 19))[0]
    for levels in (20, 300):
        assert (5, "conditions must not be nested deeper than 20 levels") in faults(nested(key, levels))


@pytest.mark.parametrize(
    "text",
    ["x: " + "[" * 60_000, "x: " + "{a: " * 60_000 + "}" * 60_000, "- " * 60_000, "? " * 60_000],
    ids=lambda t: t[:6],
)
def test_nesting_that_would_overflow_the_stack_is_not_valid_yaml(text: str) -> None:
    assert faults(text) == [(1, "not valid YAML: nested deeper than 2,000 levels")]


@pytest.mark.parametrize("key", ["grammar", "max_share"])
def test_a_number_without_end_is_a_fault(key: str) -> None:
    text = (
        HEAD.replace("grammar: 1\n", "")
        + f"grammar: {'9' * 5_000 if key == 'grammar' else 1}\nmax_share: {'9' * 5_000}\n"
    )
    assert any(f"`{key}` must be" in problem and len(problem) < 200 for _, problem in faults(text))


@pytest.mark.parametrize("digits", ["0" * 5_000 + "3", "9" * 5_000])
def test_so_is_one_inside_a_condition(digits: str) -> None:
    assert faults(RULE % f"{{equals: x, max_chars: {digits}}}")[0][1].startswith("`max_chars` must be a whole number")


def test_a_message_quotes_only_the_start_of_a_long_key() -> None:
    assert len(faults(HEAD + f"{'k' * 900_000}: 1\n")[0][1]) < 600


SELECTORS = {
    "p ~ p ~ p ~ p ~ p ~ p": "looks through ancestors or siblings 5 times",
    "a " * 12: "looks through ancestors or siblings 11 times",
    "div:has(ul):has(ol)": "has `:has` 2 times",
    "div:has(ul:HAS(li))": "has `:has` 2 times",
    ":is(:not(:is(:not(p))))": "nests parentheses 4 levels deep",
    "p, " * 400 + "p": "has 1,201 characters",
}


@pytest.mark.parametrize("key", ["body", "drop", "title"])
@pytest.mark.parametrize("selector", SELECTORS)
def test_selectors_have_a_budget(selector: str, key: str) -> None:
    entry = f'body: "{selector}"' if key == "body" else f'body: "main", {key}: "{selector}"'
    assert any(
        line == 4 and SELECTORS[selector] in problem for line, problem in faults(HEAD + f"html: [{{{entry}}}]\n")
    )


@pytest.mark.parametrize(
    "selector",
    ["main > a > b > c > d > e > f", "[title='a b c d e f g ~ ~ (((( :has( :has('] p", "a b, c d, e f, g h, i j, k l"],
)
def test_what_costs_nothing_is_within_the_budget(selector: str) -> None:
    assert parse("publishers/p.example", HEAD + f'html: [{{body: "{selector}"}}]\n')[0]


def test_circles_of_needs_are_found_in_linear_time() -> None:
    chain = {number: list(range(max(0, number - 300), number)) for number in range(4_000)}
    assert not in_circles(chain)
    assert in_circles({**chain, 3_000: [3_999], 5_000: [3_000]}) == set(range(3_000, 4_000))


def read(folder: Path) -> list[str]:
    packs, found = read_folder(folder)
    assert not packs
    return [fault.problem for fault in found]


def test_a_pack_is_a_regular_file(tmp_path: Path) -> None:
    publishers = tmp_path / "publishers"
    publishers.mkdir()
    os.mkfifo(publishers / "pipe.example.yaml")
    (publishers / "link.example.yaml").symlink_to("/dev/zero")
    (publishers / "dir.example.yaml").mkdir()
    assert read(tmp_path) == ["cannot be read: a pack must be a regular file"] * 3


def test_a_pack_has_a_largest_size(tmp_path: Path) -> None:
    (tmp_path / "generic").mkdir()
    (tmp_path / "generic" / "en.yaml").write_text(HEAD + "# " + "x" * MAX_PACK_BYTES)
    assert read(tmp_path) == ["is larger than 1,048,576 bytes; split it into several files"]
