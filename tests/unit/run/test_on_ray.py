"""What is looked at before Ray is: it says nothing for minutes if its cluster is not there."""

from __future__ import annotations

import socket

import pytest

from cleaner.errors import RunError
from cleaner.run.on_ray import _check_reachable


def test_a_cluster_that_nobody_answers_for_is_an_error_at_once() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = "{}:{}".format(*closed.getsockname())
    with pytest.raises(RunError, match=f"RAY_ADDRESS is {address}, and nobody answers there: Connection refused"):
        _check_reachable(address)


def test_a_cluster_that_answers_is_none() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        _check_reachable("{}:{}".format(*server.getsockname()))
    for address in ("", "auto", "local", "ray://127.0.0.1:1"):
        _check_reachable(address)
