"""Ray as the engine of a run, and as a session of one's own."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleaner.errors import RunError
from tests.integrations import engine_checks
from tests.integrations.own_rows import ROWS, check_rows


def test_it_writes_what_a_local_run_writes_with_one_child_an_executor(tmp_path: Path) -> None:
    engine_checks.check_bytes_and_children("ray", tmp_path)


def test_documents_that_do_harm_are_rejected_alone(tmp_path: Path) -> None:
    engine_checks.check_harm("ray", tmp_path)


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda by: by.name)
def test_a_run_that_is_stopped_leaves_no_child_and_goes_on_locally(by: signal.Signals, tmp_path: Path) -> None:
    engine_checks.check_interruption("ray", tmp_path, by, then="local")


def test_it_goes_on_with_what_a_local_run_began(tmp_path: Path) -> None:
    engine_checks.check_interruption("local", tmp_path, signal.SIGTERM, then="ray")


def test_too_many_rejections_end_it_at_the_same_part(tmp_path: Path) -> None:
    engine_checks.check_rejections("ray", tmp_path)


@pytest.fixture(scope="module")
def cluster() -> Iterator[None]:
    """Ray with two CPUs, in this process."""
    import ray

    ray.init("local", num_cpus=2, include_dashboard=False, log_to_driver=False)
    yield
    ray.shutdown()


def test_a_dataset_of_yours_is_cleaned_row_by_row(cluster: None) -> None:
    import ray

    from cleaner.integrations.ray import clean

    cleaned = clean(ray.data.from_items(ROWS), concurrency=2, keep_kinds="dateline", ledger=True).take_all()
    check_rows(cleaned)


def test_a_dataset_without_ids_is_refused(cluster: None) -> None:
    import ray

    from cleaner.integrations.ray import clean

    with pytest.raises(RunError, match="no column `id`, only text"):
        clean(ray.data.from_items([{"text": "Snow fell."}]))
