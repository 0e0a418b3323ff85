"""Pages whose publisher's pack says where the article is."""

from __future__ import annotations

import sys

import pytest

from cleaner.extract import extract
from cleaner.page import Selectors

TEXT = "The mill above the village has stood still since the river changed its bed, and nobody has missed its noise."
PAGE = f"""<html><head><title>The mill stands | Valley Post</title></head><body>
<h1 class="head">The mill stands</h1><p class="lead">Nobody misses the noise of the mill, the council says.</p>
<span class="by">By Ann Lee and Bo Ek</span><time class="when" datetime="2023-05-04T10:00Z">4 May</time>
<div class="old"><p>{TEXT}</p><div class="promo">Read on</div><p>{TEXT}</p><figure><figcaption>The weir</figcaption>
</figure></div><span class="inline">{TEXT} {TEXT}</span></body></html>"""


def test_the_body_is_what_body_matches_without_what_drop_matches() -> None:
    page = extract(PAGE, selectors=[Selectors(".old", drop=(".promo",))])
    assert [block.text for block in page.blocks] == [TEXT, TEXT]
    assert (page.extractor, page.fallback) == ("selectors", False)


def test_the_first_entry_with_200_characters_wins() -> None:
    entries = [Selectors(".missing"), Selectors(".promo"), Selectors(".old")]
    assert [block.text for block in extract(PAGE, selectors=entries).blocks] == [TEXT, "Read on", TEXT]


@pytest.mark.parametrize(("length", "fallback"), [(199, True), (200, False)])
def test_a_body_has_at_least_200_characters(length: int, fallback: bool) -> None:
    html = f"<body><article>{'x' * length}</article></body>"
    assert extract(html, selectors=[Selectors("article")]).fallback is fallback


def test_entries_are_tried_newest_first_but_those_that_ended_before_the_page_last() -> None:
    old = Selectors(".old", until="2020-01-01", drop=(".promo",))
    new = Selectors(".inline")
    assert extract(PAGE, selectors=[old, new]).blocks[0].text == f"{TEXT} {TEXT}"
    both = [Selectors(".inline", until="2019-01-01"), Selectors(".old", until="2018-01-01", drop=(".promo",))]
    assert extract(PAGE, selectors=both, created="2018-06-01").blocks[0].text == f"{TEXT} {TEXT}"
    later = [Selectors(".inline", until="2019-01-01"), Selectors(".old", until="2024-01-01", drop=(".promo",))]
    assert extract(PAGE, selectors=later, created="2020-06-01").blocks[0].text == TEXT


def test_a_page_whose_entries_find_too_little_is_read_by_structure_and_marked() -> None:
    page = extract(PAGE, selectors=[Selectors(".missing")])
    assert page.fallback
    assert page.extractor == "structure"
    assert TEXT in [block.text for block in page.blocks]


def test_selectors_give_the_fields_that_the_page_does_not_declare() -> None:
    entry = Selectors(".old", (".promo",), standfirst=".lead", title=".head", authors=".by", date=".when")
    fields = extract(PAGE.replace("<title>The mill stands | Valley Post</title>", ""), selectors=[entry]).fields
    assert fields.title == "The mill stands"
    assert fields.standfirst == "Nobody misses the noise of the mill, the council says."
    assert fields.authors == ("Ann Lee", "Bo Ek")
    assert fields.created == "2023-05-04"


def test_a_match_inside_a_match_is_read_once() -> None:
    page = extract(PAGE, selectors=[Selectors(".old, .old p", drop=(".promo",))])
    assert [block.text for block in page.blocks] == [TEXT, TEXT]


def test_an_element_around_the_body_is_not_dropped() -> None:
    html = f"<body><section class='box'><h1>The mill</h1><div class='old box'><p>{TEXT}</p><p>{TEXT}</p></div></section></body>"
    page = extract(html, selectors=[Selectors(".old", drop=("section", "h1"))])
    assert ([block.text for block in page.blocks], page.fields.title) == ([TEXT, TEXT], "The mill")


def test_a_paragraph_that_body_and_drop_both_match_is_dropped() -> None:
    html = f"<body><article><p>{TEXT}</p><p class='ad'>Buy a mill</p><p>{TEXT}</p></article></body>"
    page = extract(html, selectors=[Selectors("article > p", drop=(".ad",))])
    assert [block.text for block in page.blocks] == [TEXT, TEXT]


def test_a_standfirst_that_two_parts_of_its_selector_match_is_read_once() -> None:
    page = extract(PAGE, selectors=[Selectors(".old", standfirst=".lead, h1 + p")])
    assert page.fields.standfirst == "Nobody misses the noise of the mill, the council says."


@pytest.mark.parametrize("standfirst", ["", ".lead"])
def test_headline_and_captions_outside_the_body_are_read(standfirst: str) -> None:
    html = PAGE.replace("<h1", "<figure><figcaption>A mill by the river</figcaption></figure><h1", 1)
    page = extract(html.replace(' class="inline"', ""), selectors=[Selectors(".old p", standfirst=standfirst)])
    assert [(block.kind, block.text) for block in page.blocks] == [("paragraph", TEXT), ("paragraph", TEXT)]
    assert page.fields.title == "The mill stands"
    assert page.fields.standfirst == "Nobody misses the noise of the mill, the council says."
    assert "A mill by the river" in page.fields.captions


def test_a_selected_paragraph_has_the_kind_of_the_element_around_it() -> None:
    html = f"<body><blockquote><p class='x'>{TEXT}</p></blockquote><ul><li><p class='x'>{TEXT}</p></li></ul></body>"
    page = extract(html, selectors=[Selectors("p.x", standfirst=".none")])
    assert [block.kind for block in page.blocks] == ["quote", "list-item"]


def test_captions_of_a_selected_body_are_a_field() -> None:
    page = extract(PAGE.replace("The weir", "The weir in the morning"), selectors=[Selectors(".old")])
    assert page.fields.captions == ("The weir in the morning",)


def test_trafilatura_is_not_imported_for_known_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    assert extract(PAGE, selectors=[Selectors(".old")]).extractor == "selectors"
