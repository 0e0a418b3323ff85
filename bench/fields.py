"""
How often title, authors and date are right: ours and trafilatura's side by side.

    python bench/fields.py GOLD.jsonl.xz... [--skip IDS.json] [--misses]

A line of gold has `html`, `url` and any of `gold_title`, `gold_authors`, `gold_date`. A field is scored on the pages whose
gold has it. A title is right if its letters and digits are those of the gold, authors if the sets of names are the same, a
date if the day is.
"""

from __future__ import annotations

import argparse
import ast
import json
import lzma
import re
from collections.abc import Callable, Iterator

from cleaner.extract import extract

Fields = tuple[str, frozenset[str], str]
NAMES = ("title", "authors", "date")


def compared(text: str) -> str:
    """The letters and digits of a text in lower case, which is what is compared."""
    return re.sub(r"[\W_]+", " ", text.lower()).strip()


def people(value: object) -> frozenset[str]:
    """Names from a list, from a list written as text, or from names separated by punctuation."""
    if isinstance(value, str):
        value = ast.literal_eval(value) if value.startswith("[") else re.split(r"[,;&]| and ", value)
    names = (compared(str(name)) for name in (value if isinstance(value, (list, tuple)) else ()))
    return frozenset(name for name in names if name)


def gold_fields(page: dict[str, object]) -> Fields:
    """The fields of the gold, empty if it has none."""
    title, date = str(page.get("gold_title") or ""), str(page.get("gold_date") or "")
    return compared(title), people(page.get("gold_authors") or ""), date[:10]


def our_fields(html: str, url: str) -> Fields:
    """The fields that this package finds."""
    fields = extract(html, url=url).fields
    return compared(fields.title), people(fields.authors), fields.created[:10]


def trafilatura_fields(html: str, url: str) -> Fields:
    """The fields that trafilatura finds."""
    from trafilatura import extract_metadata

    metadata = extract_metadata(html, default_url=url or None)
    authors = [name for name in (metadata.author or "").split(";") if name]
    return compared(metadata.title or ""), people(authors), (metadata.date or "")[:10]


def pages(paths: list[str], skip: frozenset[str]) -> Iterator[dict[str, object]]:
    """The pages of these files that are not skipped."""
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            yield from (page for page in map(json.loads, lines) if page["id"] not in skip)


def main() -> None:
    """Print a line for each file and field: pages with gold, the share that is right by us and by trafilatura."""
    parser = argparse.ArgumentParser(description=__doc__.strip().split("\n")[0])
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--skip", help="JSON file with ids to leave out, as keys or items")
    parser.add_argument("--misses", action="store_true", help="show where we are wrong and trafilatura is right")
    options = parser.parse_args()
    skip: frozenset[str] = frozenset()
    if options.skip:
        with open(options.skip, encoding="utf-8") as file:
            skip = frozenset(json.load(file))
    readers: tuple[Callable[[str, str], Fields], ...] = (our_fields, trafilatura_fields)
    for path in options.gold:
        right = {name: [0, 0, 0] for name in NAMES}
        for page in pages([path], skip):
            gold = gold_fields(page)
            ours, theirs = (read(str(page["html"]), str(page.get("url") or "")) for read in readers)
            for name, wanted, mine, other in zip(NAMES, gold, ours, theirs, strict=True):
                if wanted:
                    hits = (1, mine == wanted, other == wanted)
                    right[name] = [sum(pair) for pair in zip(right[name], hits, strict=True)]
                    if options.misses and mine != wanted:
                        sign = "!" if other == wanted else "?"
                        print(f"  {sign} {page['publisher']} {name}: {wanted!r} | ours {mine!r} | theirs {other!r}")
        print(path)
        for name, (count, mine_right, other_right) in right.items():
            if count:
                shares = f"ours {mine_right / count:6.1%}   trafilatura {other_right / count:6.1%}"
                print(f"  {name:8} {count:4} pages   {shares}")


if __name__ == "__main__":
    main()
