"""Spark as the engine of a run, and as a session of one's own."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cleaner.errors import RunError
from tests.integrations import engine_checks
from tests.integrations.own_rows import ROWS, check_rows


def test_it_writes_what_a_local_run_writes_with_one_child_an_executor(tmp_path: Path) -> None:
    engine_checks.check_bytes_and_children("spark", tmp_path)


def test_documents_that_do_harm_are_rejected_alone(tmp_path: Path) -> None:
    engine_checks.check_harm("spark", tmp_path)


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda by: by.name)
def test_a_run_that_is_stopped_leaves_no_child_and_goes_on_locally(by: signal.Signals, tmp_path: Path) -> None:
    engine_checks.check_interruption("spark", tmp_path, by, then="local")


def test_it_goes_on_with_what_a_local_run_began(tmp_path: Path) -> None:
    engine_checks.check_interruption("local", tmp_path, signal.SIGTERM, then="spark")


def test_too_many_rejections_end_it_at_the_same_part(tmp_path: Path) -> None:
    engine_checks.check_rejections("spark", tmp_path)


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """Spark with two threads, in this process."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    yield session
    session.stop()


def test_a_dataframe_of_yours_is_cleaned_row_by_row(session: Any) -> None:
    from cleaner.integrations.spark import clean

    df = session.createDataFrame([(row["id"], row["text"]) for row in ROWS], ["id", "text"]).repartition(3)
    cleaned = clean(df, keep_kinds="dateline", ledger=True).collect()
    check_rows([row.asDict(recursive=True) for row in cleaned])


def test_a_dataframe_without_ids_is_refused(session: Any) -> None:
    from cleaner.integrations.spark import clean

    with pytest.raises(RunError, match="no column `id`, only text"):
        clean(session.createDataFrame([("Snow fell.",)], ["text"]))
