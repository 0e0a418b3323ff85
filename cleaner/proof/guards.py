"""
Clauses that prove themselves: texts, made from a rule's own examples, that tell the rule from the rule without a clause.

| clause | the text | where none can be made |
|---|---|---|
| `where` | the first example, just outside the place (`places.py`) | the place does not bite |
| `alone` | an example, and the same again | never |
| `needs` | an example without what the rule needs | the needed rules act on each example, or are in another pack |
| `confirm` | an example without the lines, or the words, that confirm it | the example then is no match at all |
| `unless` | an example with words that excuse it, in its lines or among them | `unless` only has expressions, shapes and kinds |

Where none can be made, the author's own examples and goldens must show what the clause is for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from ..cut import cut
from ..document import Document
from ..fold import fold, lower
from ..match.fold_rule import fold_literal
from ..match.rulebook import Bound
from ..rule.model import AllOf, AnyOf, Condition, Example, Like, Literal, Named, Prose, Rule, RulePack
from ..rule.slots import SLOTS
from ..rule.template import Choice, Optional, Part, Slot, parse_template
from .examples import ReadExample, example_document
from .places import place_problem


def proves_itself(pack: RulePack, rule: Rule, clause: str, weaker: Rule, read: ReadExample) -> bool:
    """Whether a text can be made that tells a rule from the `weaker` one, which has lost a clause."""
    if clause == "where":
        return bool(rule.strips) and not place_problem(rule, read)
    if clause == "needs":
        beside = [one for one in pack.rules if one.name in rule.needs]
        texts = iter(rule.strips) if len(beside) == len(rule.needs) else iter(())
    else:
        rule, weaker, beside = replace(rule, needs=()), replace(weaker, needs=()), []
        texts = {"alone": _twice, "confirm": _unconfirmed, "unless": _excused}[clause](rule)
    strong, weak = Bound.of_rules([rule, *beside]), Bound.of_rules([weaker, *beside])
    documents = (example_document(text, read) for text in texts)
    return any(_effects(strong, document) != _effects(weak, document) for document in documents)


def _effects(bound: Bound, document: Document) -> tuple[Any, ...]:
    """What the rules do to a document: where they match, what goes, what is lifted."""
    result, decision, _ = cut(document, bound)
    return sorted((match.rule, match.span) for match in result.matches), decision.cuts, decision.lifts


def _twice(rule: Rule) -> Iterator[Example]:
    """The examples of a rule, each twice: it is not alone."""
    return (replace(example, text=f"{example.text}\n{example.text}") for example in rule.strips)


def _unconfirmed(rule: Rule) -> Iterator[Example]:
    """The examples of a rule without the lines that confirm them, then with these lines, but not the words."""
    phrases = list(map(fold_literal, rule.confirm))
    for example in rule.strips:
        lines = example.text.split("\n")
        left = [line for line in lines if not any(phrase in lower(fold(line)) for phrase in phrases)]
        yield replace(example, text="\n".join(left))
        yield replace(example, text="\n".join(_without(line, phrases) for line in lines))


def _without(line: str, phrases: list[str]) -> str:
    """A line without phrases. (Folding changes no length.)"""
    for phrase in phrases:
        while (at := lower(fold(line)).find(phrase)) >= 0:
            line = line[:at] + line[at + len(phrase) :]
    return line


def _excused(rule: Rule) -> Iterator[Example]:
    """The examples of a rule, with words on which its `unless` could hold in or after each line."""
    assert rule.unless is not None
    for example in rule.strips:
        lines = example.text.split("\n")
        for words in _words(rule.unless):
            for number, line in enumerate(lines):
                before, after = lines[:number], lines[number + 1 :]
                for changed in _with_words(line, words):
                    yield replace(example, text="\n".join([*before, changed, *after]))


def _with_words(line: str, words: str) -> Iterator[str]:
    """A line with words instead of it, at either end, instead of as many of its own there, and on a line after it."""
    own, count = line.split(), len(words.split())
    yield from (words, f"{words} {line}", f"{line} {words}", f"{line}\n{words}")
    yield " ".join([words, *own[count:]])
    yield " ".join([*own[:-count], words])


def _words(condition: Condition) -> Iterator[str]:
    """Words on which a condition could hold: its literals, its templates with the example of each slot, a long sentence."""
    if isinstance(condition, Literal):
        yield condition.texts[0]
    elif isinstance(condition, Like):
        yield "".join(map(_spelled, parse_template(condition.texts[0])))
    elif isinstance(condition, Prose):
        yield f"It rained {'on ' * condition.size}and on."
    elif isinstance(condition, Named):
        yield from _words(condition.condition)
    elif isinstance(condition, AnyOf):
        for part in condition.conditions:
            yield from _words(part)
    elif isinstance(condition, AllOf):
        firsts = [words for part in condition.conditions for words in islice(_words(part), 1)]
        yield from [" ".join(firsts)] if firsts else ()


def _spelled(part: Part) -> str:
    """A part of a template in words: all that may be missing, and the first of several choices."""
    if isinstance(part, Slot):
        return SLOTS[part.kind].example
    if isinstance(part, Optional):
        return "".join(map(_spelled, part.parts))
    return "".join(map(_spelled, part.choices[0])) if isinstance(part, Choice) else part
