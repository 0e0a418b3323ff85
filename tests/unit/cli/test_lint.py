from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from cleaner.cli.lint import command
from cleaner.errors import RuleError, RunError
from cleaner.packs.load import PACK_FOLDERS, SHARED_FOLDER
from cleaner.proof.lint import CHECKS

from .specimen import PACK, write_pack

ROOT = Path(__file__).resolve().parents[3]
HIDDEN = PACK.replace('{starts: "Share this"}', "{matches: '^Share this'}")
UNTIDY = PACK.replace(
    "    kind: brand\n    drop: {line: {equals: [The Pier]}}", "    drop: {line: {equals: [The Pier]}}\n    kind: brand"
)
CALM = PACK.replace('{starts: "Share this"}', '{starts: "Share this now"}').replace(
    '"Share this\\n', '"Share this now\\n'
)


def run(*arguments: str | Path) -> tuple[int, Result]:
    done = CliRunner().invoke(command, list(map(str, arguments)), standalone_mode=False)
    if done.exception:
        raise done.exception
    return done.return_value, done


def test_the_bundled_packs_lint_clean() -> None:
    code, done = run()
    assert (code, done.stdout) == (0, "")
    packs = [path for pattern in ("*/*.yaml", "*/*/pack.yaml") for path in (ROOT / "rules").glob(pattern)]
    shared = (ROOT / "rules/shared").glob("*.yaml")
    assert done.stderr == f"{len({*packs} - {*shared})} packs, no findings\n"


def test_findings_are_lines_with_file_and_check(tmp_path: Path) -> None:
    path = write_pack(tmp_path, HIDDEN)
    code, done = run(tmp_path)
    assert code == 1
    assert f"{path}:13: hidden-literal: `share` matches '^Share this': write `starts: \"Share this\"`" in done.stdout


def test_a_single_file_is_linted_together_with_its_folder(tmp_path: Path) -> None:
    path = write_pack(tmp_path, CALM)
    write_pack(tmp_path, HIDDEN.replace("pier.example", "quay.example"), "quay.example")
    assert run(path)[0] == 0
    assert run(tmp_path)[0] == 1
    assert run(tmp_path / "publishers")[0] == 1


def test_packs_that_do_not_load_raise_all_their_faults(tmp_path: Path) -> None:
    write_pack(tmp_path, PACK.replace("kind: brand", "kind: brnd").replace("tail 2", "tale 2"))
    with pytest.raises(RuleError) as error:
        run(tmp_path)
    assert len(error.value.faults) == 2


def test_a_path_outside_any_folder_of_packs_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(PACK)
    with pytest.raises(RunError, match="neither a folder of packs nor in one"):
        run(tmp_path / "a.yaml")


def test_fix_sorts_a_file_and_reports_it(tmp_path: Path) -> None:
    path = write_pack(tmp_path, UNTIDY)
    assert "order" in run(tmp_path)[1].stdout
    done = run(tmp_path, "--fix")[1]
    assert path.read_text("utf-8") == PACK
    assert f"{path}: sorted" in done.stderr
    assert "order:" not in done.stdout


def test_against_a_corpus_finds_what_rules_remove_from_articles(tmp_path: Path) -> None:
    write_pack(tmp_path, CALM)
    corpus = tmp_path / "gold.jsonl"
    corpus.write_text(
        json.dumps({"id": "p7", "gold_text": "The Pier\nThe tide gate was shut.", "lang": "en"}) + "\n{}\n"
    )
    code, done = run(tmp_path, "--against", corpus)
    assert code == 1
    assert "`brand` takes 1 pieces of articles' bodies, first 'The Pier' in p7" in done.stdout


def test_json_is_a_list_of_findings(tmp_path: Path) -> None:
    path = write_pack(tmp_path, HIDDEN)
    found = json.loads(run(tmp_path, "--format", "json")[1].stdout)
    assert {
        "file": str(path), "line": 13, "check": "hidden-literal", "name": "pier.example/share",
        "message": "`share` matches '^Share this': write `starts: \"Share this\"`",
    } in found  # fmt: skip


def test_github_gets_workflow_commands(tmp_path: Path) -> None:
    path = write_pack(tmp_path, HIDDEN)
    lines = run(tmp_path, "--format", "github")[1].stdout.splitlines()
    assert f"::warning file={path},line=13,title=hidden-literal::`share` matches" in "\n".join(lines)
    assert all(line.startswith("::warning file=") for line in lines)


def test_sarif_has_what_its_schema_requires(tmp_path: Path) -> None:
    path = write_pack(tmp_path, HIDDEN)
    log = json.loads(run(tmp_path, "--format", "sarif")[1].stdout)
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    assert log["$schema"].endswith("sarif-2.1.0.json")
    run_ = log["runs"][0]
    driver = run_["tool"]["driver"]
    ids = [rule["id"] for rule in driver["rules"]]
    assert driver["name"] == "cleaner"
    assert set(ids) == {*CHECKS, "waiver"}
    assert all(rule["shortDescription"]["text"] for rule in driver["rules"])
    assert run_["results"]
    for result in run_["results"]:
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert result["message"]["text"]
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"] == path.as_uri()
        assert location["physicalLocation"]["region"]["startLine"] >= 1


def test_sarif_without_findings_has_an_empty_list_of_results(tmp_path: Path) -> None:
    write_pack(tmp_path, CALM)
    assert json.loads(run(tmp_path, "--format", "sarif")[1].stdout)["runs"][0]["results"] == []


def test_the_hooks_call_commands_that_exist() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [hook["entry"] for hook in hooks] == ["cleaner lint", "cleaner test"]
    assert all({"id", "name", "description", "language", "files"} <= set(hook) for hook in hooks)


def test_without_paths_the_packs_of_rules_are_checked(tmp_path: Path) -> None:
    write_pack(tmp_path, HIDDEN)
    code, done = run("--rules", tmp_path)
    assert (code, done.stderr) == (1, "1 pack, 2 findings\n")
    with pytest.raises(RunError, match="there is nothing to check"):
        run("--no-bundled")


def test_a_shared_file_stands_for_the_packs_that_may_name_it(tmp_path: Path) -> None:
    write_pack(tmp_path, HIDDEN)
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/buttons.yaml").write_text("grammar: 1\nlists: {share: [Share]}\n", "utf-8")
    assert run(tmp_path / "shared/buttons.yaml")[1].output == run(tmp_path)[1].output
    assert run(tmp_path / "shared/buttons.yaml")[0] == 1


def test_the_hooks_see_every_folder_of_packs_and_what_packs_share() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    for folder in (*PACK_FOLDERS, SHARED_FOLDER):
        assert all(re.search(hook["files"], f"rules/{folder}/a.yaml") for hook in hooks), folder


def test_packs_of_rules_act_together_with_those_that_are_named(tmp_path: Path) -> None:
    path = write_pack(tmp_path / "one")
    (tmp_path / "two/generic").mkdir(parents=True)
    rule = '{id: gate, kind: other, drop: {line: {equals: Gate}}, strips: [Gate], spares: ["Share this gate with us."]}'
    (tmp_path / "two/generic/en.yaml").write_text(f"grammar: 1\nlanguages: [en]\nrules:\n  - {rule}\n")
    assert run(path, "--no-bundled")[0] == 0
    code, done = run(path, "--no-bundled", "--rules", tmp_path / "two")
    assert (code, done.stderr) == (1, "1 pack, 1 finding\n")
    assert "`share` takes 'Share this gate with us.', which generic/en spares" in done.stdout


def test_of_packs_that_are_not_named_drafts_count_only_on_request(tmp_path: Path) -> None:
    path = write_pack(tmp_path / "one", CALM)
    write_pack(tmp_path / "two", f"status: draft\n{CALM}", "quay.example")
    assert run(path, "--no-bundled", "--rules", tmp_path / "two")[0] == 0
    with pytest.raises(RuleError, match="claims pier"):
        run(path, "--no-bundled", "--rules", tmp_path / "two", "--drafts")
    assert run(tmp_path / "two", "--no-bundled")[1].stderr.startswith("1 pack, ")
