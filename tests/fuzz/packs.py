"""Packs of YAML: a pack that acts, or faults with their lines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

from cleaner.clean import process
from cleaner.document import Raw
from cleaner.errors import RuleError
from cleaner.match.rulebook import Rulebook
from cleaner.packs.load import bundled, read_pack

from .mutate import mutated
from .outcome import is_honest
from .target import Target

TOKENS = (
    b"~", b"[]", b"{}", b": ", b"- ", b"&a ", b"*a", b"<<: ", b"!!python/object:os.system ", b"!!binary ", b"!!set ",
    b"? ", b"|\n", b">-\n", b"---\n", b"...\n", b"%YAML 9.9\n", b"\t", b"0x7f", b"0o7", b"1_000", b".inf", b".nan",
    b"2025-02-31", b"12:30:45", b"yes", b"on", b"(?P<a>x)(?P<a>y)", b"(((((", b"\\b", b"\\pL", b"x{1001}", b"(x+)+$",
    b"[[:alpha:]]", b"(?i)", b"end", b"head 0", b"nth 1", b"tail 3", b"needs: [title]", b"where: nth 1",
    b"keep: {line: {equals: x}}", b"drop: {span: {matches: '.*'}}", b"not: {is: heading}",
    b"block: {from: {equals: a}, to: end}", b"lift: {authors: text}", b"confirm: [x]", b"unless: {short: 1}",
    b'"\\ud800"', b'"\\e[31m"', b"uses: [publishers/a.example]", b"override: true", b"max_share: 1e-9",
    b"languages: [xx]", b"domains: ['*']", b'html: [{body: "* * * * * * *"}]', b'html: [{body: ":is(:not(p))"}]',
    b'html: [{body: "p:nth-child(2n+1"}]',
)  # fmt: skip
TEXT = "Advertisement\n\nThe council met.\nShare this article\n5 min read\n"
PAGE = "<article><h1>Snow</h1><p>Snow fell on the hills.</p><aside><p>Share this article</p></aside></article>"


def _seeds() -> list[bytes]:
    return [path.read_bytes() for path in sorted(bundled().rglob("*.yaml")) if path.stat().st_size < 6_000]


def _mutated_pack(seeds: Sequence[bytes], tokens: Sequence[bytes], dice: Random) -> bytes:
    """Mostly line by line: bytes alone seldom leave YAML, and never a pack."""
    if dice.random() < 0.2:
        return mutated(seeds, tokens, dice)
    lines = dice.choice(seeds).split(b"\n")
    for _ in range(dice.choice((1, 1, 2, 4))):
        at, other = dice.randrange(len(lines)), dice.randrange(len(lines))
        line, step = lines[at], dice.randrange(7)
        key, _colon, value = line.partition(b":")
        if step == 0 and len(lines) > 1:
            del lines[at]
        elif step == 1:
            lines.insert(other, line)
        elif step == 2:
            lines[at : at + 2] = lines[at : at + 2][::-1]
        elif step == 3:
            lines[at] = key + b": " + dice.choice(tokens)
        elif step == 4:
            lines[at] = key + b":" + mutated([value], tokens, dice)
        elif step == 5:
            lines[at] = key + b":" + lines[other].partition(b":")[2]
        else:
            lines[at] = b"  " * dice.randint(0, 3) + line.lstrip()
    return b"\n".join(lines)


def check(case: bytes, folder: Path) -> None:
    """A pack's file; what loads must also clean a text and a page."""
    path = folder / "a.example.yaml"
    path.write_bytes(case)
    pack, faults = read_pack([path], "publishers/a.example")
    assert (pack is None) == bool(faults)
    last = len(case.decode("utf-8", "replace").splitlines()) + 1  # U+2028 and the like end a line of YAML
    if pack:
        try:
            book = Rulebook([pack])
        except RuleError as error:  # it uses a pack that is not here, or its needs run in a circle
            faults = list(error.faults)
    for fault in faults:
        assert fault.problem
        assert 0 <= fault.line <= last, fault
        str(fault).encode()
    if pack and not faults:
        given = {"source": "a.example"}
        assert is_honest(process(Raw("a", TEXT, given=given), book))
        assert is_honest(process(Raw("a", PAGE, kind="html", given=given), book))


PACKS = Target("packs", _seeds(), check, cases=1_500, tokens=TOKENS, make=_mutated_pack)
