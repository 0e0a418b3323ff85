"""Stand-off tables hold what a run took, and `apply` makes of them what a fresh run would write."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from cleaner.ledger import Ledger
from tests.conftest import Shell

PACK = """
grammar: 1
publisher: Harbour Post
domains: [hp.example]
languages: [en]
html: [{body: article}]
max_share: 1
rules:
  - {id: by, kind: byline, drop: {line: {starts: "By "}}, where: head 2, lift: {authors: text}, strips: [By A], spares: [x]}
  - {id: share, kind: share, drop: {line: {equals: Share}}, strips: [Share], spares: [x]}
  - {id: more, kind: related, drop: {block: {from: {equals: More}, to: {equals: End}}}, strips: ["More\\nEnd"], spares: [x]}
  - {id: tag, kind: tags, drop: {span: {matches: ' #\\pL+'}}, strips: [{text: "a #b", leaves: a}], spares: [x]}
  - {id: last, kind: copyright, drop: {line: {starts: "©"}}, where: tail 1, strips: ["© A"], spares: [x]}
"""
STORY = "Snow fell on the hills above the town for a third day.\n- one\n- two\nThe road to the coast stayed closed."
TEXTS = {
    "plain": STORY,
    "share": f"By Bo Ek\n{STORY}\nShare\nMore",
    "empty": "Share",
    "both": f"{STORY}\n\n\nMore\nShare\nA river runs dry\nEnd\nIt thawed.",
    "tag": f"{STORY} #snow \r\nShare\u2028\"cleaner\":\"0+0\" is in the text.",
    "tied": f"{STORY}\n© Harbour Post\nShare",
    "moji": f"Share\n{STORY}\nIt wasnâ€™t so #so\nMore\nEnd",
}  # fmt: skip
RULES = ("--rules", "packs", "--no-bundled", "--added", "2026-01-01", "-q", "--shard", 5)


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    (tmp_path / "packs/publishers").mkdir(parents=True)
    (tmp_path / "packs/publishers/hp.example.yaml").write_text(PACK, "utf-8")
    known = {"source": "hp.example", "language": "en"}
    rows: list[dict[str, Any]] = [{"id": id_, "text": text, **known} for id_, text in TEXTS.items()]
    page = "".join(f"<p>{line}</p>" for line in f"By Bo Ek\n{STORY}\nShare".split("\n"))
    rows.append({"id": "page", "html": f"<article>{page}</article>", **known})
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the runs of this module are kept: several tests begin with the same one."""
    return tmp_path_factory.mktemp("runs")


@pytest.fixture
def run(cleaner: Shell, rows: Path, tmp_path: Path, runs: Path) -> Callable[..., None]:
    """Runs into a folder of the test, or copies an earlier run with the same options."""

    def run_or_copy(out: str, *options: object) -> None:
        made = runs / " ".join(map(str, options)).replace("/", "_")
        if not made.exists():
            done(cleaner, "run", rows, "-o", out, *RULES, *options)
            shutil.copytree(tmp_path / out, made)
        elif not (tmp_path / out).exists():
            shutil.copytree(made, tmp_path / out)

    return run_or_copy


Run = Callable[..., None]


def done(cleaner: Shell, *arguments: object, code: int = 0) -> str:
    result = cleaner(*arguments)
    assert result.returncode == code, result.stderr.decode()
    return str(result.stderr.decode())


def records(out: Path) -> dict[str, bytes]:
    lines = b"".join(path.read_bytes() for path in sorted((out / "documents").glob("part-*.jsonl")))
    return {json.loads(line)["id"]: line for line in lines.splitlines(keepends=True)}


def uncertain(new: Path) -> dict[str, list[str]]:
    return {row["id"]: row["reasons"] for row in map(json.loads, (new / "uncertain.jsonl").read_text().splitlines())}


def table(out: Path, name: str) -> list[dict[str, Any]]:
    files = sorted((out / "stand-off" / name).glob("part-*.parquet"))
    return [row for path in files for row in pq.read_table(path).to_pylist()]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("part-*"))}


KEPT = [
    ("--keep-kinds", "share"),
    ("--keep-kinds", "byline,tags"),
    ("--keep-rules", "hp.example/more,hp.example/share"),
]


@pytest.mark.parametrize(("stand_off", "form"), [("texts", "jsonl"), ("ids", "jsonl.zst"), ("texts", "parquet")])
def test_apply_writes_what_a_fresh_run_would(
    cleaner: Shell, run: Run, tmp_path: Path, stand_off: str, form: str
) -> None:
    run("out", "--stand-off", stand_off, "--to", form)
    for number, kept in enumerate(KEPT[: 3 if form == "jsonl" else 1]):
        run(f"fresh-{number}", *kept, "--to", "jsonl")
        done(cleaner, "apply", "out", "-o", "new", *kept)
        fresh, new = records(tmp_path / f"fresh-{number}"), records(tmp_path / "new")
        assert list(new) == list(fresh) == [*TEXTS, "page"]
        differing = {id_ for id_ in fresh if fresh[id_] != new[id_]}
        assert differing <= uncertain(tmp_path / "new").keys() <= {"tied"}
        report = json.loads((tmp_path / "new/apply.json").read_text())
        assert (report["documents"], report["uncertain"]) == (8, len(uncertain(tmp_path / "new")))


def test_what_cannot_be_told_from_the_spans_is_written_and_named(cleaner: Shell, run: Run, tmp_path: Path) -> None:
    run("out", "--stand-off", "texts", "--to", "jsonl")
    said = done(cleaner, "apply", "out", "-o", "new", "--keep-kinds", "share")
    assert said.splitlines() == [
        "8 documents in new, 7 with more text than before",
        "1 may differ from those of a fresh run (place 1); see new/uncertain.jsonl",
    ]
    reason = (
        "hp.example/share: Another rule is near enough to the head or the tail because this rule takes lines there."
    )
    assert uncertain(tmp_path / "new") == {"tied": [reason]}
    assert "© Harbour Post" not in json.loads(records(tmp_path / "new")["tied"])["text"]  # a fresh run would keep it
    assert done(cleaner, "apply", "out", "-o", "new", "--keep-kinds", "copyright").endswith(
        "as a fresh run would write them\n"
    )


def test_the_records_of_apply_can_be_tables(cleaner: Shell, run: Run, tmp_path: Path) -> None:
    run("out", "--stand-off", "ids", "--to", "jsonl")
    done(cleaner, "apply", "out", "-o", "new", "--keep-kinds", "share", "--to", "jsonl,parquet")
    lines = [json.loads(line) for line in records(tmp_path / "new").values()]
    assert [
        row
        for path in sorted((tmp_path / "new/parquet/documents").iterdir())
        for row in pq.read_table(path).to_pylist()
    ] == lines


def test_the_tables_hold_the_uncut_texts_and_a_row_for_each_rule(run: Run, tmp_path: Path) -> None:
    run("out", "--stand-off", "texts", "--to", "jsonl")
    texts = {row["id"]: row["text"] for row in table(tmp_path / "out", "texts")}
    assert texts["both"] == TEXTS["both"]
    assert texts["moji"] == TEXTS["moji"].replace("â€™", "’")
    spans = [
        (row["id"], texts[row["id"]][row["start"] : row["end"]], row["rule"])
        for row in table(tmp_path / "out", "spans")
    ]
    assert [span for span in spans if span[0] == "both"] == [
        ("both", "More\nShare\nA river runs dry\nEnd", "hp.example/more"), ("both", "Share", "hp.example/share"),
    ]  # fmt: skip
    lines = b"".join(path.read_bytes() for path in sorted((tmp_path / "out/ledger").iterdir())).splitlines()
    taken = {
        (ledger.id, at)
        for ledger in map(Ledger.from_json, lines)
        for one in ledger.edits
        for at in range(one.start, one.end)
    }
    assert taken == {
        (row["id"], at) for row in table(tmp_path / "out", "spans") for at in range(row["start"], row["end"])
    }


def test_the_tables_lose_duplicates_as_the_documents_do_and_workers_change_no_byte(
    cleaner: Shell, rows: Path, tmp_path: Path
) -> None:
    more = [
        {"id": "both", "text": "Share\nAgain."},
        {"id": "new", "text": "More\nEnd\nShare\nA."},
        {"id": "new", "text": STORY},
    ]
    lines = rows.read_text("utf-8").splitlines(keepends=True)
    lines[2:2] = lines[1:2]  # in one part, the second has no spans of its own
    rows.write_text("".join([*lines, *(json.dumps({**row, "source": "hp.example"}) + "\n" for row in more)]), "utf-8")
    bad = ("--max-rejected", 1, "--abort-over", 1)
    for stand_off in ("texts", "ids"):
        out = tmp_path / stand_off
        done(cleaner, "run", rows, "-o", out, *RULES, "--stand-off", stand_off, "--to", "jsonl", *bad)
        ids = [row["id"] for row in table(out, stand_off)]
        assert ids == [*TEXTS, "page", "new"] == list(records(out))
        for rows_of in ("spans", "ties"):
            counts = [(row["id"], row[rows_of]) for row in table(out, stand_off) if row[rows_of]]
            found = groupby(row["id"] for row in table(out, rows_of))
            assert [(id_, len([*its])) for id_, its in found] == counts
    done(cleaner, "run", rows, "-o", "two", *RULES, "--stand-off", "ids", "--to", "jsonl", "--workers", 2, *bad)
    assert contents(tmp_path / "two") == contents(tmp_path / "ids")


def test_a_run_that_lost_a_stand_off_part_says_so_and_other_options_are_another_run(
    cleaner: Shell, rows: Path, tmp_path: Path
) -> None:
    command = ("run", rows, "-o", "out", *RULES, "--to", "jsonl")
    done(cleaner, *command, "--stand-off", "ids")
    assert "option --stand-off is texts, was ids" in done(cleaner, *command, "--stand-off", "texts", code=2)
    (tmp_path / "out/stand-off/spans/part-00001.parquet").unlink()
    assert "files of part-00001 are missing" in done(cleaner, *command, "--stand-off", "ids", code=2)
    done(cleaner, *command, "--fresh")
    assert not list((tmp_path / "out/stand-off").glob("*/part-*"))


def refusals() -> Iterator[Any]:
    yield pytest.param(("apply", "none", "-o", "new"), "none holds no results", id="no run")
    yield pytest.param(("apply", "plain", "-o", "new"), "plain has no stand-off tables; run", id="no tables")
    yield pytest.param(("apply", "out", "-o", "out"), "out is the run's own folder", id="the run itself")
    yield pytest.param(("apply", "out", "-o", "out/new"), "one is inside the other", id="inside the run")
    yield pytest.param(
        ("apply", "out", "-o", "plain"), "plain holds .run, README.md, documents, which no", id="another run"
    )
    yield pytest.param(
        ("apply", "out", "-o", "new"),
        "the run had --keep-kinds tags, so what they would take was never told apart",
        id="kinds",
    )
    yield pytest.param(
        ("apply", "out", "-o", "new", "--keep-kinds", "tags", "--keep-rules", "hp.example/shar"),
        "no rule 'hp.example/shar' took anything in this run, so there is nothing to leave in; did you mean hp.example/share?",
        id="rules",
    )


def test_apply_refuses_what_it_cannot_do_and_writes_nothing(cleaner: Shell, run: Run, tmp_path: Path) -> None:
    run("out", "--stand-off", "ids", "--keep-kinds", "tags", "--to", "jsonl")
    run("plain", "--keep-kinds", "share", "--to", "jsonl")
    before = contents(tmp_path)
    for case in refusals():
        arguments, message = case.values
        assert message in done(cleaner, *arguments, code=2), case.id
    assert contents(tmp_path) == before
    assert not (tmp_path / "new").exists()


def test_an_apply_that_was_killed_says_so_and_is_done_again(cleaner: Shell, run: Run, tmp_path: Path) -> None:
    run("out", "--stand-off", "ids", "--to", "jsonl")
    done(cleaner, "apply", "out", "-o", "new", "--keep-kinds", "share")
    whole = {path.name: path.read_bytes() for path in (tmp_path / "new").rglob("*") if path.is_file()}
    said = done(cleaner, "restore", "new", "--to", "back", code=2)
    assert "new holds the records of `cleaner apply`, without ledgers; name the folder of its run" in said
    (tmp_path / "new/apply.json").unlink()
    (tmp_path / "new/documents/part-00001.jsonl").rename(tmp_path / "new/documents/.part-00001.jsonl.0123abcd")
    assert "new: `cleaner apply` did not finish; run the same command again" in done(
        cleaner, "restore", "new", "--to", "back", code=1
    )
    done(cleaner, "apply", "out", "-o", "new", "--keep-kinds", "share")
    assert {path.name: path.read_bytes() for path in (tmp_path / "new").rglob("*") if path.is_file()} == whole
    (tmp_path / "new/mine.txt").touch()
    assert "new holds mine.txt, which no `cleaner apply` wrote" in done(cleaner, "apply", "out", "-o", "new", code=2)


def test_tables_of_other_documents_are_noticed(cleaner: Shell, run: Run, tmp_path: Path) -> None:
    run("out", "--stand-off", "ids", "--to", "jsonl")
    path = tmp_path / "out/documents/part-00000.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    for changed, message in (
        (lines[:-1], "part-00000: its stand-off tables have 5 documents, and its documents 4"),
        (
            [lines[0], lines[2], lines[1], *lines[3:]],
            "row 2 is 'share' in its stand-off tables, and 'empty' in its documents",
        ),
        ([line.replace(b"+", b"+0") for line in lines], "its stand-off tables are of another run"),
        (
            [line.replace(b'"text"', b'"words"') for line in lines],
            "part-00000: a record or its ledger was changed since: ",
        ),
    ):
        path.write_bytes(b"".join(changed))
        assert message in done(cleaner, "apply", "out", "-o", "new", "--keep-kinds", "share", code=2)
    for table_file in ("ties/part-00000.parquet", "spans/part-00000.parquet"):
        (tmp_path / "out/stand-off" / table_file).write_bytes(b"PAR1")
        said = done(cleaner, "apply", "out", "-o", "new", "--keep-kinds", "share", code=2)
        assert "out/stand-off: part-00000 cannot be read: " in said


def test_a_part_that_is_missing_is_noticed(cleaner: Shell, run: Run, tmp_path: Path) -> None:
    run("out", "--stand-off", "ids", "--to", "jsonl")
    (tmp_path / "out/documents/part-00001.jsonl").unlink()
    said = done(cleaner, "apply", "out", "-o", "new", "--keep-kinds", "share", code=2)
    assert "out has 5 documents, but its run.json says 8; bring back the parts that are missing" in said
    assert not (tmp_path / "new/apply.json").exists()
