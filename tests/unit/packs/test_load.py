"""Where packs come from and which one wins."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cleaner.errors import RuleError, RunError
from cleaner.packs import load as packs
from cleaner.packs.load import find_packs, load

Write = Callable[..., Path]
NAME = "publishers/hp.example"


def pack(publisher: str = "HP", **keys: str) -> str:
    keys = {"grammar": "1", "publisher": publisher, "domains": "[hp.example]", **keys}
    return "".join(f"{key}: {value}\n" for key, value in keys.items())


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(folder: str, text: str, name: str = NAME) -> Path:
        path = tmp_path / folder / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return tmp_path / folder

    return write


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The bundled folder, in place of the real one."""
    folder = tmp_path / "bundled"
    (folder / "generic").mkdir(parents=True)
    monkeypatch.setattr(packs, "bundled", lambda: folder)
    return folder


@pytest.fixture
def distribution(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Another distribution on the path, whose entry point names a package."""
    site = tmp_path / "site"

    def install(module: str) -> None:
        info = site / "harbour_rules-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: harbour-rules\nVersion: 1.0\n", "utf-8")
        (info / "entry_points.txt").write_text(f"[cleaner.packs]\nharbour = {module}\n", "utf-8")

    monkeypatch.syspath_prepend(str(site))
    yield install
    for name in [name for name in sys.modules if name.startswith("harbour_rules")]:
        del sys.modules[name]


PARTS = {
    "generic/en/pack": "grammar: 1\nlanguages: [en]\n",
    "generic/en/head": """\
grammar: 1
rules:
  - {id: a, kind: other, drop: {line: "@buttons/share"}, strips: [Share], spares: [y]}
""",
    "generic/fr": "grammar: 1\nlanguages: [fr]\n",
}
SHARE = "grammar: 1\nlists: {share: [Share, Tweet]}\n"


def test_a_folder_with_a_pack_file_is_one_pack_and_names_what_is_shared(write: Write, own: Path) -> None:
    for name, text in PARTS.items():
        write("mine", text, name)
    book = load([write("mine", SHARE, "shared/buttons")])
    assert {name: len(pack.files) for name, pack in book.packs.items()} == {"generic/en": 2, "generic/fr": 1}
    assert [rule.name for rule in book.packs["generic/en"].rules] == ["generic/en/a"]


def test_packs_name_what_the_bundled_ones_share_unless_their_own_folder_has_a_file_of_that_name(
    write: Write, own: Path
) -> None:
    write("bundled", SHARE, "shared/buttons")
    for name, text in PARTS.items():
        mine = write("mine", text, name)
    assert "Tweet" in str(load([mine]).packs["generic/en"].rules)
    write("mine", "grammar: 1\nlists: {share: [Teilen]}\n", "shared/buttons")
    assert "Tweet" not in str(load([mine]).packs["generic/en"].rules)


def test_a_pack_file_among_other_packs_is_a_pack_of_its_own(write: Write, own: Path) -> None:
    write("mine", PARTS["generic/en/pack"], "generic/pack")
    assert set(load([write("mine", PARTS["generic/fr"], "generic/fr")]).packs) == {"generic/pack", "generic/fr"}


def test_a_shared_file_that_cannot_be_named_is_a_fault(write: Write, own: Path) -> None:
    write("mine", SHARE, "shared/My_Buttons")
    with pytest.raises(RuleError, match=r"shared/My_Buttons\.yaml: a shared file must be called by lower-case words"):
        load([write("mine", PARTS["generic/fr"], "generic/fr")])


def test_a_fault_of_a_shared_file_is_found(write: Write, own: Path) -> None:
    write("mine", "grammar: 1\nrules: []\n", "shared/buttons")
    with pytest.raises(RuleError, match=r"shared/buttons\.yaml:2: a shared file has no key `rules`"):
        load([write("mine", PARTS["generic/fr"], "generic/fr")])


def publisher(*folders: Path, drafts: bool = False) -> str:
    return load(folders, drafts=drafts).packs[NAME].publisher


def test_a_pack_of_one_folder_acts(write: Write, own: Path) -> None:
    assert publisher(write("mine", pack("Mine"))) == "Mine"


def test_the_same_pack_from_two_sources_counts_once(write: Write, own: Path) -> None:
    write("bundled", pack())
    assert publisher(write("mine", pack())) == "HP"
    assert [(one.origin, one.state) for one in find_packs([own.parent / "mine"])] == [
        ("--rules", "acts"),
        ("bundled", "same"),
    ]


def test_another_pack_of_the_same_name_is_a_fault_that_names_both_files(write: Write, own: Path) -> None:
    write("bundled", pack())
    with pytest.raises(RuleError, match=r"mine/publishers/hp\.example\.yaml: .*bundled.* has the same name"):
        load([write("mine", pack("Mine"))])


def test_a_pack_that_overrides_replaces_the_bundled_one(write: Write, own: Path) -> None:
    write("bundled", pack())
    assert publisher(write("mine", pack("Mine", override="true"))) == "Mine"


def test_an_overriding_pack_that_comes_later_replaces_nothing(write: Write, own: Path) -> None:
    write("bundled", pack(override="true"))
    with pytest.raises(RuleError, match="say `override: true` to replace it"):
        load([write("mine", pack("Mine"))])


def test_of_two_folders_the_first_one_wins(write: Write, own: Path) -> None:
    first, second = write("first", pack("First", override="true")), write("second", pack("Second", override="true"))
    assert publisher(first, second) == "First"
    assert publisher(second, first) == "Second"


def test_a_draft_is_ignored_without_the_option(write: Write, own: Path) -> None:
    folder = write("mine", pack("Mine", status="draft"))
    assert NAME not in load([folder]).packs
    assert publisher(folder, drafts=True) == "Mine"


def test_a_draft_that_is_ignored_does_not_hide_the_bundled_pack(write: Write, own: Path) -> None:
    write("bundled", pack())
    folder = write("mine", pack("Mine", status="draft", override="true"))
    assert publisher(folder) == "HP"
    assert publisher(folder, drafts=True) == "Mine"


def test_two_packs_that_claim_one_domain_are_a_fault(write: Write, own: Path) -> None:
    write("bundled", pack())
    folder = write("mine", pack("Mine"), "publishers/other.example")
    with pytest.raises(RuleError, match=r"claims hp\.example, which"):
        load([folder])


def test_all_faults_of_all_folders_are_reported_at_once(write: Write, own: Path) -> None:
    write("bundled", pack(colour="red"))
    folder = write("mine", pack(smell="good"), "publishers/other.example")
    with pytest.raises(RuleError) as caught:
        load([folder])
    assert {fault.problem.split("`")[1] for fault in caught.value.faults} == {"colour", "smell"}


def test_a_folder_without_packs_is_refused(tmp_path: Path, own: Path) -> None:
    with pytest.raises(RunError, match="it holds none of publishers/, groups/, agencies/, generic/"):
        load([tmp_path])


def test_packs_of_the_working_directory_do_not_act(
    write: Write, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write("rules", pack()).parent)
    assert load().packs == {}


def test_no_bundled_means_no_installed_packs_either(
    write: Write, own: Path, distribution: Callable[[str], None]
) -> None:
    distribution("harbour_rules")
    write("site/harbour_rules", pack("Installed"))
    assert load(own=False).packs == {}


def test_another_distributions_entry_point_gives_packs(
    write: Write, own: Path, distribution: Callable[[str], None]
) -> None:
    distribution("harbour_rules")
    write("site/harbour_rules", pack("Installed"))
    assert [(one.origin, one.pack.publisher) for one in find_packs()] == [("harbour", "Installed")]


def test_no_code_of_another_distribution_runs_for_its_packs(
    write: Write, own: Path, distribution: Callable[[str], None]
) -> None:
    distribution("harbour_rules")
    folder = write("site/harbour_rules", pack("Installed"))
    (folder / "__init__.py").write_text("raise SystemExit('code ran')", "utf-8")
    assert publisher() == "Installed"


def test_installed_packs_come_after_the_users_and_before_the_bundled_ones(
    write: Write, own: Path, distribution: Callable[[str], None]
) -> None:
    distribution("harbour_rules")
    write("bundled", pack("Bundled"))
    write("site/harbour_rules", pack("Installed", override="true"))
    assert publisher() == "Installed"
    assert publisher(write("mine", pack("Mine", override="true"))) == "Mine"


@pytest.mark.parametrize("module", ["harbour_missing", "harbour_rules.packs"])
def test_an_entry_point_that_names_no_package_is_an_error(
    module: str, own: Path, distribution: Callable[[str], None]
) -> None:
    distribution(module)
    with pytest.raises(
        RunError, match=f"the entry point harbour of cleaner.packs names {module}, which is not a package"
    ):
        load()


def test_a_file_that_is_not_text_is_a_fault(write: Write, own: Path) -> None:
    folder = write("mine", pack())
    (folder / f"{NAME}.yaml").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(RuleError, match="cannot be read"):
        load([folder])
