"""Files that are made from the code are what the code would make now."""

import json
import re
from dataclasses import fields

import pytest
from click.testing import CliRunner

from cleaner.cli import group
from cleaner.record import Dateline, Ledger, Metadata, Record
from cleaner.schema.record_schema import ledger_schema, record_schema, rejected_schema
from cleaner.schema.rules_schema import rules_schema
from scripts.generate import ROOT, stale
from scripts.tables import filled


def test_no_generated_file_is_stale() -> None:
    assert stale() == [], "run `python -m scripts.generate`"


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("rules", rules_schema()),
        ("record", record_schema()),
        ("ledger", ledger_schema()),
        ("rejected", rejected_schema()),
    ],
)
def test_the_command_prints_the_schema(name: str, schema: object) -> None:
    result = CliRunner().invoke(group, ["schema", name])
    assert json.loads(result.stdout) == schema


@pytest.mark.parametrize("kind", [Record, Metadata, Dateline, Ledger])
def test_the_page_on_records_lists_every_field_and_no_other(kind: type) -> None:
    page = (ROOT / "docs/record.md").read_text("utf-8")
    table = re.search(rf"<!-- table: {kind.__name__.lower()} -->(.*?)<!-- end -->", page, re.DOTALL)
    assert table
    assert re.findall(r"^\| `(\w+)`", table[1], re.MULTILINE) == [field.name for field in fields(kind)]


def test_a_table_that_somebody_changed_by_hand_is_made_anew() -> None:
    page = "<!-- table: routing -->\nby hand\n<!-- end -->\nprose"
    assert "by hand" not in filled(page)
    assert filled(page).endswith("prose")
