"""Write findings as text, JSON, GitHub annotations or SARIF."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import orjson

from ..escape_controls import safe, safe_json
from ..version import __version__
from .finding import Finding
from .lint import CHECKS
from .lint.waiver import WAIVER_CHECK

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
CHECK_MEANINGS = {name: meaning for name, (_, meaning) in CHECKS.items()} | {
    WAIVER_CHECK: "A waiver without reason, rule or use."
}


def as_text(findings: Sequence[Finding]) -> str:
    """One line per finding."""
    return "".join(f"{safe(str(finding))}\n" for finding in findings)


def as_json(findings: Sequence[Finding]) -> str:
    """
    A JSON list of objects.

    >>> as_json([])
    '[]\\n'
    """
    option = orjson.OPT_APPEND_NEWLINE | (orjson.OPT_INDENT_2 if findings else 0)
    return safe_json(orjson.dumps([asdict(finding) for finding in findings], option=option).decode())


def as_github(findings: Sequence[Finding]) -> str:
    """
    GitHub workflow commands, which show each finding beside its line.

    >>> print(as_github([Finding("a.yaml", 3, "order", "a/b", "50% of it")]), end="")
    ::warning file=a.yaml,line=3,title=order::50%25 of it
    """
    return "".join(
        f"::warning file={_property(one.file)},line={one.line},title={one.check}::{_data(one.message)}\n"
        for one in findings
    )


def _data(value: str) -> str:
    return safe(value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def as_sarif(findings: Sequence[Finding]) -> str:
    """SARIF 2.1.0: every check is a rule, every finding a result."""
    names = sorted(CHECK_MEANINGS)
    driver = {
        "name": "cleaner",
        "version": __version__,
        "rules": [{"id": name, "shortDescription": {"text": CHECK_MEANINGS[name]}} for name in names],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, names) for one in findings],
    }
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return safe_json(orjson.dumps(log, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode())


def _result(finding: Finding, names: list[str]) -> dict[str, Any]:
    place = {
        "artifactLocation": {"uri": _uri(finding.file)},
        "region": {"startLine": max(finding.line, 1)},
    }
    location: dict[str, Any] = {"physicalLocation": place}
    if finding.name:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.name}]
    return {
        "ruleId": finding.check,
        "ruleIndex": names.index(finding.check),
        "level": "warning",
        "message": {"text": finding.message},
        "locations": [location],
    }


def _uri(file: str) -> str:
    from urllib.parse import quote

    return ("file://" if file.startswith("/") else "") + quote(file)


WRITERS: Mapping[str, Callable[[Sequence[Finding]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
"""How to write findings, by the names of the formats on the command line."""
