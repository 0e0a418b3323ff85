"""
Languages told without the model: sure of what is common, silent where a neighbour could be meant.

With `CLEANER_EVAL` naming a folder of real texts, all of those are asked as well.
"""

from __future__ import annotations

import pytest

from bench.corpus import pages
from cleaner.prepare.common_words import COMMON_WORDS, LANGUAGE_OF_WORD, language_by_common_words
from cleaner.prepare.language import COMMON_WORDS_SAMPLE, LONG_SAMPLE, _first_opinion, detect, letters, pieces

KNOWN = {
    "en": "The council said on Monday that it would not open the road, which was closed after the storm and the flood.",
    "de": "Der Rat teilte am Montag mit, dass die Straße nach dem Sturm nicht wieder geöffnet wird und auch die Brücke zu ist.",
    "pl": "Rada poinformowała, że droga, która została zamknięta po burzy, nie będzie otwarta, a most jest już dla pieszych.",
    "ru": "Совет сообщил, что дорога, которая была закрыта после бури, не будет открыта, а мост уже открыт для пешеходов.",
    "zh": "市议会星期一表示，暴风雨后关闭的道路暂时不会重新开放，桥梁目前只供行人使用。" * 4,
    "el": "Το συμβούλιο ανακοίνωσε τη Δευτέρα ότι ο δρόμος που έκλεισε μετά την καταιγίδα δεν θα ανοίξει και η γέφυρα μένει "
    "ανοιχτή μόνο για πεζούς.",
}
NEIGHBOURS = {
    "uk": "Рада повідомила, що дорога, яку закрили після бурі, не буде відкрита, а міст уже відкрито для пішоходів.",
    "be": "Рада паведамiла, што дарога, якую закрылі пасля буры, не будзе адкрыта, а мост ужо адкрыты для пешаходаў.",
    "bg": "Съветът съобщи, че пътят, който беше затворен след бурята, няма да бъде отворен, а мостът е само за пешеходци.",
    "sr": "Савет је саопштио да пут који је затворен после олује неће бити отворен, а мост је отворен само за пешаке.",
    "mk": "Советот соопшти дека патот што беше затворен по бурата нема да биде отворен, а мостот е само за пешаци.",
    "cs": "Rada oznámila, že silnice, která byla po bouři uzavřena, nebude otevřena a most je jen pro pěší.",
    "sk": "Rada oznámila, že cesta, ktorá bola po búrke zatvorená, nebude otvorená a most je len pre peších.",
    "hsb": "Rada je wozjewiła, zo dróha po wichoru njebudźe wočinjena a zo je móst jenož za pěškow, kotřiž na njej du.",
    "nl": "De raad zei maandag dat de weg, die na de storm was gesloten, niet open gaat en de brug alleen voor voetgangers is.",
    "af": "Die raad het Maandag gesê dat die pad wat ná die storm gesluit is, nie sal oopmaak nie en net vir mense te voet is.",
    "da": "Rådet sagde mandag, at vejen, som blev lukket efter stormen, ikke bliver åbnet, og at broen kun er for gående.",
    "lb": "De Gemengerot sot, datt d'Strooss, déi nom Stuerm zou war, net opgeet an datt d'Bréck nëmme fir Foussgänger ass.",
    "ja": "市議会は月曜日、嵐の後に閉鎖された道路は当面再開されず、橋は歩行者だけが利用できると発表した。" * 4,
    "yue": "市議會星期一話，打完風封咗嘅路暫時唔會再開，條橋而家淨係畀行人用，佢哋話要等埋工程完先得。" * 4,
}


@pytest.mark.parametrize(("language", "text"), KNOWN.items())
def test_a_common_language_is_identified_as_by_the_model(language: str, text: str) -> None:
    assert language_by_common_words(text) == language
    assert detect(text) == (language, 1.0)


@pytest.mark.parametrize("text", NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_a_neighbour_is_left_to_the_model(text: str) -> None:
    assert language_by_common_words(text) == ""


@pytest.mark.parametrize(("language", "odd"), [("ru", "і"), ("ru", "ў"), ("ru", "ң"), ("pl", "š"), ("pl", "ř")])
def test_one_letter_of_a_neighbour_leaves_it_to_the_model(language: str, odd: str) -> None:
    assert language_by_common_words(f"{KNOWN[language]} {odd}") == ""


@pytest.mark.parametrize(("language", "own", "other"), [("ru", "ы", "и"), ("pl", "ąęł", "ael")])
def test_a_language_without_its_own_letters_is_left_to_the_model(language: str, own: str, other: str) -> None:
    assert language_by_common_words(KNOWN[language].translate(str.maketrans(own, other))) == ""


def test_real_texts_are_identified_as_by_the_model_on_a_long_sample() -> None:
    told = {
        text: language for text in pages() if (language := language_by_common_words(pieces(text, COMMON_WORDS_SAMPLE)))
    }
    assert len(told) > 0.8 * len(pages())
    for text, language in told.items():
        assert _first_opinion(letters(pieces(text, LONG_SAMPLE)).lower())[0] == language, text[:200]


def test_no_word_counts_for_two_languages() -> None:
    assert sum(len(words.split()) for words in COMMON_WORDS.values()) == len(LANGUAGE_OF_WORD)


def test_two_languages_in_one_text_are_left_to_the_model() -> None:
    assert language_by_common_words(f"{KNOWN['en']} {KNOWN['de']}") == ""


@pytest.mark.parametrize("text", ["", "5 min", "Share", "New York", "The", "12.01.2026 | Foto: dpa"])
def test_too_little_says_nothing(text: str) -> None:
    assert language_by_common_words(text) == ""
