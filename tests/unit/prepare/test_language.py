"""Languages: one code for each, and no answer where there is too little text."""

from __future__ import annotations

import pytest

from cleaner.prepare.language import code, detect, pieces


@pytest.mark.parametrize(
    ("stated", "means"),
    [("en-GB", "en"), ("zh_Hans_CN", "zh"), ("nb-NO", "no"), ("NN", "no"), ("iw", "he"), ("sr-Latn", "sr"), ("sh", "sr"),
     ("pt-BR", "pt"),
     ("", "und"), ("  ", "und"), ("und", "und"), ("x-default", "und"), ("English", "und"), ("mul", "und"),
     ("eng", "en"), ("deu", "de")],
)  # fmt: skip
def test_a_language_has_one_code(stated: str, means: str) -> None:
    assert code(stated) == means


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The council voted on Tuesday to close the bridge for two months.", "en"),
        ("Der Rat beschloss am Dienstag, die Brücke für zwei Monate zu sperren.", "de"),
        ("Рада проголосувала у вівторок за закриття мосту на два місяці.", "uk"),
        ("Совет проголосовал во вторник за закрытие моста на два месяца.", "ru"),
        ("市议会星期二投票决定关闭这座桥两个月，以便进行维修。", "zh"),
    ],
)
def test_a_sentence_is_enough(text: str, language: str) -> None:
    assert detect(text)[0] == language


@pytest.mark.parametrize(
    "text", ["", "5 min", "12.04.2024 – 17:30", "https://www.example.com/a-long-address/of-a-page"]
)
def test_what_is_not_language_has_no_language(text: str) -> None:
    assert detect(text) == ("und", 0.0)


def test_the_cost_does_not_grow_with_the_text() -> None:
    assert len(pieces("The council voted on Tuesday. " * 100_000, 100)) <= 320


def test_the_answer_is_the_same_each_time() -> None:
    assert len({detect("Das ist ein Text, der kurz ist") for _ in range(5)}) == 1
