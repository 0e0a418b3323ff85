"""
Identify a language by its commonest words or its script, without the model.

The model takes 40-60 µs, because its tables are no longer in the processor's cache; looking up some fifty words
takes 10. This prefilter answers only where there is no doubt: enough words that no neighbouring language has, and hardly
any of another language. It settles 89 % of 3,329 real documents and 85 % of 23,674 single paragraphs, always as the model
does when it is given 600 letters.
"""

from __future__ import annotations

import re
from collections import Counter

COMMON_WORDS = {
    "en": """
        the of and that with this from which they would their said were has have been who its after about when
        than could into other people only not but what there his she had also more one two we you our your can
        all out up how he where before while because over year years new
    """,
    "de": """
        und das nicht ist mit dem für auf eine sich auch wird sind nach über zur zum einem einen oder aber ein
        im von der zu wie noch bei nur werden wurde durch unter diese dieser haben
    """,
    "pl": """
        się jest że przez który która które oraz jak dla ale jego przy będzie tym roku został po także są już
        tego może można czy tylko był było była nie tak więc kiedy gdy jednak ze bardzo na od za z w
        przed nad
    """,
    "ru": """
        что это как был была было были также может которые который которой которых его после этого этом он она
        они мы чтобы только уже более если году их со когда ещё еще у же лет чем россии сообщил даже сейчас
        очень на не по для за от из до все при но и в с о к а
    """,
}
"""Words that are common in one language and rare or unknown in the languages that share its letters and look like it."""

LANGUAGE_OF_WORD = {word: language for language, words in COMMON_WORDS.items() for word in words.split()}

OWN_LETTERS = {"ru": re.compile("ы"), "pl": re.compile("[ąęł]")}
FOREIGN_LETTERS = {"ru": re.compile("[ґєіїјљњћќўџђѓѕ\u0460-\u052f]"), "pl": re.compile("[äčďěėğįķļňőřšťůųž]")}
"""Letters that every text in a language has, and letters of neighbouring languages that share its words."""

MIN_COMMON_WORDS = 5
MIN_COMMON_RATIO = 8
"""
At least five common words, one in eight of all words, and eight for each common word of another language. With these,
none of 3,329 real documents is identified otherwise than by the model; other values were not tried.
"""

CHINESE, NOT_CHINESE = re.compile("[\u4e00-\u9fff]"), re.compile("[\u3040-\u30ff\uac00-\ud7af嘅咗唔佢哋冇喺嚟啲]")
"""Characters that Chinese is written in, and characters that only Japanese, Korean or Cantonese uses."""

GREEK = re.compile("[α-ωά-ώ]")
MIN_SCRIPT_LETTERS = 100
"""Letters of a script that settle the language. A sample has 300. Never varied."""


def language_by_common_words(sample: str) -> str:
    """
    The language of a sample of some fifty words, or "" if there is any doubt.

    >>> language_by_common_words("The council said on Monday that it would not open the road, which had been under the flood.")
    'en'
    >>> language_by_common_words("Rådet sagde mandag, at vejen ikke ville blive åbnet.")
    ''
    """
    low = sample.lower()
    words = low.split()
    found = [language for word in words if (language := LANGUAGE_OF_WORD.get(word))]
    if len(found) < MIN_COMMON_WORDS:
        return "" if low.isascii() else _by_script(low)
    language = found[0]
    count = found.count(language)
    if count < len(found):
        language, count = Counter(found).most_common(1)[0]
    if (
        count < MIN_COMMON_WORDS
        or count * MIN_COMMON_RATIO < len(words)
        or (len(found) - count) * MIN_COMMON_RATIO > count
    ):
        return ""
    own, foreign = OWN_LETTERS.get(language), FOREIGN_LETTERS.get(language)
    return "" if (own and not own.search(low)) or (foreign and foreign.search(low)) else language


def _by_script(low: str) -> str:
    """The language of a script that only one language of news is written in."""
    if len(CHINESE.findall(low)) >= MIN_SCRIPT_LETTERS:
        return "" if NOT_CHINESE.search(low) else "zh"
    return "el" if len(GREEK.findall(low)) >= MIN_SCRIPT_LETTERS else ""
