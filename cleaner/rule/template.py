"""
Templates: what `like` says in words with slots, read into parts.

    By {authors:names}[, {:place}]      words, slots, and in brackets what may be missing
    (Photo|Picture): {image_credits:text}    in parentheses with a bar, one of several
    (Reporting by {contributors:names})      parentheses without a bar are themselves

A doubled brace is one: `{{`. A bracket, a parenthesis or a bar in braces is itself: `{[}`, `{|}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..record_fields import LIFTABLE
from .slots import SLOTS
from .yaml_reader import suggestion

SLOT = re.compile(r"(?P<field>[a-z_.]*):(?P<kind>[a-z]+)(?: (?P<size>[1-9][0-9]?))?")
CLOSING = {"{": "}", "[": "]", "(": ")"}
QUOTABLE = ("[", "]", "(", ")", "|")

MAX_TEMPLATE_DEPTH = 6
"""Levels of brackets in brackets. Never varied; nobody can read three."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a value: the field that it is lifted into, "" for none, what sort of value it takes, and how many words."""

    field: str
    kind: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class Optional:
    """Parts that may be missing."""

    parts: Template


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences of parts."""

    choices: tuple[Template, ...]


Part = str | Slot | Optional | Choice
Template = tuple[Part, ...]


class TemplateError(ValueError):
    """A template that cannot be read: what is wrong, and what would be right."""


def parse_template(text: str) -> Template:
    """
    The parts of a template. Raises TemplateError.

    >>> parse_template("By {authors:names}[ in {:place}]")
    ('By ', Slot(field='authors', kind='names', size=0), Optional(parts=(' in ', Slot(field='', kind='place', size=0))))
    >>> parse_template("(Photo|Picture) ({:words 3})")
    (Choice(choices=(('Photo',), ('Picture',))), ' (', Slot(field='', kind='words', size=3), ')')
    """
    template = _sequence(text, 0)
    if not template or not any(_has_literal(part) for part in template):
        raise TemplateError("has no words outside its slots and brackets, so it would take any line")
    return template


def slots_of(template: Template) -> Iterator[Slot]:
    """All slots of a template, in order."""
    for part in template:
        if isinstance(part, Slot):
            yield part
        elif isinstance(part, Optional):
            yield from slots_of(part.parts)
        elif isinstance(part, Choice):
            for choice in part.choices:
                yield from slots_of(choice)


def _has_literal(part: Part) -> bool:
    if isinstance(part, str):
        return bool(part.strip())
    if isinstance(part, Slot):
        return SLOTS[part.kind].alone
    return isinstance(part, Choice) and all(any(map(_has_literal, choice)) for choice in part.choices)


def _sequence(text: str, depth: int) -> Template:
    if depth > MAX_TEMPLATE_DEPTH:
        raise TemplateError(f"is nested deeper than {MAX_TEMPLATE_DEPTH} levels")
    parts: list[Part] = []
    at = 0
    while at < len(text):
        char = text[at]
        if char in "{}" and text[at : at + 2] == char * 2:
            _add(parts, char)
            at += 2
        elif char == "{" and text[at + 1 : at + 2] in QUOTABLE and text[at + 2 : at + 3] == "}":
            _add(parts, text[at + 1])
            at += 3
        elif char in "{[(":
            end = text.find("}", at) if char == "{" else _end_of(text, at)
            if end < 0 and char == "(":
                _add(parts, char)
                at += 1
                continue
            if end < 0:
                raise TemplateError(f"has a `{char}` without its `{CLOSING[char]}`; {_itself(char)}")
            _add_group(parts, char, text[at + 1 : end], depth)
            at = end + 1
        elif char in "}]":
            raise TemplateError(f"has a `{char}` that closes nothing; {_itself(char)}")
        else:
            _add(parts, char)
            at += 1
    return tuple(parts)


def _itself(char: str) -> str:
    written = char * 2 if char in "{}" else f"{{{char}}}"
    return f"`{written}` is the character itself"


def _add(parts: list[Part], text: str) -> None:
    """Add words, to those before them if there are any."""
    if parts and isinstance(parts[-1], str):
        parts[-1] += text
    elif text:
        parts.append(text)


def _add_group(parts: list[Part], opening: str, inside: str, depth: int) -> None:
    if opening == "{":
        parts.append(_slot(inside))
    elif opening == "[":
        parts.append(Optional(_sequence(inside, depth + 1)))
    elif len(choices := _choices(inside)) > 1:
        parts.append(Choice(tuple(_sequence(choice, depth + 1) for choice in choices)))
    else:
        _add(parts, "(")
        for part in _sequence(inside, depth + 1):
            if isinstance(part, str):
                _add(parts, part)
            else:
                parts.append(part)
        _add(parts, ")")


def _end_of(text: str, start: int) -> int:
    """Where the group that opens at `start` closes; -1 if it does not. What is in braces counts for nothing."""
    opened: list[str] = []
    at = start
    while at < len(text):
        char = text[at]
        if char in "{}" and text[at : at + 2] == char * 2:
            at += 2
            continue
        if char == "{":
            at = max(text.find("}", at), at)
        elif char in CLOSING:
            opened.append(CLOSING[char])
        elif char in opened and (char == opened[-1] or char == "]"):
            while opened.pop() != char:  # `[(]`: a parenthesis that only the bracket ends is itself
                pass
            if not opened:
                return at
        at += 1
    return -1


def _choices(inside: str) -> list[str]:
    """The alternatives of a group: its text at the bars that are in no other group."""
    choices, start, at = [], 0, 0
    while at < len(inside):
        if inside[at : at + 2] == "{{":
            at += 1
        elif inside[at] == "{":
            at = max(inside.find("}", at), at)
        elif inside[at] in "[(" and (end := _end_of(inside, at)) > 0:
            at = end
        elif inside[at] == "|":
            choices.append(inside[start:at])
            start = at + 1
        at += 1
    return [*choices, inside[start:]]


def _slot(inside: str) -> Slot:
    found = SLOT.fullmatch(inside)
    if not found:
        raise TemplateError(f"has `{{{inside}}}`; a slot is `{{field:kind}}` or `{{:kind}}`, as `{{authors:names}}`")
    field, kind, size = found["field"], found["kind"], int(found["size"] or 0)
    if kind not in SLOTS:
        raise TemplateError(f"has a slot for `{kind}`{suggestion(kind, SLOTS)}")
    if size and not SLOTS[kind].counts:
        raise TemplateError(f"counts the words of `{kind}`; only `words` and `phrase` can be counted")
    if field and field not in LIFTABLE:
        raise TemplateError(f"lifts into `{field}`{suggestion(field, sorted(LIFTABLE))}")
    if field and (wanted := FIELD_NEEDS.get(LIFTABLE[field].kind)) and kind not in wanted:
        raise TemplateError(f"fills `{field}` with `{kind}`; it takes {' or '.join(wanted)}")
    return Slot(field, kind, size)


FIELD_NEEDS = {"names": ("names", "name"), "int": ("number",), "date": ("date",)}
"""What slots a field of each kind can be filled from; all others take any."""
