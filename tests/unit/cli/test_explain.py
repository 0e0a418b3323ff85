"""`cleaner explain`: it shows what happened, and nothing in a document can harm its reader."""

import json
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from unicodedata import category

import pytest
import yaml
from click.testing import CliRunner, Result

from cleaner.cli import group
from cleaner.errors import RunError

STORY = "The harbour was quiet on Monday, said the port authority."
PACK = """
grammar: 1
publisher: "Harbour\\x1b]0;owned\\x07 Post"
domains: [hp.example]
fingerprints: [{line: {equals: "A service of HP"}}]
rules:
  - id: save
    kind: share
    drop: {line: {starts: Save}}
    strips: [Save]
    spares: [Saved by it.]
  - id: place
    kind: dateline
    drop: {span: {matches: '^(?P<place>[^ ]+) \\(HP\\) - '}}
    lift: {dateline.place: place}
    strips: [{text: "OSLO (HP) - Rain.", leaves: "Rain."}]
    spares: ["Oslo is wet."]
""".replace("Saved by it.", "To be saved.")
HOSTILE = "\x1b[2J\x1b]0;title\x07 \u202egnp.exe\u202c \u2066x\u2069 \x9b31m <script>alert(1)</script> &amp; \U000e0041 \u2028"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    packs = tmp_path / "packs"
    (packs / "publishers").mkdir(parents=True)
    (packs / "publishers/hp.example.yaml").write_text(PACK, "utf-8")
    return tmp_path


def explain(folder: Path, *arguments: str, stdin: bytes | None = None) -> Result:
    options = ["--rules", str(folder / "packs"), "--no-bundled", "--source", "hp.example"]
    return CliRunner().invoke(group, ["explain", *arguments, *options], input=stdin, catch_exceptions=True)


def document(folder: Path, *lines: str) -> str:
    path = folder / "page.txt"
    path.write_text("\n".join([*lines, STORY]), "utf-8")
    return str(path)


def shown(result: Result) -> list[str]:
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result.stdout.splitlines()


def acting(text: str) -> set[str]:
    return {char for char in text if category(char) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")} - {"\n"}


def test_a_pack_that_would_take_too_much_is_named_with_its_share(folder: Path) -> None:
    lines = shown(explain(folder, document(folder, "Save " * 40)))
    assert "suspect     hp.example: it would take 0.77 of the text, more than 0.6, so nothing is removed" in lines


def test_a_pack_that_would_leave_too_little_of_a_whole_page_is_named_without_a_share(folder: Path) -> None:
    lines = shown(explain(folder, document(folder, "Save"), "--whole-page"))
    assert "suspect     hp.example: fewer than 200 characters of the page would be left, so nothing is removed" in lines


def test_removed_lines_and_parts_are_marked_and_labelled(folder: Path) -> None:
    lines = shown(explain(folder, document(folder, "Save", "OSLO (HP) - Rain fell.")))
    assert lines[-3:] == [
        "1 - Save  <share: hp.example/save>",
        "2 ~ [-OSLO (HP) - -]Rain fell.  <dateline: hp.example/place>",
        f"3   {STORY}",
    ]
    assert "lifted      dateline.place: OSLO  hp.example/place" in lines
    assert 'routing     source: its source is "hp.example"' in lines


def test_without_a_terminal_there_are_no_colours(folder: Path) -> None:
    assert "\x1b" not in explain(folder, document(folder, "Save")).stdout


def test_no_color_turns_colours_off_on_a_terminal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from cleaner.clean import Traced, trace
    from cleaner.cli import explain as module
    from cleaner.document import Raw
    from cleaner.packs.load import load
    from cleaner.settings import Settings

    raw = Raw("a", f"Save\n{STORY}", given={"source": "hp.example"})
    traced = trace(raw, load([folder / "packs"], own=False), Settings())
    assert isinstance(traced, Traced)
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in "".join(module._shown(traced, []))
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in "".join(module._shown(traced, []))


class Terminal:
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    "option", [[], ["--why-not", "Save"], ["--report"], ["--json"], ["--report", "--why-not", "2"]]
)
def test_control_characters_of_documents_and_packs_do_not_reach_the_terminal(folder: Path, option: list[str]) -> None:
    text = [f"Save {HOSTILE}", f"{HOSTILE} stays", "\x1b[31mX (HP) - rain"]
    row = json.dumps({"id": f"a{HOSTILE}", "text": "\n".join([*text, STORY]), "url": f"http://x/{HOSTILE}"})
    result = explain(folder, "-", *option, stdin=row.encode())
    assert shown(result)
    assert acting(result.stdout) == set()


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_html_of_a_document_is_escaped_on_the_page(folder: Path) -> None:
    breaking = '"><img src=x onerror=alert(1)> </title></style><script>'
    row = json.dumps({"id": f"a{HOSTILE}{breaking}", "text": f"Save {HOSTILE}{breaking}\n{breaking}\n{STORY}"})
    assert explain(folder, "-", "--html", str(folder / "out.html"), stdin=row.encode()).exit_code == 0
    page = (folder / "out.html").read_text("utf-8")
    tags = Tags()
    tags.feed(page)
    ours = {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "h1",
        "h2",
        "dl",
        "dt",
        "dd",
        "bdi",
        "span",
        "ol",
        "li",
        "p",
        "del",
    }
    assert tags.tags <= ours
    assert not {name for name in tags.attributes if name.startswith("on")}
    assert "src" not in tags.attributes
    assert "href" not in tags.attributes
    assert acting(page) == set()
    assert any("<img src=x" in text for text in tags.texts)
    assert "default-src 'none'" in page


def test_json_says_the_same_as_the_text(folder: Path) -> None:
    result = explain(folder, document(folder, "OSLO (HP) - Rain."), "--json", "--why-not", "Rain")
    said: dict[str, Any] = json.loads(result.stdout)
    assert said["routing"] == "source"
    assert said["lines"][0]["parts"][0] == {"text": "OSLO (HP) - ", "kind": "dateline", "rules": ["hp.example/place"]}
    assert said["why_not"][0]["near"][0]["rule"] == "hp.example/place"


def test_the_report_is_yaml_that_holds_the_removed_text(folder: Path) -> None:
    row = {"text": f"Save “all”: 100 % \\ of 'it' # now\n{STORY}"}
    result = explain(folder, "-", "--report", stdin=json.dumps(row).encode())
    assert yaml.safe_load(result.stdout) == {"spares": ["Save “all”: 100 % \\ of 'it' # now"]}


def test_the_report_of_a_line_that_stayed_is_what_a_rule_should_strip(folder: Path) -> None:
    result = explain(folder, document(folder, "Share it"), "--report", "--why-not", "share")
    assert yaml.safe_load(result.stdout) == {"strips": ["Share it"]}


def test_why_not_takes_a_number_or_a_text(folder: Path) -> None:
    path = document(folder, "Safe", "To save")
    by_text = shown(explain(folder, path, "--why-not", "TO SAVE"))
    assert by_text == shown(explain(folder, path, "--why-not", "2"))
    assert by_text[-2].startswith("  hp.example/save")
    assert by_text[-1] == '    starts: "Save" is inside the line "To save"'


@pytest.mark.parametrize(("line", "says"), [("9", "the document has lines 1 to 2"), ("unheard", "no line contains")])
def test_a_missing_line_is_a_usage_error(folder: Path, line: str, says: str) -> None:
    result = explain(folder, document(folder, "Save"), "--why-not", line)
    assert result.exit_code == 2
    assert says in result.output


def test_a_line_that_extraction_left_out_of_a_page_is_said_to_be_missing_from_its_text(folder: Path) -> None:
    page = folder / "page.html"
    page.write_text(f"<nav>Home</nav><article><h1>Harbour</h1><p>{STORY * 4}</p></article>", "utf-8")
    result = explain(folder, str(page), "--why-not", "Home")
    assert "no line contains 'Home'; the text that extraction took from the page" in " ".join(result.output.split())


def test_rows_are_chosen_by_number_or_by_id(folder: Path) -> None:
    rows = folder / "rows.jsonl"
    rows.write_text('{"text": "One."}\n\n{"id": "b", "text": "Two."}\n', "utf-8")
    assert shown(explain(folder, f"{rows}#1"))[-1] == "1   One."
    assert shown(explain(folder, f"{rows}#3"))[-1] == "1   Two."
    assert shown(explain(folder, str(rows), "--id", "b"))[-1] == "1   Two."
    assert shown(explain(folder, str(rows), "--id", "rows#1"))[-1] == "1   One."


@pytest.mark.parametrize(
    ("name", "says"),
    [("rows.jsonl", "holds 2 rows"), ("rows.jsonl#2", "no row"), ("none.txt", "no such file"), (".", "is a folder")],
)
def test_a_missing_document_is_an_error_that_names_it(folder: Path, name: str, says: str) -> None:
    (folder / "rows.jsonl").write_text('{"text": "One."}\n\n{"id": "b", "text": "Two."}\n', "utf-8")
    result = explain(folder, str(folder / name))
    assert isinstance(result.exception, RunError)
    assert says in str(result.exception)


@pytest.mark.parametrize("stdin", [f"Save\n{STORY}".encode(), json.dumps({"text": f"Save\n{STORY}"}).encode()])
def test_standard_input_may_be_a_text_or_a_row(folder: Path, stdin: bytes) -> None:
    assert shown(explain(folder, "-", stdin=stdin))[-2:] == ["1 - Save  <share: hp.example/save>", f"2   {STORY}"]


def test_a_document_that_cannot_be_cleaned_is_a_finding(folder: Path) -> None:
    result = explain(folder, "-", stdin=b" \n ")
    assert "rejected: empty" in result.stderr
    assert CliRunner().invoke(group, ["explain", "-"], input=b" ", standalone_mode=False).return_value == 1


def test_a_document_is_explained_as_a_run_with_these_settings_cleans_it(folder: Path) -> None:
    page = folder / "page.html"
    page.write_text(f"<nav>Home</nav><article><h1>Harbour</h1><p>“{STORY * 4}”</p></article>", "utf-8")
    straight = json.loads(explain(folder, str(page), "--quotes", "straight", "--json").output)
    assert straight["lines"][0]["parts"][0]["text"].startswith('"The')
    everything = json.loads(explain(folder, str(page), "--extractor", "resiliparse", "--json").output)
    assert everything["lines"] != json.loads(explain(folder, str(page), "--json").output)["lines"]
