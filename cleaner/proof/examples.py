"""
Run a rule's examples: by itself the rule must take what it `strips`, and no rule of the pack may touch what it `spares`.

Each example is a document of its own: `where` counts its lines, and `needs` are taken as met.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from ..cut import cut
from ..document import Document
from ..edit import Decision
from ..errors import Fault
from ..match.rulebook import Bound
from ..page import PageFields
from ..rule.model import Example, Rule, RulePack
from ..rule_name import RuleName
from ..visibility import has_visible
from .untaken import untaken

ReadExample = Callable[[str], Document]
"""Turns the text of an example into a document."""


@dataclass(frozen=True, slots=True)
class ExampleOutcome:
    """
    The result of one example: its rule, `strips` or `spares`, its file and line, and what is wrong ("" if nothing). `why` adds
    the reason, which takes longer to find than that there is something wrong.
    """

    rule: RuleName
    polarity: str
    file: str
    line: int
    problem: str
    why: Callable[[], str] = str

    @property
    def fault(self) -> Fault:
        """The problem, as a fault at the example's line."""
        return Fault(self.file, self.line, f"`{self.rule.id}` {self.polarity}: {self.problem}{self.why()}")


def try_examples(pack: RulePack, read: ReadExample) -> Iterator[ExampleOutcome]:
    """Try every example of a pack."""
    whole = Bound.of_rules(pack.rules)
    for rule in pack.rules:
        alone = Bound.of_rules([replace(rule, needs=())] if rule.strips else ())
        for example in rule.strips:
            problem = _strips(rule, alone, example, read)
            why = partial(_why, rule, alone, example, read)
            yield ExampleOutcome(rule.name, "strips", rule.file, example.line, problem, why)
        for example in rule.spares:
            yield ExampleOutcome(rule.name, "spares", rule.file, example.line, _spares(whole, example, read))


def example_document(example: Example, read: ReadExample) -> Document:
    """The example as a document, with its title and its language. If it has `is`, all its lines are blocks of that kind."""
    document = read(example.text)
    if example.language:
        document = replace(document, language=example.language)
    if example.title:
        document = replace(document, fields=PageFields(title=example.title))
    return replace(document, blocks=(example.kind,) * len(document.lines)) if example.kind else document


def _strips(rule: Rule, alone: Bound, example: Example, read: ReadExample) -> str:
    result, decision, applied = cut(example_document(example, read), alone)
    if rule.verb == "keep":
        return "" if any(match.verb == "keep" for match in result.matches) else "the rule does not keep it"
    if rule.verb == "drop":
        left = " ".join(applied.text.split())
        wanted = " ".join((example.leaves or "").split())
        if left != wanted:
            return (
                f"leaves {left!r}, not {wanted!r}"
                if wanted
                else f"leaves {left!r}; it must take all, or say what it `leaves`"
            )
    elif not result.matches:
        return "the rule does not find it"
    return _lifts(example, decision)


def _why(rule: Rule, alone: Bound, example: Example, read: ReadExample) -> str:
    """Why the rule takes nothing of an example, in words that go on; "" if it takes something."""
    document = example_document(example, read)
    if cut(document, alone)[0].matches:
        return ""
    reason = untaken(rule, document)
    quotes = r"; `\n` breaks a line only in double quotes" if r"\n" in example.text else ""
    return f" ({reason})" * bool(reason) + quotes


def _lifts(example: Example, decision: Decision) -> str:
    got: dict[str, list[str]] = {}
    for _, lift in sorted(decision.lifts, key=lambda item: item[1].span):
        got.setdefault(lift.field, []).append(lift.value)
    for field, wanted in example.lifts or ():
        values = got.get(field, [])
        if isinstance(wanted, tuple):
            if tuple(values) != wanted:
                return f"lifts {field} {values!r}, not {list(wanted)!r}"
        elif not values or str(values[0]) != str(wanted):
            return f"lifts {field} {values[0] if values else None!r}, not {wanted!r}"
    if example.lifts is not None:
        unsaid = sorted(set(got) - {field for field, _ in example.lifts})
        if unsaid:
            return f"lifts {', '.join(unsaid)} as well: {got[unsaid[0]]!r}"
    return ""


def _spares(whole: Bound, example: Example, read: ReadExample) -> str:
    document = example_document(example, read)
    decision = cut(document, whole).decision
    for (start, end), rules, _ in decision.cuts:
        if has_visible(document.text[start:end]):
            return f"{rules[0]} takes {document.text[start:end]!r}"
    if decision.lifts:
        rule, lift = decision.lifts[0]
        return f"{rule} lifts {lift.field} {lift.value!r}"
    return ""
