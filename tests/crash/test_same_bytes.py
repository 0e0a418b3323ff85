"""Law 6 at the size of a run: neither workers, nor the seed of hashes, nor how the input is packed change what comes out."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from random import Random

import pytest

from tests.zstd import zstd

from .attempt import finished
from .conftest import OPTIONS, RULES, Corpus
from .corpus import documents, write_rules
from .traces import KINDS, different


@pytest.mark.parametrize(("workers", "seed"), [(1, "1"), (8, "2")])
def test_workers_and_hash_seeds_change_nothing(workers: int, seed: str, few_rows: Corpus, tmp_path: Path) -> None:
    command = [*few_rows.run(tmp_path / "out"), "--workers", workers]
    code, said = finished(few_rows.folder, *command, PYTHONHASHSEED=seed)
    assert code == 0, said
    assert different(tmp_path / "out", few_rows.whole) == []


def _joined(out: Path) -> dict[str, list[str]]:
    """The lines of all parts in order, without `path`."""
    lines: dict[str, list[str]] = {}
    for kind in KINDS[:3]:
        rows = [
            json.loads(line) for part in sorted((out / kind).glob("part-*")) for line in part.read_bytes().splitlines()
        ]
        lines[kind] = [json.dumps({key: value for key, value in row.items() if key != "path"}) for row in rows]
    return lines


def _pack(folder: Path) -> None:
    """The same rows four times; some have no id of their own."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = documents(1_200, Random(19))
    for number in range(3, 1_200, 200):
        rows[number]["id"] = None
        rows[number + 1]["text"] = " "
    data = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    (folder / "plain").mkdir()
    (folder / "plain/rows.jsonl").write_bytes(data)
    (folder / "gz").mkdir()
    (folder / "gz/rows.jsonl.gz").write_bytes(gzip.compress(data, mtime=0))
    (folder / "zst").mkdir()
    (folder / "zst/rows.jsonl.zst").write_bytes(zstd(data))
    (folder / "parquet").mkdir()
    pq.write_table(pa.Table.from_pylist(rows), folder / "parquet/rows.parquet", row_group_size=280)


def test_however_rows_are_packed_the_results_are_the_same(tmp_path: Path) -> None:
    _pack(tmp_path)
    write_rules(tmp_path / "packs")
    joined = {}
    for name in ("plain", "gz", "zst", "parquet"):
        code, said = finished(tmp_path, name, "-o", f"out-{name}", "--shard", 100, "--to", "jsonl", *RULES, *OPTIONS)
        assert code == 0, said
        joined[name] = _joined(tmp_path / f"out-{name}")
    plain = joined.pop("plain")
    assert len(plain["documents"]) == 1_200 - 6
    for name, lines in joined.items():
        for kind, wanted in plain.items():
            if name != "parquet" or kind != "rejected":  # a rejection holds the row as it came, which differs there
                assert lines[kind] == wanted, (name, kind)
