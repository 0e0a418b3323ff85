"""One rule out of YAML nodes: its verb, guards, lifts and examples."""

from __future__ import annotations

import re
from typing import Any

import yaml

from ..page import BLOCK_KINDS
from ..record_fields import LIFTABLE
from ..rule_name import RuleName
from . import expression
from .grammar import EXAMPLE, LIFT, RULE
from .model import (
    KINDS,
    AllOf,
    AnyOf,
    BlockUnit,
    Example,
    LiftInto,
    LineUnit,
    Matches,
    Not,
    Rule,
    Shape,
    SpanUnit,
    Test,
    Unit,
    Where,
)  # fmt: skip
from .parse_condition import Context, read_test, read_unit, read_where
from .yaml_reader import Node, Reader, describe, line_of

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
VERBS = ("drop", "keep", "find")


def read_rule(context: Context, pack: str, node: Node) -> Rule | None:
    """A rule; None where it has a fault."""
    reader = context.reader
    before = len(reader.faults)
    keys = reader.mapping(node, RULE, "a rule")
    if keys is None:
        return None
    name = reader.text(keys["id"], "`id`") if "id" in keys else None
    if name is not None and not ID.fullmatch(name):
        reader.fault(keys["id"], f"`id` is lower-case words with hyphens, not `{name}`")
    kind = reader.text(keys["kind"], "`kind`", KINDS) if "kind" in keys else None
    verbs = [verb for verb in VERBS if verb in keys]
    if len(verbs) != 1:
        reader.fault(node, f"a rule has one verb, drop, keep or find; this one has {', '.join(verbs) or 'none'}")
        return None
    unit = read_unit(context, keys[verbs[0]], verbs[0])
    where = read_where(reader, keys["where"]) if "where" in keys else Where()
    needs = reader.texts(keys["needs"], "`needs`") if "needs" in keys else ()
    confirm = _confirm(reader, keys["confirm"]) if "confirm" in keys else ()
    unless = read_test(context, keys["unless"]) if "unless" in keys else None
    lift = _lifts(reader, keys["lift"], unit) if "lift" in keys else ()
    strips = reader.each(keys["strips"], "`strips`", lambda item: _example(reader, item)) if "strips" in keys else ()
    spares = reader.each(keys["spares"], "`spares`", lambda item: _example(reader, item)) if "spares" in keys else ()
    standalone = bool(reader.flag(keys["standalone"], "`standalone`")) if "standalone" in keys else False
    if len(reader.faults) > before or unit is None or where is None or name is None or kind is None:
        return None
    rule = Rule(
        RuleName(pack, name), kind, verbs[0], unit, where, tuple(RuleName(pack, need) for need in needs), confirm, unless, lift,
        strips, spares, standalone, line_of(node),
    )  # fmt: skip
    for problem in _contradictions(rule):
        reader.fault(node, f"`{name}`: {problem}")
    return rule


def _confirm(reader: Reader, node: Node) -> tuple[str, ...]:
    phrases = reader.texts(node, "`confirm`")
    if any("\n" in phrase for phrase in phrases):
        reader.fault(node, "`confirm` holds a line end; a phrase stands on one line")
    return phrases


def _contradictions(rule: Rule) -> list[str]:
    """What the laws forbid in a single rule. The reasons stand in docs/decisions."""
    found = []
    unit = rule.unit
    if isinstance(unit, BlockUnit) and unit.to_end and not rule.confirm:
        found.append("`to: end` takes all that follows and asks for `confirm`, a phrase that must stand in it")
    if rule.where.place == "nth" and not rule.needs:
        found.append("`where: nth` is allowed only with `needs`, another rule that gives this publisher's page away")
    if rule.where.place == "nth" and isinstance(unit, BlockUnit):
        found.append("`where: nth` is for lines and spans; a block says by `from` where it begins")
    if rule.verb == "keep" and (rule.needs or rule.confirm or rule.where.place == "nth"):
        found.append("a `keep` depends on its own line alone: no needs, confirm or nth")
    if rule.verb == "keep" and rule.unless is not None and isinstance(unit, BlockUnit):
        found.append("a `keep` of a block takes no `unless`: the block could grow into what it is excused by")
    if rule.verb == "keep" and rule.lift:
        found.append("a `keep` lifts nothing; write a `find` beside it")
    if not isinstance(unit, BlockUnit) and rule.where.place != "nth" and shaped(unit.test):
        found.append("headline, all_caps and short are allowed only with `where: nth` or inside a block")
    if not rule.strips or not rule.spares:
        found.append("has no example of what it strips or none of what it spares; it needs both")
    return found


def shaped(test: Test) -> bool:
    """Whether the test asks for a shape (`max_chars` only bounds what another test finds)."""
    if isinstance(test, Shape):
        return test.name != "max_chars"
    if isinstance(test, Not):
        return shaped(test.test)
    return isinstance(test, AllOf | AnyOf) and any(map(shaped, test.tests))


def patterns(test: Test | None) -> tuple[str, ...]:
    """All expressions in a test that hold when it does, whose groups can be lifted."""
    if isinstance(test, Matches):
        return test.patterns
    if isinstance(test, AllOf | AnyOf):
        return tuple(pattern for one in test.tests for pattern in patterns(one))
    return ()


def _groups(unit: Unit | None) -> set[str]:
    if isinstance(unit, BlockUnit):
        tests: tuple[Test | None, ...] = (unit.opens, unit.to, unit.during)
    else:
        tests = (unit.test,) if isinstance(unit, LineUnit | SpanUnit) else ()
    return {name for test in tests for pattern in patterns(test) for name in expression.groups(pattern)}


def _lifts(reader: Reader, node: Node, unit: Unit | None) -> tuple[LiftInto, ...]:
    lifts = []
    known = _groups(unit)
    for field, value in reader.pairs(node, "`lift`"):
        if field not in LIFTABLE:
            reader.fault(value, f"there is no field `{field}`; fields: {', '.join(sorted(LIFTABLE))}")
            continue
        lift = _lift(reader, field, value)
        if lift is None:
            continue
        if unit is not None and lift.group != "text" and lift.group not in known:
            reader.fault(value, f"`{field}` comes from the group `{lift.group}`, which no expression here names")
        elif lift.each is not None and not isinstance(unit, BlockUnit):
            reader.fault(value, "`each` takes lines of a block")
        else:
            lifts.append(lift)
    return tuple(lifts)


def _lift(reader: Reader, field: str, node: Node) -> LiftInto | None:
    if isinstance(node, yaml.ScalarNode):
        group = reader.text(node, f"`{field}`")
        return LiftInto(field, group) if group else None
    keys = reader.mapping(node, LIFT, f"`{field}`")
    if keys is None:
        return None
    group = reader.text(keys["group"], "`group`") if "group" in keys else "text"
    split = reader.texts(keys["split"], "`split`") if "split" in keys else ()
    each = reader.text(keys["each"], "`each`") if "each" in keys else None
    if (split or each) and not LIFTABLE[field].is_list:
        reader.fault(node, f"`{field}` is a single value; split and each are for lists")
        return None
    return LiftInto(field, group or "text", split, each)


def _example(reader: Reader, node: Node) -> Example | None:
    line = line_of(node)
    if isinstance(node, yaml.ScalarNode):
        text = reader.text(node, "an example")
        return Example(text, line=line) if text else None
    keys = reader.mapping(node, EXAMPLE, "an example")
    if keys is None or "text" not in keys:
        return None
    text = reader.text(keys["text"], "`text`")
    leaves = reader.text(keys["leaves"], "`leaves`") if "leaves" in keys else None
    lifts: tuple[tuple[str, Any], ...] | None = None
    if "lifts" in keys:
        lifts = tuple((field, _value(reader, field, value)) for field, value in reader.pairs(keys["lifts"], "`lifts`"))
    kind = reader.text(keys["is"], "`is`", BLOCK_KINDS) or "" if "is" in keys else ""
    return Example(text, leaves, lifts, line, kind) if text else None


def _value(reader: Reader, field: str, node: Node) -> Any:
    """The value that an example expects of a field: a text, a number, or a list of texts."""
    if isinstance(node, yaml.SequenceNode):
        return reader.texts(node, f"`{field}`")
    if field not in LIFTABLE or not isinstance(node, yaml.ScalarNode):
        reader.fault(node, f"`{field}` is no field that a rule can give, or its value is {describe(node)}")
        return None
    return int(node.value) if LIFTABLE[field].kind == "int" and node.value.isdecimal() else str(node.value)


__all__ = ["patterns", "read_rule", "shaped"]
