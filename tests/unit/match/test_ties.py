"""Each tie is there for a reason: a document that a fresh run cleans otherwise than the join of its text and spans."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import pytest

from cleaner.clean import CleanedApart, process
from cleaner.document import Raw
from cleaner.match.rulebook import Rulebook
from cleaner.rejoin import rejoin
from cleaner.rule.parse_pack import parse
from cleaner.settings import Settings
from cleaner.stand_off import TIES

Rule = dict[str, Any]


def line(text: str, verb: str = "drop", **more: Any) -> Rule:
    return {verb: {"line": {"equals": text}}, **more}


def span(text: str, **more: Any) -> Rule:
    return {"drop": {"span": {"contains": text}}, **more}


def block(first: str, **more: Any) -> Rule:
    placed: Rule = {key: more.pop(key) for key in ("where", "unless", "needs") if key in more}
    return {"drop": {"block": {"from": {"equals": first}, **more}}, **placed}


END = {"equals": "e"}


class Case(NamedTuple):
    """A text, the rules of its pack by id (`r` is kept), and the share that the pack may take."""

    text: str
    rules: dict[str, Rule]
    share: float = 1


HANGS: dict[str, list[Case]] = {
    "residue": [Case("axyb", {"r": span("x"), "s": span("y"), "new": line("ab", "find")})],
    "block": [
        Case("A.|h|u|m|e", {"r": line("u"), "s": block("h", to=END, max_lines=3)}),
        Case("A.|h|i|u|i|B.", {"r": line("u"), "s": block("h", **{"while": {"equals": "i"}})}),
        Case("A.|h|u|e|B.", {"r": line("u"), "s": block("h", to=END, unless={"equals": "u"})}),
    ],
    "place": [
        Case("A.|t|u", {"r": line("u"), "s": line("t", where="tail 1")}),
        Case("u|t|A.", {"r": line("u"), "s": line("t", where="head 1")}),
        Case("A.|t|h|m|e", {"r": block("h", to=END), "s": line("t", where="tail 2")}),
    ],
    "nth": [Case("A.|q|u", {"r": line("u"), "s": line("q", where="nth 2", needs=["r"])})],
    "kept": [Case("u z|A.", {"r": line("u z", lift={"title": "text"}), "s": line("u z", "keep")})],
    "suspect": [Case("A story.|u|t", {"r": line("u"), "s": line("t")}, 0.2)],
    "second-look": [
        Case(
            "a|h|i|s|e|i",
            {"r": line("h"), "s": block("h", **{"while": {"equals": "i"}}, where="tail 1"), "t": block("s", to=END)},
        )
    ],
}
CASES = [
    pytest.param(reason, case, id=f"{reason}-{n}") for reason, cases in HANGS.items() for n, case in enumerate(cases)
]


def cleaned(case: Case, *kept: str) -> CleanedApart:
    rules = [{"id": id_, "kind": "other", **rule, "strips": ["x"], "spares": ["y"]} for id_, rule in case.rules.items()]
    data = {"grammar": 1, "publisher": "P", "domains": ["p.example"], "max_share": case.share, "rules": rules}
    pack, faults = parse("publishers/p.example", json.dumps(data))
    assert pack is not None, faults
    raw = Raw("a", case.text.replace("|", "\n"), given={"source": "p.example", "language": "en"})
    result = process(
        raw, Rulebook([pack], keep_rules=[f"p.example/{id_}" for id_ in kept]), Settings(stand_off="texts")
    )
    assert isinstance(result, CleanedApart), result
    return result


def ties(result: CleanedApart, id_: str) -> set[str]:
    return {tie.reason for tie in result.apart.ties if tie.rule == f"p.example/{id_}"}


@pytest.mark.parametrize(("reason", "case"), CASES)
def test_what_hangs_on_a_rule_is_told_and_is_not_what_the_join_gives(reason: str, case: Case) -> None:
    before, fresh = cleaned(case), cleaned(case, "r")
    assert reason in ties(before, "r")
    left = [one for one in before.apart.spans if one.rule != "p.example/r"]
    assert rejoin(before.record, before.apart.text, left, fresh.record.metadata.cleaner) != fresh.record


def test_every_reason_has_a_case() -> None:
    assert HANGS.keys() == TIES.keys()


FREE = {
    "a block that is short enough even with the line": Case("A.|h|u|e|B.", {"r": line("u"), "s": block("h", to=END)}),
    "a run that goes on over the line by itself": Case(
        "A.|h|i|i|B.", {"r": line("i"), "s": block("h", **{"while": {"equals": "i"}})}
    ),
    "a rule that is near enough to the end anyway": Case("A.|t|u", {"r": line("u"), "s": line("t", where="tail 2")}),
    "a kept rule that would lift nothing": Case("u z|A.", {"r": line("u z"), "s": line("u z", "keep")}),
    "a cut that is withheld for itself alone": Case("axb", {"r": span("x"), "new": line("ab", "find")}),
    "a block that nothing else opens": Case("A.|h|u|e|B.", {"r": block("h", to=END), "s": line("u")}),
    "a line that another rule takes too": Case(
        "A.|t|u", {"r": line("u"), "q": line("u"), "s": line("t", where="tail 1")}
    ),
    "a rule of the end that takes several lines itself": Case("A.|t|t", {"r": line("t", where="tail 1")}),
}


@pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in FREE.items()])
def test_where_nothing_hangs_on_a_rule_there_is_no_tie(case: Case) -> None:
    before, fresh = cleaned(case), cleaned(case, "r")
    assert ties(before, "r") == set()
    left = [one for one in before.apart.spans if one.rule != "p.example/r"]
    assert rejoin(before.record, before.apart.text, left, fresh.record.metadata.cleaner) == fresh.record
