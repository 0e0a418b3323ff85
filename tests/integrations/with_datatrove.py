"""In an environment with datatrove: whole pipelines, compared with `Cleaner`."""

from __future__ import annotations

import datetime
import json
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from datatrove.data import Document
from datatrove.executor.local import LocalPipelineExecutor
from datatrove.executor.slurm import SlurmPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter, ParquetWriter

from cleaner import Cleaned, Cleaner, Rejected, RunError
from cleaner.integrations.datatrove import CleanDocuments, metadata_type

ROOT = Path(__file__).parents[2]

TEXTS = (
    "By Bo Ek\nOSLO, Jan 3 (Reuters) - Snow fell on the hills above the town.\nThe road to the coast stayed closed.",
    "It rained on the hills above the town, the mayorâ€™s office said.\nAdvertisement\nIt rained again.",
    "Nothing to remove here.",
    "\u200b \u200b",
    "Advertisement",
)
ROWS: list[dict[str, Any]] = [
    {"id": f"{number:03}", "text": TEXTS[number % 5], "topic": number, "title": "Snow", "url": "https://x.example/a"}
    for number in range(400)
]


def read(folder: Path) -> dict[str, dict[str, Any]]:
    lines = [line for path in folder.rglob("*.jsonl") for line in path.read_text("utf-8").splitlines()]
    return {document["id"]: document for document in map(json.loads, lines)}


def result_of(row: dict[str, Any], **options: Any) -> Cleaned | Rejected:
    (result,) = Cleaner(**options).clean_many([{key: value for key, value in row.items() if key != "topic"}])
    return result


def step_run(*documents: Document, **options: Any) -> list[Document]:
    return list(CleanDocuments(**options).run(iter(documents)))


@pytest.fixture
def ran(tmp_path: Path) -> tuple[Path, dict[str, Any]]:
    """A pipeline of two tasks in two processes: its folder, and the step's merged stats."""
    (tmp_path / "in").mkdir()
    for part in range(4):
        lines = [json.dumps(row) + "\n" for row in ROWS[part::4]]
        (tmp_path / f"in/{part}.jsonl").write_text("".join(lines), "utf-8")
    pipeline = [
        JsonlReader(str(tmp_path / "in"), add_file_path=False),
        CleanDocuments(ledger=True, exclusion_writer=JsonlWriter(str(tmp_path / "gone"), compression=None)),
        JsonlWriter(str(tmp_path / "out"), compression=None),
    ]
    LocalPipelineExecutor(pipeline, tasks=2, workers=2, logging_dir=str(tmp_path / "logs")).run()
    stats = json.loads((tmp_path / "logs/stats.json").read_text("utf-8"))
    return tmp_path, stats[1]["stats"]


def total(stat: Any) -> int:
    return int(stat["total"] if isinstance(stat, dict) else stat)


def test_a_pipeline_of_two_processes_gives_what_cleaner_gives(ran: tuple[Path, dict[str, Any]]) -> None:
    out, gone = read(ran[0] / "out"), read(ran[0] / "gone")
    assert out.keys() | gone.keys() == {row["id"] for row in ROWS}
    assert not out.keys() & gone.keys()
    results = {number: result_of(ROWS[number]) for number in range(5)}
    for row in ROWS:
        result = results[row["topic"] % 5]
        if isinstance(result, Rejected) or not result.record.text:
            assert gone[row["id"]]["text"] == row["text"]
            assert gone[row["id"]]["metadata"]["filter_reason"] == "empty"
            continue
        found = out[row["id"]]
        assert found["text"] == result.record.text
        known = found["metadata"].pop("cleaner")
        assert found["metadata"] == {key: row[key] for key in ("topic", "title", "url")}
        ledger = {**known.pop("ledger"), "id": ""}
        assert ledger == {**json.loads(result.ledger.to_json()), "id": ""}
        values = result.record.to_dict()
        wanted = {"source": values["source"], "created": values["created"], **values["metadata"]}
        del wanted["extra"]
        assert known == wanted


def test_the_merged_stats_count_documents_and_removed_characters_by_kind(ran: tuple[Path, dict[str, Any]]) -> None:
    _, stats = ran
    assert total(stats["total"]) == 400
    assert total(stats["dropped"]) == total(stats["dropped_empty"]) == 80
    assert total(stats["forwarded"]) == stats["doc_len"]["n"] == 320
    assert total(stats["removed_chars_byline"]) == 80 * len("By Bo Ek")
    assert total(stats["removed_chars_dateline"]) == 80 * len("OSLO, Jan 3 (Reuters) - ")
    assert total(stats["removed_chars_advert"]) == 80 * len("Advertisement")
    kinds = [name for name in stats if name.startswith("removed_chars_")]
    assert total(stats["removed_chars"]) == sum(total(stats[kind]) for kind in kinds)
    assert total(stats["verdict_unchanged"]) == 160


def test_the_step_travels_with_its_packs(tmp_path: Path) -> None:
    pack = (
        "grammar: 1\nlanguages: [en]\nrules:\n  - id: fish\n    kind: other\n    drop: {line: {equals: 'Buy fish'}}\n"
    )
    pack += "    strips: ['Buy fish']\n    spares: ['Buy fish now']\n"
    folder = tmp_path / "packs/generic"
    folder.mkdir(parents=True)
    (folder / "en.yaml").write_text(pack)
    step = CleanDocuments(rules=tmp_path / "packs", bundled=False)
    (folder / "en.yaml").unlink()
    text = "The harbour of the town was full of boats, the mayor said.\nBuy fish"
    (document,) = pickle.loads(pickle.dumps(step)).run(iter([Document(text, "a")]))
    assert document.text == "The harbour of the town was full of boats, the mayor said."


def test_pages_are_extracted() -> None:
    page = (
        "<nav>News Sport</nav><h1>Rain in May</h1>"
        + "<p>It rained on the hills above the town, and in the town.</p>" * 4
    )
    (document,) = step_run(Document(page, "a", metadata={"url": "https://x.example/rain"}), pages=True)
    assert document.text.count("It rained") == 4
    assert document.metadata["cleaner"]["title"] == "Rain in May"
    assert document.metadata["cleaner"]["source"] == "x.example"


def test_a_document_that_is_cleaned_twice_keeps_what_was_lifted_the_first_time() -> None:
    (once,) = step_run(Document(TEXTS[0], "a"))
    first = dict(once.metadata["cleaner"])
    (twice,) = step_run(once)
    assert twice.metadata["cleaner"]["authors"] == first["authors"] == ["Bo Ek"]


def test_metadata_of_the_users_under_our_key_stops_the_task() -> None:
    with pytest.raises(RunError, match="metadata_key"):
        step_run(Document(TEXTS[0], "a", metadata={"cleaner": "mine"}))
    (document,) = step_run(Document(TEXTS[0], "a", metadata={"cleaner": "mine"}), metadata_key="news")
    assert document.metadata["cleaner"] == "mine"
    assert document.metadata["news"]["authors"] == ["Bo Ek"]


def test_metadata_that_is_not_json_passes_through(tmp_path: Path) -> None:
    day = datetime.datetime(2026, 1, 3, tzinfo=datetime.UTC)
    (document,) = step_run(Document(TEXTS[0], "a", metadata={"seen": day, "scores": {1, 2}, "date": day}))
    assert document.metadata["cleaner"]["created"] == "2026-01-03T00:00:00+00:00"
    assert document.metadata["seen"] == day
    assert document.metadata["scores"] == {1, 2}


def test_parquet_can_hold_what_the_step_adds_whatever_document_comes_first(tmp_path: Path) -> None:
    documents = step_run(*(Document(text, str(number)) for number, text in enumerate(TEXTS)), ledger=True)
    metadata = pa.struct([("cleaner", metadata_type(ledger=True))])
    schema = pa.schema([("text", pa.string()), ("id", pa.string()), ("metadata", metadata)])
    list(ParquetWriter(str(tmp_path), schema=schema).run(iter(documents)))
    (path,) = tmp_path.rglob("*.parquet")
    for document, row in zip(documents, pq.read_table(path).to_pylist(), strict=True):
        found = row["metadata"]["cleaner"]
        ledger = json.loads(json.dumps(found.pop("ledger")))
        own = document.metadata["cleaner"]
        assert ledger == json.loads(json.dumps(own.pop("ledger")))
        assert found == own


def test_a_wrong_option_is_an_error_where_the_pipeline_is_made() -> None:
    with pytest.raises(TypeError, match="there is no setting 'wholepage'"):
        CleanDocuments(wholepage=True)


def test_a_slurm_executor_takes_the_step(tmp_path: Path) -> None:
    pipeline = [JsonlReader(str(tmp_path)), CleanDocuments(), JsonlWriter(str(tmp_path / "out"))]
    executor = SlurmPipelineExecutor(
        pipeline, tasks=100, time="02:00:00", partition="cpu", logging_dir=str(tmp_path / "logs")
    )
    import dill

    assert [str(step) for step in dill.loads(dill.dumps(executor)).pipeline] == [str(step) for step in pipeline]


def test_the_program_for_slurm_on_the_page_submits_its_tasks_and_the_merge_of_their_stats(tmp_path: Path) -> None:
    page = (ROOT / "docs/scale.md").read_text("utf-8")
    program = page.partition("```text file=clean_on_slurm.py\n")[2].partition("```")[0]
    sbatch = tmp_path / "sbatch"
    sbatch.write_text(f'#!/bin/sh\ncat "$(eval echo \\$$#)" >> {tmp_path}/submitted\necho Submitted batch job 7\n')
    sbatch.chmod(0o755)
    command = [sys.executable, "-c", program.replace("/shared", str(tmp_path))]
    subprocess.run(command, check=True, env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"})
    submitted = (tmp_path / "submitted").read_text("utf-8")
    assert "#SBATCH --array=0-3%2\n" in submitted
    assert "#SBATCH --dependency=afterok:7\n" in submitted
    assert submitted.count(f"source {tmp_path}/venv/bin/activate\n") == 2
