from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cleaner.cli.test import command

from .specimen import EXPECTED, PACK, write_case, write_pack


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    write_pack(tmp_path)
    write_case(tmp_path)
    return tmp_path


def run(*arguments: str | Path, ci: str | None = None) -> tuple[int, Result]:
    """The command's own code (the group turns it into the exit code) and what it wrote."""
    done = CliRunner(env={"CI": ci}).invoke(command, [*map(str, arguments), "--no-bundled"], standalone_mode=False)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.return_value, done


def test_packs_that_do_what_their_examples_say_give_no_findings(packs: Path) -> None:
    code, done = run("--rules", packs)
    assert (code, done.stdout) == (0, "")
    assert done.stderr == "4 examples, 1 place, 1 golden: all passed\n"


def test_an_example_that_fails_is_named_by_file_and_line(packs: Path) -> None:
    path = write_pack(packs, PACK.replace('strips: ["The Pier"]', 'strips: ["The Quay"]'))
    code, done = run("--rules", packs)
    assert code == 1
    assert f"{path}:10: `brand` strips: leaves 'The Quay'" in done.stdout


def test_a_place_that_does_not_bite_is_named_by_file_and_line(packs: Path) -> None:
    block = "drop: {block: {from: {starts: Share this}, to: end}}\n    confirm: [now]"
    text = PACK.replace('drop: {line: {starts: "Share this"}}', block).replace("Share this now", "Share this\\nnow")
    path = write_pack(packs, text)
    code, done = run("--rules", packs)
    assert code == 1
    assert f"{path}:18: `share` where: `tail 2` does not bite" in done.stdout


def test_a_golden_that_changes_is_shown_as_a_difference(packs: Path) -> None:
    write_pack(packs, PACK.replace("tail 2", "head 1"))
    code, done = run("--rules", packs)
    assert code == 1
    assert '+    "Share this with all"' in done.stdout
    assert "pier.example/tide/expected.json (expected)" in done.stdout


def test_update_writes_the_new_output_and_shows_the_difference(packs: Path) -> None:
    case = write_case(packs, {**EXPECTED, "text": ["Something else."]})
    code, done = run("--rules", packs, "--update")
    assert code == 0
    assert '-    "Something else."' in done.stderr
    assert json.loads((case / "expected.json").read_text("utf-8")) == EXPECTED
    assert run("--rules", packs)[0] == 0


def test_update_writes_the_first_expectation_of_a_new_case(packs: Path) -> None:
    case = write_case(packs, None, case="new")
    # Without expected.json the input alone makes it a golden, and the finding says what to do.
    code, done = run("--rules", packs)
    assert code == 1
    assert "--update writes it" in done.stdout
    run("--rules", packs, "--update")
    assert json.loads((case / "expected.json").read_text("utf-8")) == EXPECTED


def test_update_is_refused_in_ci_and_writes_nothing(packs: Path) -> None:
    case = write_case(packs, {})
    with pytest.raises(Exception, match="--update does not work in CI"):
        run("--rules", packs, "--update", ci="true")
    assert (case / "expected.json").read_text("utf-8") == "{}"


def test_a_golden_without_a_pack_is_reported(packs: Path) -> None:
    write_case(packs, pack="quay.example")
    code, done = run("--rules", packs)
    assert code == 1
    assert "unused, because there is no pack `quay.example`" in done.stdout


def test_only_the_named_packs_are_tested(packs: Path) -> None:
    broken = PACK.replace("pier.example", "quay.example").replace('strips: ["The Pier"]', 'strips: ["x"]')
    write_pack(packs, broken, "quay.example")
    assert run("pier.example", "--rules", packs)[0] == 0
    assert run("publishers/quay.example", "--rules", packs)[0] == 1


def test_an_unknown_pack_is_an_error_that_lists_the_known_ones(packs: Path) -> None:
    with pytest.raises(Exception, match=r"there is no pack `qay\.example`; known: pier\.example"):
        run("qay.example", "--rules", packs)


def test_mutate_finds_nothing_if_examples_and_goldens_notice_every_deletion(packs: Path) -> None:
    assert run("--rules", packs, "--mutate")[0] == 0


def test_mutate_reports_a_rule_that_could_be_deleted_unnoticed(packs: Path) -> None:
    for name in ("in.json", "expected.json"):
        (packs / "golden" / "pier.example" / "tide" / name).unlink()
    code, done = run("--rules", packs, "--mutate")
    assert code == 1
    assert "`pier.example/brand`: no golden" in done.stdout


def test_mutate_reports_a_clause_that_could_be_deleted_unnoticed(packs: Path) -> None:
    write_pack(packs, PACK.replace("where: tail 2", "unless: {matches: '^Share this (?:truth|view)'}"))
    code, done = run("--rules", packs, "--mutate")
    assert code == 1
    assert "when its `unless` is gone" in done.stdout


def test_json_holds_counts_and_findings(packs: Path) -> None:
    write_case(packs, {})
    code, done = run("--rules", packs, "--json")
    found = json.loads(done.stdout)
    assert (code, found["examples"], found["places"], found["goldens"], found["updated"]) == (1, 4, 1, 1, 0)
    assert [one["check"] for one in found["findings"]] == ["golden"]


def test_a_golden_with_two_inputs_is_refused(packs: Path) -> None:
    (packs / "golden" / "pier.example" / "tide" / "in.txt").write_text("x")
    with pytest.raises(Exception, match="a golden has one input"):
        run("--rules", packs)


@pytest.mark.parametrize(("name", "text"), [("expected.json", "["), ("expected.json", "[]"), ("in.json", "{}")])
def test_a_golden_that_cannot_be_read_is_named(packs: Path, name: str, text: str) -> None:
    (packs / "golden" / "pier.example" / "tide" / name).write_text(text)
    with pytest.raises(Exception, match=name):
        run("--rules", packs)


def test_a_golden_can_expect_a_rejection(packs: Path) -> None:
    case = write_case(packs, {"rejected": "empty"}, case="blank")
    (case / "in.json").unlink()
    (case / "in.txt").write_text("\n\n")
    assert run("--rules", packs, "--mutate")[0] == 0
    (case / "expected.json").write_text('{"rejected": "limit"}')
    assert '+  "rejected": "empty"' in run("--rules", packs)[1].stdout
