"""
A pack as YAML: from the model back to a text that reads as the same model.

The model is first turned into a tree of mappings, lists and scalars, in the order of the grammar and without what is
default anyway; then the tree is laid out. `rewrite.py` uses the same trees to change a text that exists.
"""

from __future__ import annotations

from decimal import Decimal

from ..page import Selectors
from .grammar import GRAMMAR, HTML_KEYS
from .model import (
    MAX_BLOCK_LINES,
    MAX_SHARE,
    AllOf,
    AnyOf,
    BlockUnit,
    Condition,
    Example,
    Fingerprint,
    IsKind,
    IsTitle,
    LiftInto,
    Like,
    LineShape,
    LineUnit,
    Literal,
    Matches,
    Named,
    Not,
    Prose,
    Rule,
    RulePack,
    Seen,
    SpanUnit,
    TextStart,
    Unit,
    Where,
)
from .references import REFERENCE
from .yaml_layout import Entries, Pattern, YamlValue, lay_out

Pairs = list[tuple[str, YamlValue]]


def write(pack: RulePack) -> str:
    """
    The pack as a new YAML text: `parse` reads it as the same model.

    >>> from .parse_pack import parse
    >>> print(write(parse("agencies/a", "{uses: [agencies/b], grammar: 1, lists: {x: Save}}")[0]), end="")
    grammar: 1
    uses: [agencies/b]
    lists: {x: Save}
    """
    return lay_out(pack_tree(pack))


def pack_tree(pack: RulePack) -> Entries:
    """A pack as a tree."""
    pairs: Pairs = [("grammar", GRAMMAR)]
    if pack.publisher:
        pairs.append(("publisher", pack.publisher))
    if pack.domains:
        pairs.append(("domains", pack.domains))
    if pack.languages:
        pairs.append(("languages", pack.languages))
    if pack.fingerprints:
        pairs.append(("fingerprints", tuple(map(_fingerprint, pack.fingerprints))))
    if pack.uses:
        pairs.append(("uses", pack.uses))
    if pack.lists:
        pairs.append(("lists", Entries(tuple((name, _texts(texts)) for name, texts in pack.lists))))
    if pack.tests:
        pairs.append(("tests", Entries(tuple((name, _condition(test)) for name, test in pack.tests))))
    if pack.html:
        pairs.append(("html", tuple(map(_selectors, pack.html))))
    pairs += _settings(pack)
    if pack.rules:
        pairs.append(("rules", tuple(map(rule_tree, pack.rules))))
    return Entries(tuple(pairs), block=True)


def _settings(pack: RulePack) -> Pairs:
    pairs: Pairs = []
    if pack.max_share != MAX_SHARE:
        pairs.append(("max_share", Decimal(repr(pack.max_share))))
    if pack.status != "stable":
        pairs.append(("status", pack.status))
    if pack.override:
        pairs.append(("override", True))
    if pack.seen is not None:
        pairs.append(("seen", _seen(pack.seen)))
    return pairs


def rule_tree(rule: Rule) -> Entries:
    """A rule as a tree."""
    pairs: Pairs = [("id", rule.name.id), ("kind", rule.kind), (rule.verb, _unit(rule.unit))]
    if rule.where != Where():
        pairs.append(("where", _where(rule.where)))
    if rule.alone:
        pairs.append(("alone", True))
    if rule.needs:
        pairs.append(("needs", tuple(need.id for need in rule.needs)))
    if rule.confirm:
        pairs.append(("confirm", _texts(rule.confirm_written or escaped(rule.confirm))))
    if rule.unless is not None:
        pairs.append(("unless", _condition(rule.unless)))
    if rule.lift:
        pairs.append(("lift", Entries(tuple(map(_lift, rule.lift)))))
    pairs.append(("strips", tuple(map(_example, rule.strips))))
    pairs.append(("spares", tuple(map(_example, rule.spares))))
    if rule.standalone:
        pairs.append(("standalone", True))
    if rule.seen is not None:
        pairs.append(("seen", _seen(rule.seen)))
    return Entries(tuple(pairs), block=True)


def _seen(seen: Seen) -> Entries:
    return Entries((("pages", seen.pages), ("last", seen.last)))


def _texts(texts: tuple[str, ...]) -> YamlValue:
    return texts[0] if len(texts) == 1 else texts


def _where(where: Where) -> str:
    return f"{where.place} {where.count}" if where.count else where.place


def _fingerprint(fingerprint: Fingerprint) -> Entries:
    pairs: Pairs = [("line", _condition(fingerprint.condition))]
    if fingerprint.where != Where():
        pairs.append(("where", _where(fingerprint.where)))
    return Entries(tuple(pairs))


def _selectors(selectors: Selectors) -> Entries:
    values = ((key.name, getattr(selectors, key.name)) for key in HTML_KEYS)
    return Entries(tuple((name, value) for name, value in values if value))


def _unit(unit: Unit) -> Entries:
    if isinstance(unit, BlockUnit):
        return Entries((("block", _block(unit)),))
    if isinstance(unit, SpanUnit) and unit.name:
        return Entries((("span", f"@{unit.name}"),))
    return Entries((("line" if isinstance(unit, LineUnit) else "span", _condition(unit.condition)),))


def _block(unit: BlockUnit) -> Entries:
    pairs: Pairs = [("from", "start" if isinstance(unit.opens, TextStart) else _condition(unit.opens))]
    if unit.to_end:
        pairs.append(("to", "end"))
    elif unit.to is not None:
        pairs.append(("to", _condition(unit.to)))
    elif unit.during is not None:
        pairs.append(("while", _condition(unit.during)))
    if unit.max_lines != MAX_BLOCK_LINES:
        pairs.append(("max_lines", unit.max_lines))
    return Entries(tuple(pairs))


def _condition(condition: Condition) -> YamlValue:
    """A condition as a reference, or a mapping: of several keys where all must be true and no key would come twice."""
    if isinstance(condition, Named):
        return f"@{condition.name}"
    if isinstance(condition, Literal) and condition.how == "equals" and len(condition.written) == 1:
        written = condition.written[0]
        return written if REFERENCE.fullmatch(written) else Entries((("equals", written),))
    if isinstance(condition, AllOf) and any(isinstance(part, Named) for part in condition.conditions):
        return Entries((("all", tuple(map(_condition, condition.conditions))),))
    if isinstance(condition, AllOf) and len(condition.conditions) > 1:
        pairs = tuple(map(_pair, condition.conditions))
        if len(dict(pairs)) == len(pairs):
            return Entries(pairs)
    return Entries((_pair(condition),))


def escaped(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Texts as a pack has them: an at sign that would begin a reference is doubled."""
    return tuple(f"@{text}" if text.startswith("@") else text for text in texts)


def _pair(condition: Condition) -> tuple[str, YamlValue]:
    """A condition as one key and its value."""
    if isinstance(condition, Literal):
        return condition.how, _texts(condition.written or escaped(condition.texts))
    if isinstance(condition, Matches):
        return "matches", _texts(tuple(map(Pattern, condition.patterns)))
    if isinstance(condition, Like):
        return "like", _texts(condition.written or condition.texts)
    if isinstance(condition, IsKind):
        return "is", _texts(condition.kinds)
    if isinstance(condition, IsTitle):
        return "title", True
    if isinstance(condition, Prose):
        return "prose", condition.size
    if isinstance(condition, Not):
        return "not", _condition(condition.condition)
    if isinstance(condition, LineShape):
        return condition.name, condition.size or True
    assert not isinstance(condition, TextStart), "only a block begins there"
    parts = (condition,) if isinstance(condition, Named) else condition.conditions
    return "any" if isinstance(condition, AnyOf) else "all", tuple(map(_condition, parts))


def _lift(lift: LiftInto) -> tuple[str, YamlValue]:
    if not lift.split and lift.each is None:
        return lift.field, lift.group
    pairs: Pairs = [("group", lift.group)] if lift.group != "text" else []
    if lift.split:
        pairs.append(("split", _texts(lift.split)))
    if lift.each is not None:
        pairs.append(("each", lift.each))
    return lift.field, Entries(tuple(pairs))


def _example(example: Example) -> YamlValue:
    pairs: Pairs = [("text", example.text)]
    if example.leaves is not None:
        pairs.append(("leaves", example.leaves))
    if example.lifts is not None:
        pairs.append(("lifts", Entries(example.lifts)))
    if example.title:
        pairs.append(("title", example.title))
    if example.language:
        pairs.append(("language", example.language))
    if example.kind:
        pairs.append(("is", example.kind))
    return Entries(tuple(pairs)) if len(pairs) > 1 else example.text
