"""Files that are made from the code are what the code would make now."""

import json
import re

import pytest
from click.testing import CliRunner
from msgspec import Struct

from cleaner.cli import group
from cleaner.ledger import Ledger
from cleaner.record import Record, Rejected
from cleaner.run.run_report import RunFacts, run_report
from cleaner.run.tally import Tally
from cleaner.schema.record_schema import schema_of
from cleaner.schema.rules_schema import rules_schema
from cleaner.settings import DEFAULTS
from scripts.generate import ROOT, stale
from scripts.tables import CLASSES, filled


def test_no_generated_file_is_stale() -> None:
    assert stale() == [], "run `python -m scripts.generate`"


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("rules", rules_schema()),
        ("record", schema_of(Record)),
        ("ledger", schema_of(Ledger)),
        ("rejected", schema_of(Rejected)),
    ],
)
def test_the_command_prints_the_schema(name: str, schema: object) -> None:
    result = CliRunner().invoke(group, ["schema", name])
    assert json.loads(result.stdout) == schema


@pytest.mark.parametrize(("name", "kind"), CLASSES.items())
def test_a_table_lists_every_field_and_no_other(name: str, kind: type[Struct]) -> None:
    page = "".join(
        (ROOT / page).read_text("utf-8") for page in ("docs/record.md", "docs/run-report.md", "docs/stand-off.md")
    )
    table = re.search(rf"<!-- table: {name} -->(.*?)<!-- end -->", page, re.DOTALL)
    assert table
    assert re.findall(r"^\| `(\w+)`", table[1], re.MULTILINE) == list(kind.__struct_fields__)


def test_the_page_on_reports_lists_every_key_in_order() -> None:
    page = (ROOT / "docs/run-report.md").read_text("utf-8")
    keys = run_report(Tally(), RunFacts("", {}, {}, (), DEFAULTS, 0.0))
    assert re.findall(r"^\| `(\w+)`", page, re.MULTILINE) == list(keys)


def test_a_table_that_was_changed_by_hand_is_regenerated() -> None:
    page = "<!-- table: routing -->\nby hand\n<!-- end -->\nprose"
    assert "by hand" not in filled(page)
    assert filled(page).endswith("prose")
