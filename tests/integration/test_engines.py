"""
A run whose pieces executors finish gives the bytes of a local run. Here the executor is this process, in another folder; what
Ray and Spark do with it is tried in environments that have them (see tests/integrations).
"""

from __future__ import annotations

import gzip
import json
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import chdir
from pathlib import Path
from types import SimpleNamespace

import pytest

from cleaner.run import child, engines, executor, job, run_remotely
from cleaner.run.clean_piece import Shared
from cleaner.run.crew import ChildLimits
from cleaner.run.executor import Orders, PieceEnd, PieceOrder, finish_piece
from cleaner.run.piece import Stream
from cleaner.run.run_progress import Advance
from cleaner.run.schedule import Schedule
from scripts.shell import call_cleaner
from tests.conftest import Shell
from tests.forked_child import Forked
from tests.integration.deadly import DeadlyBook
from tests.untimed import untimed

Ends = Generator[PieceEnd | None, None, None]
OPTIONS = ("--no-bundled", "--to", "jsonl", "--added", "x")
INPUTS = ("a.jsonl", "b.jsonl.gz", "pages", "--shard", 10, "--abort-over", 1, *OPTIONS)


class Engine:
    """An engine of one executor, which is this process. `orders` and `pieces` are what it was given last."""

    def __init__(self, elsewhere: Path):
        self.elsewhere = elsewhere
        self.pieces: list[PieceOrder] = []
        self.end_after = 1_000
        self.change: Callable[[Orders], Orders] = lambda orders: orders

    def results(self, orders: Orders, pieces: Sequence[PieceOrder]) -> Ends:
        self.orders, self.pieces = pickle.loads(pickle.dumps((self.change(orders), list(pieces))))
        try:
            for number, piece in enumerate(self.pieces):
                if number == self.end_after:
                    raise KeyboardInterrupt
                yield None
                yield self.finish(piece)
        finally:
            self.had_permit_at_end = (Path(orders.mark.folder) / orders.mark.permit).exists()

    def finish(self, piece: PieceOrder) -> PieceEnd:
        with chdir(self.elsewhere):
            return finish_piece(self.orders, piece)

    def run_pieces(
        self, schedule: Schedule, shared: Shared, workers: int, limits: ChildLimits, abort_over: float, advance: Advance
    ) -> str:
        return run_remotely.run_remotely(self.results, schedule, shared, limits, abort_over, advance)


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """Takes the place of Ray."""
    (tmp_path / "elsewhere").mkdir()
    engine = Engine(tmp_path / "elsewhere")
    named = engines.engine_named
    monkeypatch.setattr(job, "engine_named", lambda name: engine.run_pieces if name == "ray" else named(name))
    yield engine
    executor._dismiss_all()


@pytest.fixture(scope="module")
def local_run(tmp_path_factory: pytest.TempPathFactory, _imports: None) -> Path:
    """A folder with inputs of every kind of piece, with duplicates and rejections, and what a local run makes of them."""
    folder = tmp_path_factory.mktemp("local-run")
    rows = [json.dumps({"id": f"d{number % 27}", "text": f"Day {number} of May."}) + "\n" for number in range(30)]
    (folder / "a.jsonl").write_text("".join([*rows, "no row\n"]))
    with gzip.open(folder / "b.jsonl.gz", "wt") as file:
        file.writelines(json.dumps({"text": f"Week {number} of the year."}) + "\n" for number in range(25))
    (folder / "pages").mkdir()
    for number in range(12):
        (folder / f"pages/{number}.txt").write_text(f"Page {number} of the book." if number else "")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(child, "subprocess", SimpleNamespace(Popen=Forked, DEVNULL=subprocess.DEVNULL))
        assert call_cleaner(["run", *map(str, INPUTS), "-o", "whole"])[0] == 1
    return folder


@pytest.fixture
def whole(local_run: Path, tmp_path: Path) -> dict[str, bytes]:
    """These files in the folder of one test."""
    shutil.copytree(local_run, tmp_path, dirs_exist_ok=True)
    return contents(tmp_path / "whole")


def contents(out: Path) -> dict[str, bytes]:
    files = (path for path in sorted(out.rglob("*")) if path.is_file())
    found = {path.relative_to(out).as_posix(): path.read_bytes() for path in files}
    return found | {"run.json": untimed(found["run.json"])}


def test_executors_write_what_a_local_run_writes(
    cleaner: Shell, tmp_path: Path, whole: dict[str, bytes], engine: Engine
) -> None:
    assert cleaner("run", *INPUTS, "-o", "out", "--engine", "ray").returncode == 1
    assert contents(tmp_path / "out") == whole
    report = json.loads(whole["run.json"])
    assert report["read"] == 31 + 25 + 12
    assert report["reason"] == {"duplicate-id": 3, "bad-row": 1, "empty": 1}


@pytest.mark.parametrize(("after", "then"), [(2, "local"), (5, "ray")])
def test_a_run_goes_on_with_the_same_engine_or_another(
    after: int, then: str, cleaner: Shell, tmp_path: Path, whole: dict[str, bytes], engine: Engine
) -> None:
    engine.end_after = after
    assert cleaner("run", *INPUTS, "-o", "out", "--engine", "ray").returncode == 130
    given = len(engine.pieces)
    engine.end_after = 1_000
    assert cleaner("run", *INPUTS, "-o", "out", "--engine", then).returncode == 1
    assert contents(tmp_path / "out") == whole
    assert then == "local" or len(engine.pieces) == given - after


def test_blocks_of_a_stream_that_are_done_are_not_done_again(
    cleaner: Shell, tmp_path: Path, whole: dict[str, bytes], engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def two_blocks(orders: Orders, pieces: Sequence[PieceOrder]) -> Ends:
        """As if an executor died after the second of three blocks."""
        for end in Engine.results(engine, orders, pieces):
            if end and end.blocks is not None:
                (tmp_path / "out/.run/done" / f"{list(end.completions)[-1]}.json").unlink()
                (tmp_path / "out/.run/streams" / f"part-{end.number:05}.json").unlink()
                raise KeyboardInterrupt
            yield end

    with monkeypatch.context() as patch:
        patch.setattr(engine, "results", two_blocks)
        assert cleaner("run", *INPUTS, "-o", "out", "--engine", "ray").returncode == 130
    assert cleaner("run", *INPUTS, "-o", "out", "--engine", "ray").returncode == 1
    (stream,) = (piece for piece in engine.pieces if isinstance(piece.piece, Stream))
    assert stream.done == {0, 1}
    assert contents(tmp_path / "out") == whole


def test_too_many_rejections_end_the_run_at_the_same_part(
    cleaner: Shell, tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_remotely, "SECONDS_TO_RENAME", 0)
    rows = [{"text": "" if number < 400 else f"Day {number} of the month."} for number in range(1_600)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    command = ("run", "a.jsonl", "--shard", 500, *OPTIONS)
    for out, name in (("whole", "local"), ("out", "ray")):
        assert cleaner(*command, "-o", out, "--engine", name).returncode == 4
    names = [{path.name for path in (tmp_path / out / "documents").iterdir()} for out in ("out", "whole")]
    assert names == [{"part-00000.jsonl", "part-00001.jsonl"}] * 2
    assert not engine.had_permit_at_end  # so what is under way ends by itself, even if the engine cannot end it


def test_an_engine_that_ends_too_early_is_no_end_of_the_run(
    cleaner: Shell, tmp_path: Path, whole: dict[str, bytes], engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "results", lambda *_: (end for end in [None]))
    refused = cleaner("run", *INPUTS, "-o", "out", "--engine", "ray")
    assert refused.returncode == 2
    assert b"part-00000 was not finished" in refused.stderr
    assert not (tmp_path / "out/run.json").exists()


def test_an_executor_whose_run_has_ended_publishes_nothing(
    cleaner: Shell, tmp_path: Path, whole: dict[str, bytes], engine: Engine
) -> None:
    engine.end_after = 1
    assert cleaner("run", *INPUTS, "-o", "out", "--engine", "ray").returncode == 130
    before = sorted((tmp_path / "out").rglob("*"))
    end = engine.finish(engine.pieces[1])
    assert "has ended, so this worker stops and publishes nothing" in end.failure
    assert sorted((tmp_path / "out").rglob("*")) == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"out": Path("/nowhere/out")}, "/nowhere/out is not there on "),
        ({"folder": "/nowhere"}, "/nowhere is not there on "),
        ({"folder": "/"}, " is not there on "),
        ({"versions": {"cleaner": "9.9"}}, "cleaner is 0.1.0, not 9.9"),
    ],
    ids=["out", "folder", "inputs", "versions"],
)
def test_an_executor_that_lacks_something_says_what_and_where(
    change: dict[str, object], said: str, cleaner: Shell, whole: dict[str, bytes], engine: Engine
) -> None:
    engine.change = lambda orders: orders._replace(**change)  # type: ignore[arg-type]
    refused = cleaner("run", *INPUTS, "-o", "out", "--engine", "ray")
    assert refused.returncode == 2
    assert said in refused.stderr.decode()
    assert b"every host" in refused.stderr


def test_a_document_that_kills_the_child_of_an_executor_is_rejected_alone(
    cleaner: Shell, tmp_path: Path, engine: Engine
) -> None:
    def with_deadly_rules(orders: Orders) -> Orders:
        return orders._replace(shared=pickle.dumps(pickle.loads(orders.shared)._replace(rulebook=DeadlyBook(()))))

    engine.change = with_deadly_rules
    texts = ["DEADLY" if number == 7 else f"Day {number} of May." for number in range(20)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    assert cleaner("run", "a.jsonl", "-o", "out", "--shard", 10, "--engine", "ray", *OPTIONS).returncode == 1
    rejected = [json.loads(line) for line in (tmp_path / "out/rejected/part-00000.jsonl").read_bytes().splitlines()]
    assert [(row["reason"], row["place"]) for row in rejected] == [("limit", "line 8")]
    report = json.loads((tmp_path / "out/run.json").read_text())
    assert (report["read"], report["documents"], report["rejected"]) == (20, 19, 1)


@pytest.mark.parametrize(("name", "package"), [("ray", "ray"), ("spark", "pyspark")])
def test_an_engine_that_is_not_installed_is_named_and_nothing_is_touched(
    name: str, package: str, cleaner: Shell, tmp_path: Path, whole: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    refused = cleaner("run", *INPUTS, "-o", "whole", "--fresh", "--engine", name)
    assert refused.returncode == 2
    said = f"--engine {name} needs the package {package}: pip install 'corpus-cleaner[{name}]'"
    assert said in refused.stderr.decode()
    assert contents(tmp_path / "whole") == whole
