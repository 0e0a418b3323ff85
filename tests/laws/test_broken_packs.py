"""A broken pack does no harm: it gives a pack or a report of faults, and never a traceback."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaner.packs.load import bundled
from cleaner.rule.parse_pack import parse

PACKS = [path.read_text("utf-8") for path in sorted(bundled().rglob("*.yaml")) if path.stat().st_size < 12_000]
SCRAPS = st.sampled_from(
    ["", "~", "{", "}", "[", "]", "[]", "{}", ": ", "- ", "&a ", "*a", "!!python/object:os.system ", "'", '"', "\t", "\x00",
     "\ud800", "99999999999999999999", "-1", "1e999", "true", "null", "2025-02-31", "(?P<a>x)(?P<a>y)", "(((((", "\\", "\\b",
     "x{1001}", "end", "head 0", "nth 1", "@nothing", "needs: [title]", "where: nth 1", "keep: {line: {equals: x}}",
     "not: {is: heading}", '"\\ud800"']
)  # fmt: skip


@st.composite
def broken(draw: st.DrawFn) -> str:
    """A bundled pack with lines taken out, doubled, moved, cut and mixed with scraps."""
    lines = draw(st.sampled_from(PACKS)).split("\n")
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(lines) - 1)))
        other = draw(st.integers(0, max(0, len(lines) - 1)))
        line = lines[at] if lines else ""
        place = draw(st.integers(0, len(line)))
        scrap = draw(SCRAPS)
        change = draw(st.sampled_from(["out", "twice", "swap", "insert", "cut", "value", "indent"]))
        if change == "out":
            del lines[at : at + 1]
        elif change == "twice":
            lines.insert(at, line)
        elif change == "swap" and lines:
            lines[at], lines[other] = lines[other], lines[at]
        elif lines:
            key = line.split(":")[0]
            made = {"insert": line[:place] + scrap + line[place:], "cut": line[:place], "value": f"{key}: {scrap}"}
            lines[at] = made.get(change, " " * place + line)
    return "\n".join(lines)


@given(broken() | st.text(max_size=60))
def test_a_broken_pack_gives_a_pack_or_faults_with_lines(text: str) -> None:
    pack, faults = parse("publishers/a.example", text)
    assert (pack is None) == bool(faults)
    assert all(str(fault) and fault.line >= 0 for fault in faults)
