"""Lists of persons' names."""

from __future__ import annotations

import pytest

from cleaner.match.person_names import split_person_names


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
def test_names_are_split_at_commas_and_at_the_word_for_and_in_their_language(
    value: str, language: str, found: list[str]
) -> None:
    assert split_person_names(value, language) == found
