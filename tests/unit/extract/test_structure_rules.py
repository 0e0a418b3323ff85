"""Each rule of page structure: a page on which it acts, and one on which it only just does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaner.extract import extract
from cleaner.extract.class_words import HIDDEN_WORDS, NOISE_WORDS

Article = Callable[..., str]
Texts = Callable[[str], list[str]]
ASIDE = "The ferryman sells eels and bread on the landing stage every Friday from ten o'clock."


def test_a_plain_article_is_kept_and_nothing_else(article: Article, texts: Texts, paragraphs: list[str]) -> None:
    assert texts(article()) == paragraphs


@pytest.mark.parametrize(
    "word", sorted(word for words in NOISE_WORDS.values() for word in words) + sorted(HIDDEN_WORDS)
)
def test_an_element_with_a_noise_word_in_its_class_is_dropped(article: Article, texts: Texts, word: str) -> None:
    assert ASIDE not in texts(article(inside=f'<div class="x-{word}"><p>{ASIDE}</p></div>'))


@pytest.mark.parametrize("word", ["mill", "embedding", "shared", "authority", "addition"])
def test_a_word_that_only_contains_a_noise_word_is_not_one(article: Article, texts: Texts, word: str) -> None:
    assert ASIDE in texts(article(inside=f'<p class="x-{word}">{ASIDE}</p>'))


def test_an_element_with_most_of_the_text_is_not_noise_whatever_its_class(paragraphs: list[str], texts: Texts) -> None:
    inner = "".join(f"<p>{text}</p>" for text in paragraphs)
    assert texts(f'<body><div class="teaser gallery">{inner}</div></body>') == paragraphs


@pytest.mark.parametrize("tag", ["aside", "nav", "footer", "form", "figure", "dialog", "fieldset"])
def test_an_element_whose_tag_holds_no_body_is_dropped(article: Article, texts: Texts, tag: str) -> None:
    assert ASIDE not in texts(article(inside=f"<{tag}><p>{ASIDE}</p></{tag}>"))


@pytest.mark.parametrize("tag", ["div", "section"])
def test_an_element_without_a_class_stays(article: Article, texts: Texts, tag: str, paragraphs: list[str]) -> None:
    assert ASIDE in texts(article(inside=f"<{tag}>{ASIDE}</{tag}>"))


@pytest.mark.parametrize("attribute", ["hidden", 'aria-hidden="true"', 'style="display: none"'])
def test_a_hidden_element_is_dropped(article: Article, texts: Texts, attribute: str) -> None:
    assert ASIDE not in texts(article(inside=f"<div {attribute}><p>{ASIDE}</p></div>"))


def test_an_element_that_is_styled_but_shown_stays(article: Article, texts: Texts) -> None:
    assert ASIDE in texts(article(inside=f'<div style="display: block"><p>{ASIDE}</p></div>'))


def test_the_title_is_not_repeated_in_the_body(article: Article, texts: Texts) -> None:
    title = "The river falls and the mill stands"
    assert title not in texts(article(before=f"<h2>{title}</h2>"))
    assert title + " in a dry and dusty valley" in texts(article(inside=f"<p>{title} in a dry and dusty valley</p>"))


def test_a_line_that_is_a_link_is_dropped_and_a_sentence_with_a_link_stays(article: Article, texts: Texts) -> None:
    line = "Also of interest: the bridge that nobody wanted to pay for and that stands today"
    assert line not in texts(article(inside=f'<p><a href="/b">{line}</a></p>'))
    assert "He read it in " + line + "." in texts(
        article(inside=f'<p>He read it in <a href="/b">{line[:30]}</a>{line[30:]}.</p>')
    )


def test_a_list_of_links_is_dropped_and_a_list_in_the_body_stays(article: Article, texts: Texts) -> None:
    names = ["The bridge of wood", "The bridge of stone", "The bridge of rope"]
    links = "".join(f'<li><a href="/{at}">{name}</a></li>' for at, name in enumerate(names))
    items = "".join(f"<li>{name}</li>" for name in names)
    assert not set(names) & set(texts(article(inside=f"<ul>{links}</ul>")))
    assert set(names) <= set(texts(article(inside=f"<ul>{items}</ul>")))


def test_a_list_that_ends_the_article_is_part_of_it(article: Article, texts: Texts) -> None:
    dates = [f"June {day}: the ferry sails from the north bank" for day in range(3, 9)]
    listed = "".join(f"<li>{date}</li>" for date in dates)
    set_in_paragraphs = "".join(f"<p>{date}</p>" for date in dates)
    assert texts(article(after=f"<ul>{listed}</ul>"))[-6:] == dates
    assert texts(article(after=set_in_paragraphs))[-6:] == dates


def test_six_lines_of_one_paragraph_are_a_list_and_four_are_an_address(article: Article, texts: Texts) -> None:
    dates = [f"June {day}: the ferry sails from the north bank" for day in range(3, 9)]
    assert texts(article(after=f"<p>{'<br>'.join(dates)}</p>"))[-6:] == dates
    assert not set(dates) & set(texts(article(after=f"<p>{'<br>'.join(dates[:4])}</p>")))


def test_a_last_line_that_ends_with_an_emoticon_stays(article: Article, texts: Texts) -> None:
    assert texts(article(after="<p>And that was our week on the river 😉</p>"))[-1].endswith("😉")
    assert not texts(article(after="<p>And that was our week on the river</p>"))[-1].endswith("river")


def test_a_field_whose_label_is_hidden_is_shown(article: Article, texts: Texts) -> None:
    assert ASIDE in texts(article(inside=f'<div class="field field--label-hidden"><p>{ASIDE}</p></div>'))
    assert ASIDE not in texts(article(inside=f'<div class="field visually-hidden"><p>{ASIDE}</p></div>'))


def test_a_paragraph_with_the_markup_of_the_body_stays_inside_a_teaser_class(
    texts: Texts, paragraphs: list[str]
) -> None:
    def page(classes: str) -> str:
        first = f'<div class="teaser"><div class="{classes}"><p>{paragraphs[0]}</p></div></div>'
        rest = "".join(f'<div class="words"><p>{text}</p></div>' for text in paragraphs[1:])
        return f"<body><div>{first}{rest}</div></body>"

    assert texts(page("words")) == paragraphs
    assert texts(page("other")) == paragraphs[1:]


def test_the_open_part_of_a_paid_article_stays_and_one_paragraph_before_it_is_a_standfirst(
    texts: Texts, paragraphs: list[str]
) -> None:
    opening = ["The valley lay dry for the whole of the month of May, and nobody could say when it would rain.", ASIDE]
    rest = "".join(f'<p class="w">{text}</p>' for text in paragraphs * 5)

    def page(before: list[str]) -> str:
        return f'<body><div class="post">{"".join(f"<p>{x}</p>" for x in before)}<div class="paid">{rest}</div></div></body>'

    assert texts(page(opening))[:2] == opening
    assert opening[0] not in texts(page(opening[:1]))


def test_two_lines_at_the_end_are_not_a_list(article: Article, texts: Texts) -> None:
    assert texts(article(after="<p>Print this</p><p>Send this</p>"))[-1].endswith("loaf of bread.")


def test_a_table_in_the_article_stays_row_by_row(article: Article, texts: Texts) -> None:
    rows = "".join(
        f"<tr><td>{year}</td><td>{level} cm</td></tr>" for year, level in ((2021, 80), (2022, 71), (2023, 64))
    )
    assert texts(article(inside=f"<table>{rows}</table>"))[3:6] == ["2021 | 80 cm", "2022 | 71 cm", "2023 | 64 cm"]


def test_a_label_is_dropped_and_a_bold_subheading_stays(article: Article, texts: Texts) -> None:
    assert "Show all pictures" not in texts(article(inside='<div class="x">Show all pictures</div>'))
    assert "What the council says" in texts(article(inside="<p><b>What the council says</b></p>"))


def test_a_line_in_brackets_is_dropped_and_one_that_goes_on_after_them_stays(article: Article, texts: Texts) -> None:
    assert "(With reports from the valley)" not in texts(article(inside="<p>(With reports from the valley)</p>"))
    assert "(He laughs.) It will rain." in texts(article(inside="<p>(He laughs.) It will rain.</p>"))


def test_text_in_a_small_element_with_an_image_is_dropped(article: Article, texts: Texts) -> None:
    line = "The old weir in the light of the morning, seen from the bank."
    assert line not in texts(article(inside=f'<div class="x"><img src=a.jpg><p>{line}</p></div>'))
    assert line in texts(article(inside=f'<img src="a.jpg"><p>{line}</p>'))


def test_a_line_unlike_the_body_in_an_element_of_its_own_is_dropped_and_a_quote_stays(
    article: Article, texts: Texts
) -> None:
    line = "The ferryman sells eels and bread on the landing stage."
    assert line not in texts(article(inside=f'<div class="x"><div class="y"><p class="z">{line}</p></div></div>'))
    assert line in texts(article(inside=f'<blockquote class="x"><p class="z">{line}</p></blockquote>'))


def test_another_article_below_is_dropped_and_an_article_in_two_sections_stays(
    texts: Texts, paragraphs: list[str]
) -> None:
    first = "".join(f"<p>{text}</p>" for text in paragraphs[:3])
    second = "".join(f"<p>{text}</p>" for text in paragraphs[3:])
    two = f"<main><article>{first}</article><article>{second}</article></main>"
    assert texts(two) == paragraphs[:3]
    assert texts(two.replace("article", "section")) == paragraphs


def test_the_body_in_json_ld_clips_the_ends(article: Article, texts: Texts, paragraphs: list[str]) -> None:
    note = "<p>This paper is printed on the paper of the mill, which has been closed for the last thirty years now.</p>"
    json_ld = '<script type="application/ld+json">{"@type": "NewsArticle", "articleBody": "%s"}</script>'
    assert texts(article(after=note, head=json_ld % " ".join(paragraphs))) == paragraphs
    assert texts(article(after=note, head=json_ld % paragraphs[0])) == [*paragraphs, note[3:-4]]
    last = "The ferry, it turned out, was late."
    after = f"<p>{last}</p>{note}"
    assert texts(article(after=after, head=json_ld % " ".join([*paragraphs, last]))) == [*paragraphs, last]
    assert texts(article(after=after, head=json_ld % " ".join(paragraphs))) == paragraphs


def test_a_closing_note_in_italics_with_a_link_is_dropped_and_a_credit_stays(article: Article, texts: Texts) -> None:
    note = "Write to us about the river, the mill and the ferry at any time of the day or of the night."
    linked = f'<p><i><a href="/w">{note[:27]}</a>{note[27:]}</i></p>'
    assert note not in texts(article(after=linked))
    assert note in texts(article(after=f"<p><i>{note}</i></p>"))


def test_a_closing_note_about_a_named_author_is_dropped(article: Article, texts: Texts, paragraphs: list[str]) -> None:
    head = '<meta name="author" content="Ann Lee">'
    note = "Ann Lee writes about rivers, bridges and the people on them, and lives in a mill above the village."
    assert texts(article(after=f"<p>{note}</p>", head=head)) == paragraphs
    assert note in texts(article(after=f"<p>{note}</p>"))
    assert note in texts(article(inside=f"<p>{note}</p>", head=head))
    assert f"By day {note}" in texts(article(after=f"<p>By day {note}</p>", head=head))


def test_elements_inside_a_heading_are_part_of_it(article: Article) -> None:
    page = extract(article(inside="<h3><div>Looking</div><div>ahead</div></h3>"))
    assert [block.text for block in page.blocks if block.kind == "heading"] == ["Looking", "ahead"]


def test_a_heading_with_nothing_below_is_dropped(article: Article, texts: Texts) -> None:
    assert "More news" not in texts(article(after="<h3>More news</h3>"))
    assert "More news" in texts(article(inside="<h3>More news</h3>"))


def test_a_heading_over_dropped_lines_is_dropped_unless_it_is_among_paragraphs(article: Article, texts: Texts) -> None:
    teaser = '<div class="promo"><p>Eels are back on the market.</p></div>'
    assert "You may like" not in texts(article(inside=f'<div class="x"><h3>You may like</h3>{teaser}</div>'))
    assert "The weir" in texts(article(inside=f"<h3>The weir</h3>{teaser}"))


def test_a_word_with_a_colon_is_dropped_with_what_it_announces_and_a_sentence_stays(
    article: Article, texts: Texts
) -> None:
    link = '<p><a href="/eels">Eels are back on the market, says the ferryman</a></p>'
    assert "More:" not in texts(article(inside=f"<p>More:</p>{link}"))
    assert "More:" in texts(article(inside="<p>More:</p><p>Eels are back on the market, says the ferryman.</p>"))
    assert "The fish that are back:" in texts(article(inside=f"<p>The fish that are back:</p>{link}"))


def test_a_sentence_beside_the_body_may_be_half_links(article: Article, texts: Texts) -> None:
    sentence = "The ferryman sells eels on the landing stage every Friday from ten o'clock, and bread."
    linked = f'<a href="/eels">{sentence[:60]}</a>{sentence[60:]}'
    assert sentence in texts(article(inside=f'<p class="x">{linked}</p>'))
    assert sentence not in texts(article(inside=f'<div><p class="x">{linked}</p></div>'))


def test_consent_text_is_not_the_article_however_long(texts: Texts, paragraphs: list[str]) -> None:
    story = "".join(f"<p>{text}</p>" for text in paragraphs)
    terms = "<p>We and our partners keep cookies on your device, for as long as you do not remove them from there.</p>"
    html = f'<body><div class="story">{story}</div><div id="cookie-consent">{terms * 9}</div></body>'
    assert texts(html) == paragraphs


def test_wide_scripts_count_three_a_character() -> None:
    text = "河水今年比往年都低，村里的人说从来没有见过这样的情况，渡船每天只开两次。"
    page = extract(f"<body><div>{''.join(f'<p>{text}{at}</p>' for at in range(3))}</div></body>")
    assert len(page.blocks) == 3


def test_a_page_without_any_text_gives_an_empty_page() -> None:
    page = extract("<html><body><p> </p></body></html>")
    assert page.blocks == ()
