"""A pack, read from the text of its file or files. All faults are reported at once, with their lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from ..errors import Fault
from ..page import Selectors
from .check_rules import check_rules
from .check_selector import selector_problem
from .grammar import FINGERPRINT_KEYS, GRAMMAR, HTML_KEYS, PACK_KEYS
from .model import MAX_SHARE, Fingerprint, RulePack, Where
from .parse_condition import Context, read_condition, read_where
from .parse_names import NO_SHARED, PartNode, SharedNames, compose_part, digest_of, read_names
from .parse_rule import read_rule
from .parse_seen import read_seen
from .template_lifts import asks_brand
from .yaml_reader import Node, NodeReader, line_of

LANGUAGE = re.compile(r"[a-z]{2,3}")
DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
MAX_SELECTOR_CHARS_SHOWN = 200
"""Characters of a selector that a message quotes."""

SCOPES = {"publishers": "publisher", "groups": "group", "agencies": "agency", "generic": "generic"}

OF_ONE_PUBLISHER = ("publisher", "domains", "fingerprints")
"""Keys that say who a publisher is: a group has none of them."""


KeyValue = TypeVar("KeyValue")
ProblemOf = Callable[[str], str]
"""What is wrong with a selector, "" if nothing is."""


@dataclass(frozen=True, slots=True)
class PackPart:
    """One file of a pack: its path and its text."""

    file: str
    text: str


def parse(
    name: str, text: str, file: str = "", problem_of: ProblemOf = selector_problem, shared: SharedNames = NO_SHARED
) -> tuple[RulePack | None, list[Fault]]:
    """
    The pack in a text, and everything that is wrong with it; with any fault, the pack is None.

    `name` is the pack's path below its `rules/` folder, without suffix. Its first folder tells what kind of pack it is.
    `problem_of` judges its selectors; `shared` are the lists and tests that it can name besides its own.
    """
    return parse_parts(name, [PackPart(file or name, text)], problem_of, shared)


def parse_parts(
    name: str, parts: Sequence[PackPart], problem_of: ProblemOf = selector_problem, shared: SharedNames = NO_SHARED
) -> tuple[RulePack | None, list[Fault]]:
    """
    The pack in one file or several, as `parse`. Their lists, tests and rules are joined; any other key may stand in one of
    them only. Where one is no pack at all, only that is wrong: what the others lack may stand in it.
    """
    read = PackReader(problem_of)
    for part in parts:
        read.add(part)
    digest = digest_of([text for part in parts for text in (part.text, *shared.named_in(part.text))])
    pack = read.pack(name, digest, shared) if read.complete else None
    return (None if read.faults() else pack), read.faults()


class PackReader:
    """Collects the keys of a pack's parts, each with the reader of its file, and makes the pack of them."""

    def __init__(self, problem_of: ProblemOf):
        self.problem_of = problem_of
        self.readers: list[NodeReader] = []
        self.line = 0
        self.across: list[Fault] = []  # what is wrong between rules, and with the pack as a whole
        self.found: dict[str, list[PartNode]] = {}
        self.complete = True  # whether each part is a mapping

    def faults(self) -> list[Fault]:
        """All faults of all parts."""
        return [*(fault for reader in self.readers for fault in reader.faults), *self.across]

    def add(self, part: PackPart) -> None:
        """Add the keys of a part."""
        reader = NodeReader(part.file)
        self.readers.append(reader)
        root = compose_part(reader, part.text)
        keys = reader.mapping(root, PACK_KEYS, "a pack") if root is not None else None
        self.line = self.line or (line_of(root) if root is not None else 0)
        self.complete = self.complete and keys is not None
        for key, node in (keys or {}).items():
            known = self.found.setdefault(key, [])
            if key == "grammar":
                reader.whole(node, "`grammar`", GRAMMAR, GRAMMAR)
            elif known and key not in JOINED_KEYS:
                reader.fault(node, f"`{key}` stands in {known[0][0].file} already; a pack has it once")
            known.append((reader, node))

    def one(self, key: str, read: Callable[[NodeReader, Node], KeyValue], default: KeyValue) -> KeyValue:
        """The value of a key that stands once; the default where it does not stand."""
        found = self.found.get(key)
        return read(*found[0]) if found else default

    def pack(self, name: str, digest: str, shared: SharedNames) -> RulePack:
        """The pack; what has faults is left out."""
        scope = SCOPES.get(name.split("/", maxsplit=1)[0], "publisher")
        languages: tuple[str, ...] = self.one("languages", _languages, ())
        names = read_names(self.found.get("lists", ()), self.found.get("tests", ()), shared.names, languages)
        context = partial(Context, names=names.known, languages=languages)
        pack = RulePack(
            name=name,
            scope=scope,
            publisher=self._text("publisher"),
            domains=self.one("domains", _domains, ()),
            languages=languages,
            fingerprints=self._each("fingerprints", lambda reader: partial(_fingerprint, context(reader))),
            uses=self._texts("uses"),
            lists=names.lists,
            tests=names.tests,
            html=self._each("html", lambda reader: partial(_selectors, reader, self.problem_of)),
            max_share=self.one(
                "max_share", lambda reader, node: reader.share(node, "`max_share`") or MAX_SHARE, MAX_SHARE
            ),
            status=self._text("status", "stable", ("draft", "stable")),
            override=self.one("override", lambda reader, node: bool(reader.flag(node, "`override`")), False),
            seen=self.one("seen", read_seen, None),
            digest=digest,
            files=tuple(reader.file for reader in self.readers),
        )
        self._check_publisher(pack)
        rules = tuple(
            rule
            for reader, node in self.found.get("rules", ())
            for rule in reader.each(node, "`rules`", partial(read_rule, context(reader), pack.short))
        )
        self.across += check_rules(pack, rules, complete=not self.faults())
        return replace(pack, rules=rules)

    def _text(self, key: str, default: str = "", choices: tuple[str, ...] = ()) -> str:
        return self.one(key, lambda reader, node: reader.text(node, f"`{key}`", choices) or "", default)

    def _texts(self, key: str) -> tuple[str, ...]:
        return self.one(key, lambda reader, node: reader.texts(node, f"`{key}`"), ())

    def _each(self, key: str, read: Callable[[NodeReader], Callable[[Node], KeyValue | None]]) -> tuple[KeyValue, ...]:
        return self.one(key, lambda reader, node: reader.each(node, f"`{key}`", read(reader)), ())

    def _check_publisher(self, pack: RulePack) -> None:
        for key, what in (("domains", ""), ("publisher", ", its name in records")):
            if pack.scope == "publisher" and key not in self.found:
                self.across.append(Fault(pack.file, self.line, f"a publisher's pack lacks `{key}`{what}"))
        for key in OF_ONE_PUBLISHER if pack.scope == "group" else ():
            for reader, node in self.found.get(key, ()):
                reader.fault(
                    node, f"a group has no `{key}`: write it in the packs of the publishers that use the group"
                )


JOINED_KEYS = ("grammar", "lists", "tests", "rules")
"""The keys that every part of a pack may have."""


def _languages(reader: NodeReader, node: Node) -> tuple[str, ...]:
    languages = reader.texts(node, "`languages`")
    for language in languages:
        if not LANGUAGE.fullmatch(language):
            reader.fault(node, f"`languages` are codes such as `en` or `de`, not `{language}`")
    return languages


def _domains(reader: NodeReader, node: Node) -> tuple[str, ...]:
    domains = reader.texts(node, "`domains`")
    for domain in domains:
        if not DOMAIN.fullmatch(domain):
            reader.fault(node, f"`{domain}` is not a domain: write it in lower case, without scheme, www. and path")
    return domains


def _fingerprint(context: Context, node: Node) -> Fingerprint | None:
    keys = context.reader.mapping(node, FINGERPRINT_KEYS, "a fingerprint")
    if keys is None or "line" not in keys:
        return None
    condition = read_condition(context, keys["line"])
    if condition is not None and asks_brand(condition):
        context.reader.fault(keys["line"], "a fingerprint cannot have `{:brand}`: it finds out whose text it is")
    where = read_where(context.reader, keys["where"]) if "where" in keys else Where()
    return Fingerprint(condition, where) if condition is not None and where is not None else None


def _selectors(reader: NodeReader, problem_of: ProblemOf, node: Node) -> Selectors | None:
    keys = reader.mapping(node, HTML_KEYS, "an entry of `html`")
    if keys is None:
        return None
    if "body" not in keys and {*keys} != {"drop"}:
        reader.fault(node, "an entry of `html` has a `body`, or only a `drop`, which then counts for all entries")
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
    return Selectors(texts.pop("body", ""), drop, **texts)


HTML_TEXTS = tuple(key.name for key in HTML_KEYS if key.name != "drop")


def _try_selector(reader: NodeReader, node: Node | None, selector: str, problem_of: ProblemOf) -> None:
    if not selector or node is None:
        return
    if problem := problem_of(selector):
        shown = selector if len(selector) <= MAX_SELECTOR_CHARS_SHOWN else f"{selector[:MAX_SELECTOR_CHARS_SHOWN]}…"
        reader.fault(node, f"`{shown}` {problem}")
