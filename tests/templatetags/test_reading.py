"""What a long text needs: safe Markdown, references, the language of a title."""

import pytest

from cases.models import Citation
from cases.templatetags.reading import cite, foreign_language, markdown


def test_a_reference_links_to_its_number_and_says_what_it_is():
    html = cite(Citation(number=7))
    assert 'href="#kalla-7"' in html
    assert "källa </span>[7]" in html


def test_nothing_stands_where_there_is_no_reference():
    assert cite(None) == ""


@pytest.mark.parametrize("code", ["", None, "sv", "sv/en", "en-gb!", '"><script>'])
def test_only_a_known_foreign_language_is_marked(code):
    assert foreign_language(code) == ""


def test_a_foreign_language_is_marked():
    assert foreign_language("DA") == "da"


def test_markdown_never_lets_a_script_through():
    assert "<script>" not in markdown("<script>alert(1)</script>")
    assert markdown(None) == ""
