"""Errors say where and what."""

from __future__ import annotations

import pytest

from cleaner.errors import DocumentError, Fault, RuleError


def test_all_faults_are_listed_sorted_and_once() -> None:
    faults = [Fault("b.yaml", 2, "second"), Fault("a.yaml", 0, "whole"), Fault("b.yaml", 2, "second")]
    assert str(RuleError(faults)) == "a.yaml: whole\nb.yaml:2: second"


def test_a_document_error_has_a_reason_of_the_closed_list() -> None:
    assert str(DocumentError("limit", "too long", "line 3")) == "limit: too long (line 3)"
    with pytest.raises(AssertionError):
        DocumentError("other", "x")
