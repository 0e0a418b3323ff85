from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from .cli.specimen import EXPECTED, PACK, write_case, write_pack

pytest_plugins = ["pytester"]

# Modules that only an inner run imports are forgotten after it; YAML's C half is not, and would no longer fit the other.
assert yaml.__with_libyaml__


@pytest.fixture
def packs(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("CI", raising=False)
    folder = pytester.path / "packs"
    write_pack(folder)
    write_case(folder)
    return folder


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return pytester.runpytest_inprocess("-p", "cleaner.pytest_plugin", "-p", "no:cacheprovider", *arguments)


def test_every_example_every_place_and_every_golden_is_a_test(pytester: pytest.Pytester, packs: Path) -> None:
    done = run(pytester, "--cleaner-rules", str(packs), "-v")
    done.assert_outcomes(passed=6)
    done.stdout.fnmatch_lines(
        [
            "*pier.example.yaml::share-spares-line-18 PASSED*",
            "*pier.example.yaml::share-where-line-17 PASSED*",
            "*pier.example/tide/expected.json::tide PASSED*",
        ]
    )


def test_without_the_option_nothing_is_added(pytester: pytest.Pytester, packs: Path) -> None:
    assert run(pytester).ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_packs_are_tested_together_with_other_tests(pytester: pytest.Pytester, packs: Path) -> None:
    pytester.makepyfile("def test_that_is_not_ours(): pass")
    run(pytester, "--cleaner-rules", str(packs)).assert_outcomes(passed=7)


def test_tests_of_packs_are_selected_by_name(pytester: pytest.Pytester, packs: Path) -> None:
    run(pytester, "--cleaner-rules", str(packs), "-k", "brand").assert_outcomes(passed=2, deselected=4)


def test_a_failure_shows_its_message_only(pytester: pytest.Pytester, packs: Path) -> None:
    write_pack(packs, PACK.replace('strips: ["The Pier"]', 'strips: ["The Quay"]'))
    write_case(packs, {**EXPECTED, "text": []})
    done = run(pytester, "--cleaner-rules", str(packs))
    done.assert_outcomes(passed=4, failed=2)
    done.stdout.fnmatch_lines(["*`brand` strips: leaves 'The Quay'*", '*"Nobody was hurt."*'])
    done.stdout.no_fnmatch_line("*Traceback*")


def test_goldens_are_rewritten_with_the_option(pytester: pytest.Pytester, packs: Path) -> None:
    case = write_case(packs, {})
    run(pytester, "--cleaner-rules", str(packs), "--update-golden").assert_outcomes(passed=6)
    assert json.loads((case / "expected.json").read_text("utf-8")) == EXPECTED


def test_goldens_are_not_rewritten_in_ci(
    pytester: pytest.Pytester, packs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "1")
    case = write_case(packs, {})
    done = run(pytester, "--cleaner-rules", str(packs), "--update-golden")
    assert done.ret == pytest.ExitCode.USAGE_ERROR
    assert (case / "expected.json").read_text("utf-8") == "{}"


def test_packs_that_do_not_load_stop_the_tests_with_all_faults(pytester: pytest.Pytester, packs: Path) -> None:
    write_pack(packs, PACK.replace("kind: brand", "kind: brnd").replace("tail 2", "tale 2"))
    done = run(pytester, "--cleaner-rules", str(packs))
    assert done.ret == pytest.ExitCode.USAGE_ERROR
    done.stderr.fnmatch_lines(["*pier.example.yaml:8: *brnd*", "*pier.example.yaml:16: *"])
