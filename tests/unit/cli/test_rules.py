"""`cleaner rules`: where packs come from, and why one applies to a document."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cleaner.cli import group

STORY = "The harbour was quiet on Monday, said the port authority."


def pack(domain: str, rules: str = "", **keys: str) -> str:
    head = {"grammar": "1", "publisher": domain, "domains": f"[{domain}]", **keys}
    return "".join(f"{key}: {value}\n" for key, value in head.items()) + rules


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {
        "publishers/hp.example.yaml": pack("hp.example", fingerprints='[{line: {equals: "A service of HP"}}]'),
        "publishers/kp.example.yaml": pack("kp.example", fingerprints='[{line: {equals: "A service of KP"}}]'),
        "publishers/draft.example.yaml": pack("draft.example", status="draft"),
        "generic/en.yaml": "grammar: 1\nlanguages: [en]\nrules: [{id: ad, kind: advert, drop: {line: {equals: Ad}}, "
        "strips: [Ad], spares: [Adam]}]\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def call(folder: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(group, ["rules", *arguments, "--rules", str(folder), "--no-bundled"])
    assert result.exit_code == 0, result.output
    return result


def which(folder: Path, *lines: str, **given: str) -> dict[str, Any]:
    row = {"text": "\n".join([*lines, STORY]), "language": "en", **given}
    (folder / "row.jsonl").write_text(json.dumps(row), "utf-8")
    found: dict[str, Any] = json.loads(call(folder, "which", str(folder / "row.jsonl"), "--json").stdout)
    return found


def test_every_pack_is_listed_with_its_origin_state_rules_and_digest(folder: Path) -> None:
    rows = {row["pack"]: row for row in json.loads(call(folder, "list", "--json").stdout)}
    assert {name: (row["origin"], row["state"], row["rules"]) for name, row in rows.items()} == {
        "generic/en": ("--rules", "acts", 1),
        "publishers/draft.example": ("--rules", "draft", 0),
        "publishers/hp.example": ("--rules", "acts", 0),
        "publishers/kp.example": ("--rules", "acts", 0),
    }
    assert all(len(row["digest"]) == 16 for row in rows.values())


def test_evidence_is_listed_for_packs_and_in_json_for_rules_too(folder: Path) -> None:
    path = folder / "generic/en.yaml"
    path.write_text(
        path.read_text("utf-8").replace("spares: [Adam]", "spares: [Adam], seen: {pages: 1, last: 2025-11-03}")
    )
    path.write_text(path.read_text("utf-8").replace("rules:", "seen: {pages: 48, last: 2025-11}\nrules:"))
    rows = {row["pack"]: row for row in json.loads(call(folder, "list", "--json").stdout)}
    assert rows["generic/en"]["seen"] == {"pages": 48, "last": "2025-11"}
    assert rows["generic/en"]["rules_seen"] == {"ad": {"pages": 1, "last": "2025-11-03"}}
    assert (rows["publishers/hp.example"]["seen"], rows["publishers/hp.example"]["rules_seen"]) == (None, {})
    lines = call(folder, "list").stdout.splitlines()
    assert lines[1].endswith("  48 pages, last 2025-11")
    assert not lines[3].endswith("None")


def test_a_draft_acts_with_the_option(folder: Path) -> None:
    rows = {row["pack"]: row["state"] for row in json.loads(call(folder, "list", "--json", "--drafts").stdout)}
    assert rows["publishers/draft.example"] == "acts"


def test_the_table_has_a_line_for_each_pack(folder: Path) -> None:
    lines = call(folder, "list").stdout.splitlines()
    assert lines[0].split() == ["pack", "origin", "state", "rules", "digest", "seen"]
    assert [line.split()[0] for line in lines[1:]] == [
        "generic/en", "publishers/draft.example", "publishers/hp.example", "publishers/kp.example",
    ]  # fmt: skip


def test_the_bundled_packs_are_listed_as_such() -> None:
    result = CliRunner().invoke(group, ["rules", "list", "--json"])
    assert {row["origin"] for row in json.loads(result.stdout)} == {"bundled"}


@pytest.mark.parametrize(
    ("lines", "given", "routing", "because"),
    [
        ([], {"source": "hp.example"}, "source", 'its source is "hp.example"'),
        ([], {"url": "https://hp.example/a"}, "url", "the host of its URL is hp.example"),
        ([], {"url": "https://en.hp.example/a"}, "url", "the host of its URL is en.hp.example: hp.example claims it"),
        (
            ["A storm.", "A service of HP"],
            {},
            "fingerprint",
            'line 2 "A service of HP" is a fingerprint of publishers/hp.example',
        ),
        (
            ["A service of HP", "A service of KP"],
            {},
            "ambiguous",
            (
                'two publishers\' fingerprints are in it: line 1 "A service of HP" is a fingerprint of '
                'publishers/hp.example; line 2 "A service of KP" is a fingerprint of publishers/kp.example'
            ),
        ),
        ([], {"source": "The Pier"}, "source", 'its source is "The Pier", for which there is no pack'),
        (
            [],
            {"url": "https://pier.example/a"},
            "url",
            "the host of its URL is pier.example, for which there is no pack",
        ),
        ([], {}, "none", "nothing identifies the publisher: no source, no URL, no fingerprint"),
    ],
)
def test_which_says_why_a_document_belongs_to_a_publisher(
    folder: Path, lines: list[str], given: dict[str, str], routing: str, because: str
) -> None:
    said = which(folder, *lines, **given)
    assert (said["routing"], said["because"]) == (routing, because)


def test_which_names_the_packs_that_act_and_counts_their_rules(folder: Path) -> None:
    said = which(folder, source="hp.example")
    assert [(pack["pack"], pack["rules"]) for pack in said["packs"]] == [
        ("generic/en", 1),
        ("publishers/hp.example", 0),
    ]


def test_the_plain_answer_says_the_same_as_json(folder: Path) -> None:
    which(folder, source="hp.example")
    lines = call(folder, "which", str(folder / "row.jsonl")).stdout.splitlines()
    assert lines[:2] == ["source    hp.example", "routing   source"]
    assert lines[-2].startswith("pack      generic/en, 1 rule acts  ")
    assert lines[-1].startswith("pack      publishers/hp.example, 0 rules act  ")
