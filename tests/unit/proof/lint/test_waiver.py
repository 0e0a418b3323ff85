from __future__ import annotations

import pytest

from .packing import found, rule

HIDDEN = rule("share", "drop: {line: {matches: '^Share this$'}}", "Share this")


def waived(comment: str, rules: str = HIDDEN) -> list[tuple[str, str]]:
    return [(one.check, one.message) for one in found(rules.replace("id: share\n", f"id: share  # {comment}\n"))]


def test_a_waiver_with_a_reason_excuses_the_rule_from_that_check_alone() -> None:
    assert waived("cleaner: allow hidden-literal - case matters here") == []
    late = HIDDEN + rule("brand", "drop: {line: {matches: '^Pier$'}}", "Pier")
    assert [check for check, _ in waived("cleaner: allow hidden-literal - case matters", late)] == ["hidden-literal"]


@pytest.mark.parametrize("comment", ["cleaner: allow hidden-literal", "cleaner: allow hidden-literal - "])
def test_a_waiver_without_a_reason_is_a_finding_and_excuses_nothing(comment: str) -> None:
    findings = dict(waived(comment))
    assert set(findings) == {"hidden-literal", "waiver"}
    assert findings["waiver"] == "a waiver needs a reason: `# cleaner: allow hidden-literal - why`"


def test_a_waiver_of_no_check_is_a_finding() -> None:
    assert "there is no check `hidden`" in dict(waived("cleaner: allow hidden - case"))["waiver"]


def test_a_waiver_that_excuses_nothing_is_a_finding() -> None:
    assert dict(waived("cleaner: allow shadowed - once it was"))["waiver"] == (
        "waives `shadowed`, which finds nothing here: remove it"
    )


def test_a_waiver_elsewhere_than_on_a_rules_first_line_is_a_finding() -> None:
    text = HIDDEN.replace("kind: other\n", "kind: other  # cleaner: allow hidden-literal - case matters\n")
    findings = {one.check: one.message for one in found(text)}
    assert findings["waiver"] == "a waiver belongs on the first line of its rule"
    assert "hidden-literal" in findings
