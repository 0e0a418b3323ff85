"""A pack, read from its text. All faults of the file are reported at once, with their lines."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace

import yaml

from ..errors import Fault
from ..page import Selectors
from .check_rules import check_rules
from .check_selector import selector_problem
from .grammar import FINGERPRINT_KEYS, GRAMMAR, HTML_KEYS, PACK_KEYS
from .model import MAX_SHARE, Fingerprint, RulePack, Where
from .parse_condition import Context, read_condition, read_where
from .parse_rule import read_rule
from .template_lifts import asks_brand
from .yaml_reader import Node, NodeReader, compose

DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
MAX_SELECTOR_CHARS_SHOWN = 200
"""Characters of a selector that a message quotes."""

SCOPES = {"publishers": "publisher", "agencies": "agency", "generic": "generic"}


ProblemOf = Callable[[str], str]
"""What is wrong with a selector, "" if nothing is."""


def parse(
    name: str, text: str, file: str = "", problem_of: ProblemOf = selector_problem
) -> tuple[RulePack | None, list[Fault]]:
    """
    The pack in a text, and everything that is wrong with it; with any fault, the pack is None.

    `name` is the pack's path below its `rules/` folder, without suffix. Its first folder tells what kind of pack it is.
    `problem_of` judges its selectors.
    """
    reader = NodeReader(file or name)
    try:
        root = compose(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        return None, [Fault(reader.file, line, f"not valid YAML: {error.problem}")]
    except (yaml.YAMLError, RecursionError, UnicodeEncodeError) as error:
        return None, [Fault(reader.file, 0, f"not valid YAML: {str(error).splitlines()[0]}")]
    if root is None:
        return None, [Fault(reader.file, 0, "the file is empty; a pack starts with `grammar: 1`")]
    keys = reader.mapping(root, PACK_KEYS, "a pack")
    pack = _pack(reader, name, text, root, keys, problem_of) if keys is not None else None
    return (None if reader.faults else pack), reader.faults


def _pack(
    reader: NodeReader, name: str, text: str, root: Node, keys: dict[str, Node], problem_of: ProblemOf
) -> RulePack:
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
        fingerprints=reader.each(keys["fingerprints"], "`fingerprints`", lambda item: _fingerprint(context, item))
        if "fingerprints" in keys
        else (),
        uses=reader.texts(keys["uses"], "`uses`") if "uses" in keys else (),
        lists=tuple(lists.items()),
        html=reader.each(keys["html"], "`html`", lambda item: _selectors(reader, item, problem_of))
        if "html" in keys
        else (),
        max_share=(reader.share(keys["max_share"], "`max_share`") or MAX_SHARE) if "max_share" in keys else MAX_SHARE,
        status=(reader.text(keys["status"], "`status`", ("draft", "stable")) or "") if "status" in keys else "stable",
        override=bool(reader.flag(keys["override"], "`override`")) if "override" in keys else False,
        digest=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        file=reader.file,
    )
    short = pack.short
    rules = (
        reader.each(keys["rules"], "`rules`", lambda item: read_rule(context, short, item)) if "rules" in keys else ()
    )
    check_rules(reader, pack, rules, complete=not reader.faults)
    return replace(pack, rules=rules)


def _check_domains(reader: NodeReader, root: Node, keys: dict[str, Node], scope: str, domains: tuple[str, ...]) -> None:
    for domain in domains:
        if not DOMAIN.fullmatch(domain):
            reader.fault(
                keys["domains"], f"`{domain}` is not a domain: write it in lower case, without scheme, www. and path"
            )
    if scope == "publisher" and not domains:
        reader.fault(root, "a publisher's pack lacks `domains`")
    if scope == "publisher" and "publisher" not in keys:
        reader.fault(root, "a publisher's pack lacks `publisher`, its name in records")


def _fingerprint(context: Context, node: Node) -> Fingerprint | None:
    keys = context.reader.mapping(node, FINGERPRINT_KEYS, "a fingerprint")
    if keys is None or "line" not in keys:
        return None
    condition = read_condition(context, keys["line"])
    if condition is not None and asks_brand(condition):
        context.reader.fault(keys["line"], "a fingerprint cannot have `{:brand}`: it finds out whose text it is")
    where = read_where(context.reader, keys["where"]) if "where" in keys else Where()
    return Fingerprint(condition, where) if condition is not None and where is not None else None


def _selectors(reader: NodeReader, node: Node, problem_of: ProblemOf) -> Selectors | None:
    keys = reader.mapping(node, HTML_KEYS, "an entry of `html`")
    if keys is None or "body" not in keys:
        return None
    texts = {key: reader.text(keys[key], f"`{key}`") or "" for key in HTML_TEXTS if key in keys}
    drop = reader.texts(keys["drop"], "`drop`") if "drop" in keys else ()
    until = texts.get("until", "")
    if until and not DATE.fullmatch(until):
        reader.fault(keys["until"], f"`until` must be a date like 2025-06-01, not `{until}`")
    for key in ("body", "standfirst", "title", "authors", "date"):
        _try_selector(reader, keys.get(key), texts.get(key, ""), problem_of)
    for selector in drop:
        _try_selector(reader, keys["drop"], selector, problem_of)
    return Selectors(drop=drop, **texts)


HTML_TEXTS = tuple(key.name for key in HTML_KEYS if key.name != "drop")


def _try_selector(reader: NodeReader, node: Node | None, selector: str, problem_of: ProblemOf) -> None:
    if not selector or node is None:
        return
    if problem := problem_of(selector):
        shown = selector if len(selector) <= MAX_SELECTOR_CHARS_SHOWN else f"{selector[:MAX_SELECTOR_CHARS_SHOWN]}…"
        reader.fault(node, f"`{shown}` {problem}")
