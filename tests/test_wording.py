"""Two texts beside each other: every word is kept, what differs is marked, nothing is run."""

import re

import pytest

from cases.wording import marked


def plain(html):
    return re.sub(r"</?(ins|del)>", "", html)


def test_only_the_changed_words_are_marked():
    old, new = marked("Bussen gick varje natt.", "Bussen gick varannan natt.")
    assert old == "Bussen gick <del>varje</del> natt."
    assert new == "Bussen gick <ins>varannan</ins> natt."


def test_a_sentence_that_came_to_is_one_mark():
    assert marked("Ett.", "Ett. Två tre fyra.")[1] == "Ett. <ins>Två tre fyra.</ins>"


@pytest.mark.parametrize(
    ("old", "new"),
    [("", "Nytt"), ("Gammalt", ""), ("a b c", "c b a"), ("å  ä\n\nö", "å ä ö"), ("", "")],
)
def test_every_word_of_both_texts_is_still_there(old, new):
    left, right = marked(old, new)
    assert (plain(left).split(), plain(right).split()) == (old.split(), new.split())


def test_what_the_texts_hold_is_escaped():
    for html in marked("<b>a</b> <script>x()</script>", "<b>b</b> <img src=x onerror=y()>"):
        assert "<b>" not in html
        assert "<script" not in html
        assert "<img" not in html


def test_an_unchanged_passage_is_cut_to_its_context():
    words = " ".join(f"ord{number}" for number in range(300))
    old, new = marked(f"{words} före {words}", f"{words} efter {words}", context=5)
    assert new.count("…") == 2
    assert "ord299 <ins>efter</ins> ord0" in new
    assert len(old.split()) < 20


def test_very_long_texts_that_have_nothing_in_common_are_marked_whole():
    old, new = (" ".join(f"{letter}{number}" for number in range(3000)) for letter in "ab")
    assert marked(old, new)[0] == f"<del>{old}</del>"
