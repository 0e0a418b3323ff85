"""What packs use of each other, and what they must not."""

from __future__ import annotations

import pytest

from cleaner.page import Selectors
from cleaner.rule.model import RulePack
from cleaner.rule.parse_pack import parse
from cleaner.rule.uses import Packs, html_entries, used_by, uses_faults


def packs(**texts: str) -> Packs:
    """Packs by the names p, q (publishers), g, h (groups), a (an agency) and e (generic)."""
    found = {}
    for short, text in texts.items():
        name = NAMES[short]
        head = f"publisher: {short}\ndomains: [{short}.example]\n" if name.startswith("publishers/") else ""
        pack, faults = parse(name, f"grammar: 1\n{head}{text}", f"{short}.yaml")
        assert pack is not None, faults
        found[name] = pack
    return found


NAMES = {
    "p": "publishers/p.example", "q": "publishers/q.example", "g": "groups/g", "h": "groups/h", "a": "agencies/a",
    "e": "generic/en",
}  # fmt: skip
G, H = "uses: [groups/g]\n", "uses: [groups/h]\n"


def entries(of: Packs) -> list[Selectors]:
    return list(html_entries(of[NAMES["p"]], of))


def test_what_a_group_uses_is_used_by_its_publishers_and_nothing_twice() -> None:
    of = packs(p="uses: [groups/g, agencies/a]", g="uses: [groups/h, agencies/a]", h="uses: [agencies/a]", a="", q="")
    assert [pack.name for pack in used_by(of[NAMES["p"]], of)] == ["groups/g", "groups/h", "agencies/a"]
    assert list(used_by(of[NAMES["q"]], of)) == []


def test_the_entries_of_a_group_come_after_the_publishers_own() -> None:
    of = packs(p=G + "html: [{body: .own}]", g=H + "html: [{body: .group}]", h="html: [{body: .wider}]")
    assert [entry.body for entry in entries(of)] == [".own", ".group", ".wider"]


def test_what_an_entry_without_a_body_drops_is_dropped_by_all_entries_of_the_publisher_and_its_groups() -> None:
    of = packs(
        p=G + "html: [{drop: aside}, {body: .own, drop: [.ad]}]", g="html: [{body: .group}, {drop: [.promo, aside]}]"
    )
    assert entries(of) == [Selectors(".own", (".ad", "aside", ".promo")), Selectors(".group", ("aside", ".promo"))]


def test_of_an_agency_only_the_rules_are_used() -> None:
    assert entries(packs(p="uses: [agencies/a]\nhtml: [{body: .own}]", a="html: [{drop: aside}]")) == [
        Selectors(".own")
    ]


@pytest.mark.parametrize(
    ("of", "says"),
    [
        (packs(p=G), ["p.yaml: uses `groups/g`, but there is no such pack; known: none"]),
        (
            packs(p="uses: [publishers/q.example]", q=""),
            ["p.yaml: uses `publishers/q.example`, a publisher's pack: what both need belongs in `groups/<name>.yaml`"],
        ),
        (packs(g="", a=G), ["a.yaml: uses `groups/g`, but only publishers and groups use groups"]),
        (packs(g="", e=G), ["e.yaml: uses `groups/g`, but only publishers and groups use groups"]),
        (
            packs(p=G, g=H, h=G),
            ["g.yaml: `uses` leads back to the pack itself", "h.yaml: `uses` leads back to the pack itself"],
        ),
        (
            packs(p=G + "html: [{drop: aside}]", g="html: [{drop: .ad}]"),
            ["p.yaml: `html` only drops: an entry with a `body` is missing, here or in a group that is used"],
        ),
        (packs(p=G + "html: [{drop: aside}]", g="html: [{body: .group}]"), []),
        (packs(p=G, g="html: [{drop: .ad}]"), []),
        (packs(p=G, q=G, g="uses: [agencies/a]", a=""), []),
    ],
)
def test_what_packs_must_not_use_is_a_fault(of: dict[str, RulePack], says: list[str]) -> None:
    assert [str(fault) for fault in uses_faults(of)] == says
