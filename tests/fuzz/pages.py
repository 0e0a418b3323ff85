"""Pages of HTML, kept whole and not: a record that can be undone, or a rejection."""

from __future__ import annotations

from pathlib import Path

from cleaner.clean import process
from cleaner.document import Raw
from cleaner.settings import Settings
from tests.conftest import ROOT

from .outcome import comes_back, is_honest, rulebook
from .target import Target

TOKENS = (
    b"<p>", b"</p>", b"<div>", b"</div>", b"<article>", b"<table><tr><td>", b"<script>", b"</script>", b"<style>",
    b"<!--", b"-->", b"<![CDATA[", b"<svg>", b"<math>", b"<template>", b"<noscript>", b"<select><option>", b"<br>",
    b"<h1>", b"<li>", b"<pre>\n", b"&#0;", b"&#xd800;", b"&#x110000;", b"&nbsp;", b"&lt", b'<meta charset="utf-16">',
    b'<meta charset="punycode">', b'<base href="http://[">',
    b'<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "\\ud800", "author": [[]]}]}</script>',
    b'<link rel="canonical" href="https://www.zeit.de/a">', b'<meta property="og:url" content="//[">',
    b'<time datetime="0000-99-99">', b"<plaintext>", b"<frameset>", b"</body>", b"</html>", b"<body", b"<a href=x ",
    b" class='", b"<textarea>", b"<p hidden>",
)  # fmt: skip


def _seeds() -> list[bytes]:
    pages = sorted((ROOT / "tests/golden").rglob("in.html"))
    return [path.read_bytes() for path in pages if path.stat().st_size < 10_000]


def check(case: bytes, folder: Path) -> None:
    """A page as a file; every other one is kept whole."""
    raw = Raw("a", case, kind="html")
    result = process(raw, rulebook(), Settings(keep_raw=len(case) % 2 == 0))
    assert is_honest(result)
    assert comes_back(raw, result)


PAGES = Target("pages", _seeds(), check, cases=600, tokens=TOKENS)
