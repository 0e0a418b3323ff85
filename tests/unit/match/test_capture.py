"""Values out of matches."""

from __future__ import annotations

import pytest

from cleaner.match.capture import split_at
from cleaner.match.person_names import split_person_names

from .rules import cleaned


@pytest.mark.parametrize(
    ("value", "language", "found"),
    [
        ("Ann Lee, Bo Ek and Cy Dow", "en", ["Ann Lee", "Bo Ek", "Cy Dow"]),
        ("Ann Lee, Bo Ek, and Cy Dow", "en", ["Ann Lee", "Bo Ek", "Cy Dow"]),
        ("Ann Lee; Bo Ek & Cy Dow.", "en", ["Ann Lee", "Bo Ek", "Cy Dow"]),
        ("Anna Groß und Bo Ek", "de", ["Anna Groß", "Bo Ek"]),
        ("ANNA GROSS UND BO EK", "de", ["ANNA GROSS", "BO EK"]),
        ("Ana Ruiz y Bo Ek", "es", ["Ana Ruiz", "Bo Ek"]),
        ("José Ortega e Ignacio Ruiz", "es", ["José Ortega", "Ignacio Ruiz"]),
        ("Анна Ли и Борис Эк", "ru", ["Анна Ли", "Борис Эк"]),
        ("Анна Лі та Борис Ек", "uk", ["Анна Лі", "Борис Ек"]),
        ("李安、王博和陈思", "zh", ["李安", "王博", "陈思"]),
        ("Sandy Anderson", "en", ["Sandy Anderson"]),
        ("Ann Lee in Oslo, Bo Ek", "en", ["Ann Lee", "Bo Ek"]),
        (", ; ", "en", []),
    ],
)
def test_a_list_of_names_is_cut_at_commas_and_the_languages_word_for_and(
    value: str, language: str, found: list[str]
) -> None:
    assert split_person_names(value, language) == found


def test_a_list_is_cut_where_the_rule_says() -> None:
    assert split_at("AFP / Reuters", (" / ",)) == ["AFP", "Reuters"]


def test_lifted_values_are_the_texts_own_and_not_the_folds() -> None:
    _, decision = cleaned("By Ann O’Lee", "find: {line: {matches: '^By (?P<who>.+)$'}}, lift: {authors: who}")
    assert [lift.value for _, lift in decision.lifts] == ["Ann O’Lee"]


def test_a_value_is_lifted_though_its_span_goes_in_anothers_block() -> None:
    rules = (
        "drop: {block: {from: {equals: a}, to: {equals: z}}}",
        "find: {line: {matches: '^By (?P<who>.+)$'}}, lift: {authors: who}",
    )
    applied, decision = cleaned("a\nBy Ann Lee\nz\nbody", *rules)
    assert applied.text == "body"
    assert [lift.value for _, lift in decision.lifts] == ["Ann Lee"]
