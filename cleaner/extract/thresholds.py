"""
Every number that decides which blocks of a page without a pack are the article.

Shares are of 1. Characters are those of `TextBlock.length`: Chinese, Japanese, Korean and Thai count three each.
Spaces are counted in comparison keys, so a line of n words has n - 1.

A measurement beside a value is what three sets of news pages (147, 138 and 92 pages with human gold) lose without it or
with the other value named, in points of entirely clean pages and thousandths of F1, as first | second | third set. One
page is .7, .7 and 1 point. (+) means measured before the last changes to lists and closing notes. "Never varied" means
that no other value was tried. Values with neither were chosen on all publishers together; choosing each anew for every
publisher from all others gives the same quality (docs/decisions/006-pages-without-a-pack.md).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The thresholds by name; `dataclasses.replace` varies one of them."""

    # Long text: paragraphs reach 80 characters, labels and titles of teasers do not.
    min_long_chars: int = 80
    max_long_link_density: float = 0.35
    max_counted_chars: int = 1000  # a single endless block is a licence or a script. 3,000: F1 0 | 0 | -4

    # The container: what long text adds to the elements around it, and when climbing to an outer element pays.
    ancestor_decay: float = 0.7
    ancestor_levels: int = 3
    title_word_bonus: float = 0.5  # added weight for each word that a paragraph shares with the title
    max_title_words: int = 4  # words that add weight at most; never varied
    min_title_word_chars: int = 4  # never varied
    max_titles_matched: int = 3  # wordings of the title whose words count; never varied
    max_descriptions_matched: int = 1  # never varied
    # .03: no change. .12: 2 pages more on the third set, 1 less on the second.
    min_climb_gain: float = 0.06  # of the long text inside
    min_climb_density: float = 0.35  # long text in what is added. .5: F1 2 | 6 | 0, .25: clean 0 | 2 | 0

    # An element that holds this share of the long text is not judged by its tag or class. .3: F1 3 | 3 | 0. .7: one page
    # better, but where a name is wrong, more than half of an article is lost.
    max_minor_share: float = 0.5
    max_minor_share_outside: float = 0.4  # the same where the container is looked for
    max_never_container_share: float = 0.9

    # What a page declares, compared with its lines.
    min_title_chars: int = 11  # of a title that lines are compared with; never varied
    min_title_start_spaces: int = 3  # in a line that is the start of a title; never varied
    max_title_growth: float = 1.2  # of a line that starts with the title, in titles; never varied
    min_description_chars: int = 20  # never varied
    min_author_chars: int = 4  # never varied
    max_author_chars: int = 59  # never varied

    # Where the body is. A parent is the element around a block's own; a tag path is the tags and classes of both.
    min_body_parent_share: float = 0.1  # of the long text: such a parent holds body; never varied
    min_body_path_share: float = 0.3  # such a tag path is one of the body; never varied
    min_main_parent_share: float = 0.5  # such a parent holds most of the body; never varied

    # Lines that are links, as a rule: (+) clean 1 | 7 | -3, F1 -3 | 3 | 1.
    min_link_line_density: float = 0.8
    min_short_link_line_density: float = 0.5
    max_short_link_line_chars: int = 249
    max_linked_heading_chars: int = 59  # a linked heading in the body that stays; never varied

    # Labels, as a rule: (+) clean 0 | 1 | 0, F1 0 | 1 | 0. Bracketed lines were not measured.
    max_label_chars: int = 59  # never varied
    min_bold_share: float = 0.9  # of a line that is a subheading; never varied
    max_bracketed_spaces: int = 19  # never varied

    # Lists that are the article. The rule is worth nothing on these sets (F1 -1 | 0 | 0), whose golds disagree about
    # lists. It stays because the dates of a tour and the results of a race are the article.
    min_list_lines: int = 3
    # For 6, third set: clean 40.2 to 41.3 %, body lost 3.08 to 2.09 %.
    min_list_lines_in_element: int = 6  # lines of one paragraph
    max_list_link_density: float = 0.2

    # Small elements with an image or a video, as a rule: (+) clean 1 | 0 | 1, F1 0 | 1 | 0.
    max_media_chars: int = 400  # below this; never varied
    max_media_share: float = 0.1  # and below this share of the long text; never varied
    media_levels: int = 2  # a block's own element and those around it in which media count; never varied
    media_text_levels: int = 3  # the same for the text that is counted around media; never varied

    # Elements unlike the body, as a rule: clean 0 | 1 | 2, F1 1 | 0 | 2.
    min_uniform_path_share: float = 0.6  # of the most frequent tag path: the rule applies; never varied
    max_foreign_path_share: float = 0.1  # never varied
    max_foreign_parent_share: float = 0.12  # never varied
    quote_levels: int = 3  # elements up to a <blockquote>; never varied
    opening_levels: int = 4  # elements from the main parent outwards in which the article can open; never varied
    min_opening_blocks: int = 2  # a single one is a standfirst; never varied

    # Other articles, as a rule: (+) clean 1 | 0 | 0, F1 5 | 0 | 0.
    min_article_share: float = 0.1  # of an <article> that counts as one; never varied

    # The paragraphs that carry the body at its ends, as a rule: clean 2 | 5 | 0, F1 2 | 0 | -5.
    min_carrier_parent_share: float = 0.06
    min_carrier_path_share: float = 0.5
    min_carrier_chars: int = 201  # of one that does not end like a sentence; never varied
    min_continuation_spaces: int = 2  # never varied
    max_continuation_link_density: float = 0.2  # never varied

    # The JSON-LD body clips the ends where it covers this share of the lines compared. (+) Clean 1 | 0 | 0.
    min_json_ld_share: float = 0.7  # .5: a page more, but it would clip by previews of paid articles
    min_json_ld_line_chars: int = 60  # of a line that is compared; never varied
    json_ld_prefix_chars: int = 150  # of its comparison key; never varied
    min_json_ld_kept_chars: int = 20  # shorter lines are in a body by accident; never varied

    # Closing notes in italics that have links or do not end like a sentence: clean 2 | 0 | 0. Whole sentences stay: they
    # name contributors and corrections, which packs have rules for. That costs clean 1 | 2 | -4.
    min_note_italic_share: float = 0.8
    min_note_link_density: float = 0.2
    min_kept_blocks: int = 3  # that closing notes leave; never varied

    # Headings over what was dropped, unless they are among the paragraphs. (+) Clean 0 | 1 | 0.
    max_orphan_parent_share: float = 0.2
    max_announcement_chars: int = 11  # `More:`, `Tags:`. 80: sentences of 30 blogs and of two news pages were lost

    # A rule that takes more than this share of the long text is wrong about the page. .6: F1 -2 | -3 | 12.
    max_dropped_share: float = 0.4

    # Doubt: too little prose kept, or too few of the announced words in it. Trafilatura is tried on 4 % and taken on 3 %
    # of 1,664 pages: clean 0 | -1 | 1, F1 0 | 0 | 19. F1 is 9 better on blogs and 1 on pages of 2011, of which
    # fewer are clean.
    min_prose_chars: int = 30
    min_kept_prose_share: float = 0.25
    min_announced_share: float = 0.35
    max_announcement_key_chars: int = 400  # of a headline or description; never varied
    min_announced_word_chars: int = 4  # never varied

    # The standfirst as a field: clean 16 | 32 | 2, F1 5 | 13 | 0. A line needs `min_standfirst_score` points.
    min_standfirst_score: int = 2  # never varied
    standfirst_class_points: int = 3  # its own class says standfirst; never varied
    standfirst_class_heading_points: int = 4  # and it is a heading. First set: clean 51.7 to 52.4 %
    standfirst_parent_class_points: int = 2  # never varied
    standfirst_description_points: int = 3  # it repeats the description; never varied
    standfirst_heading_points: int = 1  # h2 to h4, or a paragraph; never varied
    standfirst_sentence_points: int = 1  # never varied
    standfirst_long_points: int = 1  # never varied
    min_standfirst_chars: int = 30  # shorter lines are sections, names, labels; never varied
    # Together with new words: clean 49.7 to 50.3 and 63.8 to 64.5 % on the first two sets.
    min_named_standfirst_chars: int = 20  # if its own class says standfirst
    min_standfirst_spaces: int = 3  # never varied
    min_long_standfirst_chars: int = 60  # more likely one, and not a date; never varied
    max_standfirst_link_density: float = 0.3  # below this; never varied
    standfirst_levels: int = 3  # elements whose classes count, from its own outwards; never varied
    standfirst_look_back: int = 8  # blocks before the body, on a page without a headline; never varied
    same_description_chars: int = 50  # of two keys with one start: descriptions are cut off; never varied


THRESHOLDS = Thresholds()
