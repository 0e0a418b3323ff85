"""A pack out of its text: all faults of the file at once, with lines."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

import yaml

from ..errors import Fault
from ..page import Selectors
from ..rule_name import RuleName
from .expression import anchored
from .grammar import FINGERPRINT, GRAMMAR, HTML, PACK
from .model import MAX_SHARE, Fingerprint, Rule, RulePack, Where
from .parse_condition import Context, read_test, read_where
from .parse_rule import read_rule
from .yaml_reader import Node, Reader, compose

DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
SCOPES = {"publishers": "publisher", "agencies": "agency", "generic": "generic"}


def parse(name: str, text: str, file: str = "") -> tuple[RulePack | None, list[Fault]]:
    """
    The pack that a text holds and all that is wrong with it; the pack is None where anything is.

    `name` is the pack's path below its `rules/` folder without suffix; its first folder says what kind of pack it is.
    """
    reader = Reader(file or name)
    try:
        root = compose(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        return None, [Fault(reader.file, line, f"this is no YAML: {error.problem}")]
    except (yaml.YAMLError, RecursionError, UnicodeEncodeError) as error:
        return None, [Fault(reader.file, 0, f"this is no YAML: {str(error).splitlines()[0]}")]
    if root is None:
        return None, [Fault(reader.file, 0, "the file is empty; a pack begins with `grammar: 1`")]
    keys = reader.mapping(root, PACK, "a pack")
    pack = _pack(reader, name, text, root, keys) if keys is not None else None
    return (None if reader.faults else pack), reader.faults


def _pack(reader: Reader, name: str, text: str, root: Node, keys: dict[str, Node]) -> RulePack:
    if "grammar" in keys:
        reader.whole(keys["grammar"], "`grammar`", GRAMMAR, GRAMMAR)
    scope = SCOPES.get(name.split("/", maxsplit=1)[0], "publisher")
    languages = reader.texts(keys["languages"], "`languages`") if "languages" in keys else ()
    lists = {}
    for key, value in reader.pairs(keys["lists"], "`lists`") if "lists" in keys else ():
        lists[key] = reader.texts(value, f"`{key}`")
    context = Context(reader, lists, languages)
    domains = reader.texts(keys["domains"], "`domains`") if "domains" in keys else ()
    _check_domains(reader, root, keys, scope, domains)
    pack = RulePack(
        name=name,
        scope=scope,
        publisher=(reader.text(keys["publisher"], "`publisher`") or "") if "publisher" in keys else "",
        domains=domains,
        languages=languages,
        fingerprints=reader.each(keys["fingerprints"], "`fingerprints`", lambda one: _fingerprint(context, one))
        if "fingerprints" in keys
        else (),
        uses=reader.texts(keys["uses"], "`uses`") if "uses" in keys else (),
        lists=tuple(lists.items()),
        html=reader.each(keys["html"], "`html`", lambda one: _selectors(reader, one)) if "html" in keys else (),
        max_share=(reader.share(keys["max_share"], "`max_share`") or MAX_SHARE) if "max_share" in keys else MAX_SHARE,
        status=(reader.text(keys["status"], "`status`", ("draft", "stable")) or "") if "status" in keys else "stable",
        override=bool(reader.flag(keys["override"], "`override`")) if "override" in keys else False,
        digest=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        file=reader.file,
    )
    short = pack.short
    rules = reader.each(keys["rules"], "`rules`", lambda one: read_rule(context, short, one)) if "rules" in keys else ()
    check_rules(reader, pack, rules, whole=not reader.faults)
    return replace(pack, rules=rules)


def _check_domains(reader: Reader, root: Node, keys: dict[str, Node], scope: str, domains: tuple[str, ...]) -> None:
    for domain in domains:
        if not DOMAIN.fullmatch(domain):
            reader.fault(keys["domains"], f"`{domain}` is no domain: lower case, without scheme, www and path")
    if scope == "publisher" and not domains:
        reader.fault(root, "a publisher's pack lacks `domains`")
    if scope == "publisher" and "publisher" not in keys:
        reader.fault(root, "a publisher's pack lacks `publisher`, the name that stands in records")


def _fingerprint(context: Context, node: Node) -> Fingerprint | None:
    keys = context.reader.mapping(node, FINGERPRINT, "a fingerprint")
    if keys is None or "line" not in keys:
        return None
    test = read_test(context, keys["line"])
    where = read_where(context.reader, keys["where"]) if "where" in keys else Where()
    return Fingerprint(test, where) if test is not None and where is not None else None


def _selectors(reader: Reader, node: Node) -> Selectors | None:
    keys = reader.mapping(node, HTML, "an entry of `html`")
    if keys is None or "body" not in keys:
        return None
    texts = {key: reader.text(keys[key], f"`{key}`") or "" for key in HTML_TEXTS if key in keys}
    drop = reader.texts(keys["drop"], "`drop`") if "drop" in keys else ()
    until = texts.get("until", "")
    if until and not DATE.fullmatch(until):
        reader.fault(keys["until"], f"`until` is a date like 2025-06-01, not `{until}`")
    for key in ("body", "standfirst", "title", "authors", "date"):
        _try_selector(reader, keys.get(key), texts.get(key, ""))
    for one in drop:
        _try_selector(reader, keys["drop"], one)
    return Selectors(drop=drop, **texts)


HTML_TEXTS = tuple(key.name for key in HTML if key.name != "drop")


def _try_selector(reader: Reader, node: Node | None, selector: str) -> None:
    """A selector is tried on an empty page, for only the parser itself knows what it takes."""
    if not selector or node is None:
        return
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    try:
        LexborHTMLParser("<p>").css(selector)
    except (SelectolaxError, ValueError):
        reader.fault(node, f"`{selector}` is no CSS selector")


def check_rules(reader: Reader, pack: RulePack, rules: tuple[Rule, ...], whole: bool) -> None:
    """What rules of a pack must be to each other: unique, needing what exists, never in a circle."""
    by_name: dict[RuleName, Rule] = {}
    for rule in rules:
        if rule.name in by_name:
            _at(reader, rule, f"the id stands twice; first in line {by_name[rule.name].line}")
        by_name.setdefault(rule.name, rule)
    if not whole:
        return
    for rule in rules:
        for need in rule.needs:
            _check_need(reader, rule, by_name.get(need), need)
        if _circle(rule, by_name):
            _at(reader, rule, "`needs` goes in a circle")
        if pack.scope == "generic" and rule.verb == "drop" and not placed(rule):
            _at(
                reader,
                rule,
                "a generic rule acts on `head N` or `tail N`, or on lines whose whole content is the cruft",
            )
        if rule.standalone and pack.scope != "agency":
            _at(reader, rule, "`standalone` is for agencies' packs")


def _check_need(reader: Reader, rule: Rule, needed: Rule | None, need: RuleName) -> None:
    if needed is None:
        _at(reader, rule, f"needs `{need.id}`, which is no rule of this pack")
    elif rule.where.place == "nth" and (needed.verb != "drop" or needed.where.place != "anywhere" or needed.needs):
        _at(
            reader,
            rule,
            f"`where: nth` needs a rule that drops, anywhere, and needs nothing itself; `{need.id}` is not so",
        )


def _circle(rule: Rule, by_name: dict[RuleName, Rule]) -> bool:
    seen: set[RuleName] = set()
    open_ = list(rule.needs)
    while open_:
        name = open_.pop()
        if name == rule.name:
            return True
        if name not in seen and name in by_name:
            seen.add(name)
            open_ += by_name[name].needs
    return False


def placed(rule: Rule) -> bool:
    """Whether a generic rule keeps to head, tail or nth, or to lines whose whole content it names."""
    from .model import AllOf, AnyOf, BlockUnit, Literal, Matches, Test

    def whole(test: Test) -> bool:
        if isinstance(test, Literal):
            return test.how == "equals"
        if isinstance(test, Matches):
            return all(map(anchored, test.patterns))
        if isinstance(test, AllOf):
            return any(map(whole, test.tests))
        return isinstance(test, AnyOf) and all(map(whole, test.tests))

    if rule.where.place != "anywhere":
        return True
    return whole(rule.unit.opens if isinstance(rule.unit, BlockUnit) else rule.unit.test)


def _at(reader: Reader, rule: Rule, problem: str) -> None:
    reader.faults.append(Fault(reader.file, rule.line, f"`{rule.name.id}`: {problem}"))
