"""Swedish numbers, periods and lists."""

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe

from cases.templatetags.swedish import number, period, sentence_list


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (999, "999"),
        (1234, "1\xa0234"),
        (1234567, "1\xa0234\xa0567"),
        (1234.5, "1\xa0234,5"),
        ("12.50", "12,5"),
        (-1500, "−1\xa0500"),
        ("drygt 8", "drygt 8"),
        ("NaN", "NaN"),
        (None, None),
    ],
)
def test_a_number_is_written_as_in_swedish(value, written):
    assert number(value) == written


def test_decimals_can_be_fixed():
    assert number(1234.5, 2) == "1\xa0234,50"
    assert number(0.5, 0) == "0"


@pytest.mark.parametrize(
    ("years", "written"),
    [
        ((2006, 2009), "2006–2009"),
        ((2006, 2006), "2006"),
        ((2006,), "2006"),
        ((2006, None, True), "från 2006"),
        ((None, 2009), "till 2009"),
        ((None, None), ""),
    ],
)
def test_a_period_is_read_as_one_says_it(years, written):
    assert period(*years) == written


@pytest.mark.parametrize(
    ("items", "written"),
    [([], ""), (["Åre"], "Åre"), (["a", "b"], "a och b"), (["a", "b", "c"], "a, b och c")],
)
def test_a_list_ends_with_och(items, written):
    assert sentence_list(items) == written


def test_a_list_escapes_text_and_keeps_markup():
    items = ["<b>", mark_safe("<i>x</i>")]
    html = Template("{% load swedish %}{{ items|sentence_list }}").render(Context({"items": items}))
    assert html == "&lt;b&gt; och <i>x</i>"
