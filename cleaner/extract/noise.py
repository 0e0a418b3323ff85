"""Elements inside the container that hold no body: by concealment, by tag, by a word in their names."""

from __future__ import annotations

from .class_words import AMBIGUOUS_KINDS, HIDDEN_PART_WORDS, HIDDEN_WORDS, NOISE_KIND_OF_WORD, NOISE_TAGS
from .page_index import PageIndex, TagPath
from .tags import SUBHEADING_TAGS
from .tree import Element, split_names


def noise_by_element(index: PageIndex) -> list[str]:
    """
    By element, what kind of noise it is or is inside of, "" for none.

    An element that holds a good part of the long text, alone or with others of its class, is never judged: publishers
    call their body anything, `teaser` and `gallery` included. Nor are the container, those around it, and the densest.
    """
    elements = index.tree.elements
    kinds = [""] * len(elements)
    share = index.thresholds.max_minor_share
    max_mass = share * max(1, index.text_mass[index.container])
    for i, element in enumerate(elements):
        if i == 0 or not index.in_container[i] or i in (index.container, index.densest):
            continue
        kinds[i] = kinds[element.parent]
        if not kinds[i]:
            kind = noise_kind(element)
            if kind and index.text_mass[i] < max_mass and index.is_minor(i, share):
                kinds[i] = kind
    return kinds


def noise_by_block(index: PageIndex, noise: list[str]) -> list[str]:
    """
    By text block, what kind of noise it is inside of, "" for none.

    Long text with the tags and classes of most of the body is spared inside an element whose class says teaser or image.
    """
    masses: dict[TagPath, int] = {}
    for i, block in enumerate(index.tree.blocks):
        if index.is_long[i] and index.in_container[block.element] and not noise[block.element]:
            masses[index.tag_paths[i]] = masses.get(index.tag_paths[i], 0) + block.length
    min_mass = index.thresholds.max_minor_share * sum(masses.values())
    body = {path for path, mass in masses.items() if mass > min_mass and (path[1] or path[3])}
    spared = {i for i, path in enumerate(index.tag_paths) if index.is_long[i] and path in body} if body else set()
    kinds = [noise[block.element] for block in index.tree.blocks]
    return ["" if kind in AMBIGUOUS_KINDS and i in spared else kind for i, kind in enumerate(kinds)]


def noise_kind(element: Element) -> str:
    """What kind of noise an element is by itself, "" for none."""
    if (element.hidden and element.tag != "p") or is_hidden(element):
        return "hidden"
    if element.tag in NOISE_TAGS:
        return "caption" if element.tag in ("figure", "figcaption") else "tag"
    if element.tag in SUBHEADING_TAGS:
        return ""
    return next((NOISE_KIND_OF_WORD[word] for word in element.tokens if word in NOISE_KIND_OF_WORD), "")


def is_hidden(element: Element) -> bool:
    """
    Whether the names of an element say that it is not shown. A class that hides its label, as content management systems
    write it, does not hide the element.

    >>> names = ("field visually-hidden", "field field--label-hidden", "label hidden")
    >>> [is_hidden(Element(0, "div", classes, split_names(classes), False, 1)) for classes in names]
    [True, False, True]
    """
    if HIDDEN_WORDS.isdisjoint(element.tokens):
        return False
    hiding = [words for words in map(split_names, element.classes.split()) if not HIDDEN_WORDS.isdisjoint(words)]
    return not hiding or any(HIDDEN_PART_WORDS.isdisjoint(words) for words in hiding)
