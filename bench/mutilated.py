"""
Ten thousand broken pages: each must give a record or a rejection, and none may hang or kill the process.

    python -m bench mutilated

Each page is broken in two ways that are drawn by its number, so that a page that fails can be made again. A process of its
own reads them. If it dies or prints nothing for a minute, the page is named and a new process continues after it.
"""

from __future__ import annotations

import lzma
import os
import random
import re
import selectors
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import orjson

from .measure import PYTHON, ROOT

Break = Callable[[bytes, random.Random], bytes]

MAX_SILENT_SECONDS = 60
"""Without a result for longer, a page counts as a hang. A page at the limit of nodes takes half of that."""

PROSE = b"The mill above the village has stood still since the river changed its bed, and nobody has missed it. "
PAGE = (
    b'<!doctype html><html><head><meta charset="utf-8"><title>The mill</title><script type="application/ld+json">'
    b'{"@type":"NewsArticle","headline":"The mill","author":[{"name":"Ann Lee"}]}</script></head><body><nav><ul><li>'
    b'<a href="/">Home</a></ul></nav><article class="story"><h1>The mill</h1>'
    + b'<p class="text">%b<a href="/x">weir</a></p><aside class="related"><a href="/y">More</a></aside>'
    % (PROSE * 3)
    * 30
    + b"<ul><li>one<li>two</ul><table><tr><td>a<td>b</table></article><footer>The Post</footer></body></html>"
)
TAG = re.compile(rb"<[^>]*>")
NESTED = (b"<div>", b"<b>", b"<a><p>", b"<table><tr><td>", b"<ul><li>", b"<svg><g>", b"<font><span>", b"<template>")
OPENERS = (
    b"<!--",
    b"<script>",
    b"<style>",
    b"<textarea>",
    b"<title>",
    b"<![CDATA[",
    b'<a title="',
    b"<svg>",
    b"<select>",
)
CODECS = ("utf-8", "latin-1", "cp1251", "utf-16", "utf-16-le", "gb18030", "shift_jis", "iso2022_jp", "utf-7", "utf-32")


def _without_tags(page: bytes, dice: random.Random) -> bytes:
    share = dice.choice((0.05, 0.3, 0.9))
    return TAG.sub(lambda tag: b"" if dice.random() < share else tag[0], page)


def _unclosed(page: bytes, dice: random.Random) -> bytes:
    share = dice.random()
    return re.sub(rb"</[^>]*>", lambda tag: b"" if dice.random() < share else tag[0], page)


def _nested(page: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(page))
    return page[:at] + dice.choice(NESTED) * dice.choice((100, 900, 10_000)) + page[at:]


def _attributes(page: bytes, dice: random.Random) -> bytes:
    """Up to 50 MB of attributes in one tag: many of them, or a long one."""
    size = 50_000_000 if dice.random() < 0.005 else dice.choice((1_000, 100_000))
    many = b" ".join(b"a%d=%d" % (number, number) for number in range(size // 12))
    at = max(0, page.find(b">", dice.randrange(len(page))))
    return page[:at] + b" " + dice.choice((many, b'title="%b"' % (b"x" * size))) + page[at:]


def _charset(page: bytes, dice: random.Random) -> bytes:
    """Written in one encoding and declared as another, or as one that does not exist."""
    text = page.decode("utf-8", "replace")
    declared = dice.choice((*CODECS, "none", "x-user-defined"))
    text = re.sub(r'charset="?[\w-]+"?', f'charset="{declared}"', text, count=1)
    return text.encode(dice.choice(CODECS), "replace")


def _flipped(page: bytes, dice: random.Random) -> bytes:
    broken = bytearray(page)
    for _ in range(max(1, len(page) // dice.choice((20, 1_000, 20_000)))):
        broken[dice.randrange(len(broken))] = dice.randrange(256)
    return bytes(broken)


def _opened(page: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(page))
    return page[:at] + dice.choice(OPENERS) + page[at:]


def _repeated(page: bytes, dice: random.Random) -> bytes:
    for _ in range(5):
        start, at = dice.randrange(len(page)), dice.randrange(len(page))
        page = page[:at] + page[start : start + dice.randrange(2_000)] * dice.randint(1, 3) + page[at:]
    return page


BREAKS: dict[str, Break] = {
    "cut": lambda page, dice: page[: dice.randrange(len(page)) + 1],
    "begins late": lambda page, dice: page[dice.randrange(len(page)) :],
    "without tags": _without_tags,
    "unclosed": _unclosed,
    "nested": _nested,
    "attributes": _attributes,
    "charset": _charset,
    "flipped": _flipped,
    "opened": _opened,
    "repeated": _repeated,
    "without quotes": lambda page, dice: page.replace(b'"', b"", dice.randint(1, 50)),
    "entities": lambda page, dice: page.replace(b" ", dice.choice((b"&nbsp", b"&#0;", b"&#x110000;", b"\0")), 500),
}


def sources() -> list[bytes]:
    """Real pages if `CLEANER_EVAL` names a folder of them, else an invented one."""
    folder = os.environ.get("CLEANER_EVAL", "")
    pages: list[bytes] = []
    for path in sorted(Path(folder).glob("*.jsonl.xz")) if folder else []:
        if ".lines." not in path.name:
            with lzma.open(path, "rb") as lines:
                pages += [orjson.loads(line)["html"].encode("utf-8", "replace") for line in islice(lines, 100)]
    return pages or [PAGE]


def broken(pages: list[bytes], number: int) -> tuple[bytes, str]:
    """The page with this number, and how it was broken."""
    dice = random.Random(number)
    names = dice.sample(list(BREAKS), 2)
    page = dice.choice(pages)
    for name in names:
        page = BREAKS[name](page or b" ", dice)
    return page, " + ".join(names)


def read(first: int, last: int) -> None:
    """Read the pages with these numbers and print a line for each: number, reason, milliseconds, how it was broken."""
    from cleaner.clean import process
    from cleaner.document import Raw
    from cleaner.packs.load import load
    from cleaner.record import Rejected

    pages, rulebook = sources(), load()
    for number in range(first, last):
        page, how = broken(pages, number)
        start = time.perf_counter()
        result = process(Raw(str(number), page, kind="html"), rulebook)
        spent = (time.perf_counter() - start) * 1e3
        reason = (
            f"{result.reason} {result.detail if result.reason == 'fault' else ''}"
            if isinstance(result, Rejected)
            else "record"
        )
        print(number, reason.strip(), f"{spent:.1f}", how, sep="\t", flush=True)


def measure(count: int) -> None:
    """Print the results, the slowest page, and every fault, crash and hang."""
    reasons: Counter[str] = Counter()
    slowest, failed, number = (0.0, ""), [], 0
    while number < count:
        for line in _watched(number, count):
            at, reason, spent, how = line.split("\t")
            number = int(at) + 1
            reasons[reason] += 1
            slowest = max(slowest, (float(spent), f"page {at}: {how}"))
        if number < count:
            failed.append(f"page {number}: {broken(sources(), number)[1]}")
            number += 1
    print(f"\n{count} mutilated pages: " + ", ".join(f"{many} {reason}" for reason, many in reasons.most_common()))
    print(f"the slowest {slowest[0] / 1e3:.1f} s ({slowest[1]}); crashes and hangs: {len(failed)}", *failed, sep="\n  ")


def _watched(first: int, last: int) -> list[str]:
    """
    What a separate process prints until it ends, dies, or is silent for too long. (Its output is not buffered, because `select`
    cannot see lines that are already in a buffer.)
    """
    command = [PYTHON, "-c", f"from bench.mutilated import read; read({first}, {last})"]
    printed: list[str] = []
    with (
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, bufsize=0) as child,
        selectors.DefaultSelector() as waiting,
    ):
        assert child.stdout is not None
        waiting.register(child.stdout, selectors.EVENT_READ)
        while waiting.select(MAX_SILENT_SECONDS) and (line := child.stdout.readline()):
            printed.append(line.decode().rstrip("\n"))
        child.kill()
    return printed
