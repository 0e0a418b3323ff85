"""One rule, read from YAML nodes: its verb, guards, lifts and examples."""

from __future__ import annotations

import re
from typing import Any

import yaml

from ..page import BLOCK_KINDS
from ..record_fields import LIFTABLE
from ..rule_name import RuleName
from . import expression
from .grammar import EXAMPLE_KEYS, LIFT_KEYS, RULE_KEYS
from .kinds import KINDS
from .model import (
    AllOf,
    AnyOf,
    BlockUnit,
    Condition,
    Example,
    IsTitle,
    LiftInto,
    LineShape,
    LineUnit,
    Matches,
    Named,
    Not,
    Prose,
    Rule,
    SpanUnit,
    TextStart,
    Unit,
    Where,
)
from .parse_condition import NO_TITLE_HERE, Context, asks, read_condition, read_where
from .parse_seen import read_seen
from .parse_unit import read_unit
from .references import read_entries
from .template_lifts import slot_lifts
from .yaml_reader import Node, NodeReader, describe, line_of

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
VERBS = ("drop", "keep", "find")


def read_rule(context: Context, pack: str, node: Node) -> Rule | None:
    """A rule of the pack with this short name; None if it has a fault."""
    reader = context.reader
    before = len(reader.faults)
    keys = reader.mapping(node, RULE_KEYS, "a rule")
    if keys is None:
        return None
    id_ = reader.text(keys["id"], "`id`") if "id" in keys else None
    if id_ is not None and not ID.fullmatch(id_):
        reader.fault(keys["id"], f"`id` must be lower-case words joined by hyphens, not `{id_}`")
    kind = reader.text(keys["kind"], "`kind`", KINDS) if "kind" in keys else None
    verbs = [verb for verb in VERBS if verb in keys]
    if len(verbs) != 1:
        reader.fault(
            node, f"a rule has exactly one verb, drop, keep or find; this one has {', '.join(verbs) or 'none'}"
        )
        return None
    unit = read_unit(context, keys[verbs[0]], verbs[0])
    where = read_where(reader, keys["where"]) if "where" in keys else Where()
    needs = reader.texts(keys["needs"], "`needs`") if "needs" in keys else ()
    confirm, written = _confirm(context, keys["confirm"]) if "confirm" in keys else ((), ())
    unless = read_condition(context, keys["unless"]) if "unless" in keys else None
    lift = _lifts(reader, keys["lift"], unit) if "lift" in keys else ()
    strips = reader.each(keys["strips"], "`strips`", lambda item: _example(context, item)) if "strips" in keys else ()
    spares = reader.each(keys["spares"], "`spares`", lambda item: _example(context, item)) if "spares" in keys else ()
    standalone, alone = (
        name in keys and bool(reader.flag(keys[name], f"`{name}`")) for name in ("standalone", "alone")
    )
    seen = read_seen(reader, keys["seen"]) if "seen" in keys else None
    if len(reader.faults) > before or unit is None or where is None or id_ is None or kind is None:
        return None
    rule = Rule(
        RuleName(pack, id_), kind, verbs[0], unit, where, tuple(RuleName(pack, need) for need in needs), confirm, unless,
        lift, strips, spares, standalone, alone, seen, line_of(node), reader.file, written,
    )  # fmt: skip
    for problem in _contradictions(rule):
        reader.fault(node, f"`{id_}`: {problem}")
    return rule


def _confirm(context: Context, node: Node) -> tuple[tuple[str, ...], tuple[str, ...]]:
    texts, written = read_entries(context.reader, context.names, node, "`confirm`")
    if any("\n" in phrase for phrase in texts):
        context.reader.fault(node, "`confirm` contains a line break; a phrase must fit on one line")
    return texts, written


def _contradictions(rule: Rule) -> list[str]:
    """What the laws forbid within a single rule; docs/decisions gives the reasons."""
    problems = []
    unit = rule.unit
    if isinstance(unit, BlockUnit) and unit.to_end and not rule.confirm:
        problems.append(
            "`to: end` takes everything that follows, so it needs `confirm`, a phrase that must occur there"
        )
    if rule.where.place == "nth" and not rule.needs:
        problems.append("`where: nth` is only allowed with `needs`, a rule that recognizes this publisher's pages")
    if rule.where.place == "nth" and isinstance(unit, BlockUnit):
        problems.append("`where: nth` is for lines and spans; a block begins where its `from` is true")
    if rule.verb == "keep" and (rule.needs or rule.confirm or rule.where.place == "nth"):
        problems.append("a `keep` may depend on nothing but its own line: no needs, confirm or nth")
    if rule.verb == "keep" and rule.unless is not None and isinstance(unit, BlockUnit):
        problems.append("a `keep` of a block cannot have `unless`: the block could grow until it reaches such a line")
    problems += _guards(rule)
    if rule.verb == "keep" and rule.lift:
        problems.append("a `keep` cannot lift; write a `find` beside it")
    if not isinstance(unit, BlockUnit) and rule.where.place != "nth" and asks_shape(unit.condition):
        problems.append("headline, all_caps and short are only allowed with `where: nth` or inside a block")
    if not rule.strips or not rule.spares:
        problems.append("needs at least one example of what it strips and one of what it spares")
    return problems


def _guards(rule: Rule) -> list[str]:
    """What is wrong with the start of the text, the title, prose and `alone` in a rule."""
    problems, unit = [], rule.unit
    if isinstance(unit, BlockUnit):
        its = [test for test in (unit.opens, unit.to, unit.during) if test is not None]
        if isinstance(unit.opens, TextStart) and (
            unit.to is None or rule.unless is None or rule.where.place != "anywhere"
        ):
            problems.append(
                "`from: start` takes whatever stands there, so it needs `to`, a line, and `unless`, for example"
                " `unless: {prose: 150}`, and it has no `where`"
            )
    else:
        its = [unit.condition]
    if rule.verb == "keep" and any(asks(test, IsTitle | TextStart) for test in its):
        problems.append("a `keep` may depend on nothing but its own line: no `title` and no `from: start`")
    if rule.unless is not None and asks(rule.unless, IsTitle):
        problems.append(NO_TITLE_HERE.format("unless"))
    if any(asks(test, Prose) for test in its):
        problems.append("`prose` is only allowed inside `not` and `unless`: prose is what an article is made of")
    if rule.alone and (
        rule.where.place not in ("head", "tail") or not isinstance(unit, LineUnit) or rule.verb == "keep"
    ):
        problems.append("`alone` is for a `drop` or `find` of lines with `where: head` or `where: tail`")
    return problems


def asks_shape(condition: Condition) -> bool:
    """Whether a condition asks for a shape. (`max_chars` does not count: it only limits what other conditions find.)"""
    if isinstance(condition, Named):
        return asks_shape(condition.condition)
    if isinstance(condition, LineShape):
        return condition.name != "max_chars"
    if isinstance(condition, Not):
        return asks_shape(condition.condition)
    return isinstance(condition, AllOf | AnyOf) and any(map(asks_shape, condition.conditions))


def patterns(condition: Condition | None) -> tuple[str, ...]:
    """The expressions that can match where a condition is true, so that their groups can be lifted."""
    if isinstance(condition, Matches):
        return condition.patterns
    if isinstance(condition, AllOf | AnyOf):
        return tuple(pattern for part in condition.conditions for pattern in patterns(part))
    return patterns(condition.condition) if isinstance(condition, Named) else ()


def _groups(unit: Unit | None) -> set[str]:
    """The names of all groups of a unit's expressions, and the fields that slots of its templates fill."""
    if isinstance(unit, BlockUnit):
        conditions: tuple[Condition | None, ...] = (unit.opens, unit.to, unit.during)
    else:
        conditions = (unit.condition,) if isinstance(unit, LineUnit | SpanUnit) else ()
    named = {name for one in conditions for pattern in patterns(one) for name in expression.groups(pattern)}
    return named | ({lift.group for lift in slot_lifts(unit)} if unit is not None else set())


def _lifts(reader: NodeReader, node: Node, unit: Unit | None) -> tuple[LiftInto, ...]:
    lifts = []
    groups = _groups(unit)
    for field, value in reader.pairs(node, "`lift`"):
        if not _is_field(reader, field, value):
            continue
        lift = _lift(reader, field, value)
        if lift is None:
            continue
        if unit is not None and lift.group != "text" and lift.group not in groups:
            reader.fault(value, f"`{field}` is lifted from the group `{lift.group}`, but no expression here names it")
        elif lift.each is not None and not isinstance(unit, BlockUnit):
            reader.fault(value, "`each` works on blocks only: it lifts from their lines")
        else:
            lifts.append(lift)
    return tuple(lifts)


def _is_field(reader: NodeReader, field: str, node: Node) -> bool:
    """Whether rules can lift into a field; a fault if not."""
    if field not in LIFTABLE:
        reader.fault(node, f"there is no field `{field}`; fields: {', '.join(sorted(LIFTABLE))}")
    return field in LIFTABLE


def _lift(reader: NodeReader, field: str, node: Node) -> LiftInto | None:
    if isinstance(node, yaml.ScalarNode):
        group = reader.text(node, f"`{field}`")
        return LiftInto(field, group) if group else None
    keys = reader.mapping(node, LIFT_KEYS, f"`{field}`")
    if keys is None:
        return None
    group = reader.text(keys["group"], "`group`") if "group" in keys else "text"
    split = reader.texts(keys["split"], "`split`") if "split" in keys else ()
    each = reader.text(keys["each"], "`each`") if "each" in keys else None
    if (split or each) and not LIFTABLE[field].is_list:
        reader.fault(node, f"`{field}` is a single value; split and each are for lists")
        return None
    return LiftInto(field, group or "text", split, each)


def _example(context: Context, node: Node) -> Example | None:
    reader = context.reader
    if isinstance(node, yaml.ScalarNode):
        text = reader.text(node, "an example")
        return Example(text, line=line_of(node)) if text else None
    keys = reader.mapping(node, EXAMPLE_KEYS, "an example")
    if keys is None or "text" not in keys:
        return None
    text = reader.text(keys["text"], "`text`")
    leaves = reader.text(keys["leaves"], "`leaves`") if "leaves" in keys else None
    lifts: tuple[tuple[str, Any], ...] | None = None
    if "lifts" in keys:
        lifts = tuple((field, _value(reader, field, value)) for field, value in reader.pairs(keys["lifts"], "`lifts`"))
    kind = reader.text(keys["is"], "`is`", BLOCK_KINDS) or "" if "is" in keys else ""
    title = reader.text(keys["title"], "`title`") or "" if "title" in keys else ""
    language = _language(context, keys["language"]) if "language" in keys else ""
    return Example(text, leaves, lifts, line_of(node), kind, title, language) if text else None


def _language(context: Context, node: Node) -> str:
    """The language of an example, which is one of the pack's languages if it has any."""
    return context.reader.text(node, "`language`", context.languages) or ""


def _value(reader: NodeReader, field: str, node: Node) -> Any:
    """The value that an example expects of a field: a text, a number, or a list of texts."""
    if not _is_field(reader, field, node):
        return None
    if isinstance(node, yaml.SequenceNode):
        return reader.texts(node, f"`{field}`")
    if not isinstance(node, yaml.ScalarNode):
        reader.fault(node, f"`{field}` must be text, a number or a list, not {describe(node)}")
        return None
    return int(node.value) if LIFTABLE[field].kind == "int" and node.value.isdecimal() else str(node.value)
