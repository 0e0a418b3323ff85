"""
Writes every file that is generated from the code: `python -m scripts.generate`. With `--check` it writes nothing, names the files
that are stale, and fails if there are any.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from cleaner.schema.rule_reference import reference
from cleaner.schema.rules_schema import rules_schema

from .command_line import command_line
from .tables import filled
from .walkthrough import played

ROOT = Path(__file__).resolve().parent.parent


def _schema() -> str:
    return json.dumps(rules_schema(), indent=2, ensure_ascii=False) + "\n"


def _record() -> str:
    return filled(_read(ROOT / "docs/record.md"))


def _run_report() -> str:
    return filled(_read(ROOT / "docs/run-report.md"))


def _stand_off() -> str:
    return filled(_read(ROOT / "docs/stand-off.md"))


def _walkthrough() -> str:
    return played(_read(ROOT / "docs/write-a-rule.md"))


GENERATED: Mapping[str, Callable[[], str]] = {
    "rules/schema.json": _schema,
    "docs/rule-language.md": reference,
    "docs/cli.md": command_line,
    "docs/record.md": _record,
    "docs/run-report.md": _run_report,
    "docs/stand-off.md": _stand_off,
    "docs/write-a-rule.md": _walkthrough,
}
"""Each generated file and what makes it."""


def stale() -> list[str]:
    """The generated files that would be written differently today."""
    return [name for name, made in GENERATED.items() if _read(ROOT / name) != made()]


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


def main(arguments: list[str]) -> int:
    """Write the stale files, or with `--check` only name them."""
    found = stale()
    for name in found:
        sys.stderr.write(f"{name}\n")
        if "--check" not in arguments:
            (ROOT / name).write_text(GENERATED[name](), "utf-8")
    return 1 if found and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
