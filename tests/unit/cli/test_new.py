"""`cleaner new`: what it writes loads, and existing files stay."""

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from cleaner.cli import group
from cleaner.errors import RunError
from cleaner.packs.load import load

NAME = "harbourpost.example"


def new(*arguments: str) -> Result:
    return CliRunner().invoke(group, ["new", *arguments])


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return tmp_path / "rules"


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_pack_its_golden_folder_and_its_schema_are_written(rules: Path) -> None:
    result = new(NAME, "--rules", str(rules))
    assert files(rules) == {
        f"publishers/{NAME}.yaml", f"golden/{NAME}/first/in.txt", f"golden/{NAME}/first/about.yaml", "schema.json",
    }  # fmt: skip
    assert result.stdout.splitlines()[0] == f"wrote {rules}/publishers/{NAME}.yaml"


def test_the_pack_loads_and_begins_with_its_schema(rules: Path) -> None:
    new(NAME, "--rules", str(rules))
    text = (rules / f"publishers/{NAME}.yaml").read_text("utf-8")
    assert text.splitlines()[0] == "# yaml-language-server: $schema=../schema.json"
    assert load([rules], own=False).packs[f"publishers/{NAME}"].domains == (NAME,)


def test_the_pack_still_loads_when_its_comments_become_rules(rules: Path) -> None:
    new(NAME, "--rules", str(rules))
    path = rules / f"publishers/{NAME}.yaml"
    lines = path.read_text("utf-8").splitlines()
    keys = ("# fingerprints:", "#   ", "# rules:", "#     ")
    path.write_text("\n".join(line[2:] if line.startswith(keys) else line for line in lines), "utf-8")
    pack = load([rules], own=False).packs[f"publishers/{NAME}"]
    assert [rule.name for rule in pack.rules] == [f"{NAME}/share-buttons", f"{NAME}/byline"]
    assert len(pack.fingerprints) == 1


def test_goldens_go_to_the_tests_if_there_are_any(rules: Path) -> None:
    (rules.parent / "tests/golden").mkdir(parents=True)
    new(NAME, "--rules", str(rules))
    assert files(rules.parent / "tests/golden") == {f"{NAME}/first/in.txt", f"{NAME}/first/about.yaml"}
    assert "article" in yaml.safe_load((rules.parent / f"tests/golden/{NAME}/first/about.yaml").read_text("utf-8"))


@pytest.mark.parametrize(
    "there", [f"publishers/{NAME}.yaml", f"publishers/{NAME}/pack.yaml", f"golden/{NAME}/first/in.txt"]
)
def test_an_existing_file_stops_everything_from_being_written(rules: Path, there: str) -> None:
    (rules / there).parent.mkdir(parents=True)
    (rules / there).write_text("mine", "utf-8")
    result = new(NAME, "--rules", str(rules))
    assert isinstance(result.exception, RunError)
    assert files(rules) == {there}
    assert (rules / there).read_text("utf-8") == "mine"


def test_an_existing_schema_stays(rules: Path) -> None:
    rules.mkdir()
    (rules / "schema.json").write_text("mine", "utf-8")
    new(NAME, "--rules", str(rules))
    assert (rules / "schema.json").read_text("utf-8") == "mine"


@pytest.mark.parametrize("domain", ["../evil", "https://a.example", "Harbour.example", "www", "a.example/b"])
def test_what_is_not_a_domain_is_refused(rules: Path, domain: str) -> None:
    result = new(domain, "--rules", str(rules))
    assert result.exit_code == 2
    assert "is not a domain" in result.stderr
    assert not rules.exists()
