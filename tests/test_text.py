"""Swedish sort order, slugs and safe HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import text
from cases.text import fold, lines, render_markdown, slugify_swedish, sort_key, word_count


def test_swedish_order_puts_a_ring_a_dots_and_o_dots_last():
    names = ["Öckerö", "Älvdalen", "Åmål", "Orsa", "Ale", "Zinkgruvan", "Örebro"]
    expected = ["Ale", "Orsa", "Zinkgruvan", "Åmål", "Älvdalen", "Öckerö", "Örebro"]
    assert sorted(names, key=sort_key) == expected


def test_an_accent_sorts_as_its_letter():
    assert sorted(["Linde", "Lidén", "Liden b"], key=sort_key) == ["Lidén", "Liden b", "Linde"]


def test_numbers_sort_by_size():
    assert sorted(["10 år", "2 år"], key=sort_key) == ["2 år", "10 år"]


def test_decomposed_letters_sort_as_composed_ones():
    assert sort_key("A\u030amål") == sort_key("Åmål")


def test_a_slug_has_no_swedish_letters():
    assert slugify_swedish("Upplands Väsby – Åmål & Öckerö") == "upplands-vasby-amal-ockero"


def test_folding_makes_are_of_are_with_a_ring():
    assert fold("ÅRE") == "are"


def test_lines_leave_out_the_empty_ones():
    assert lines("ett\n\n  två \n") == ["ett", "två"]


def test_words_are_counted_at_white_space():
    assert word_count("För  stressade\nläsare") == 3


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>",
        "[klicka](javascript:alert(1))",
        "[klicka](data:text/html,<script>alert(1)</script>)",
        '<img src=x onerror="alert(1)">',
        "<svg/onload=alert(1)>",
        '[a](https://x.se "onmouseover=alert(1)")',
    ],
)
def test_hostile_markdown_leaves_nothing_that_runs(payload):
    html = render_markdown(payload).lower()
    assert "<script" not in html
    assert "<img" not in html
    assert "<svg" not in html
    assert 'href="javascript' not in html
    assert 'href="data' not in html


def test_markdown_gives_paragraphs_lists_and_links():
    html = render_markdown("Ett **starkt** ord\n\n- punkt\n\n[länk](https://exempel.se)")
    assert "<strong>starkt</strong>" in html
    assert "<li>punkt</li>" in html
    assert '<a href="https://exempel.se"' in html


@given(
    st.lists(
        st.sampled_from(
            [
                *"ab åÄé.,;:!?()/%§–—”»'-12_*`[]<&\\#>+=\t\n",
                "\n\n",
                "1. ",
                "- ",
                "---",
                "&amp;",
                "http://a.se",
                "\N{NO-BREAK SPACE}",
                "\N{COMBINING ACUTE ACCENT}",
                "\N{SUPERSCRIPT TWO}",
            ]
        ),
        max_size=24,
    ).map("".join)
    | st.from_regex(text._PLAIN_TEXT, fullmatch=True)
)
def test_plain_sentences_read_as_the_same_sentences_in_markdown(value):
    assert render_markdown(value) == text._cleaned_markdown(value)


@pytest.mark.parametrize("value", ["Sextio procent, 60 %.", "2019 kom svaret.\n\nSedan – inget!"])
def test_ordinary_sentences_are_known_as_plain(value):
    assert text._PLAIN_TEXT.fullmatch(value)
