"""The moment of a publication, by Swedish clocks."""

from datetime import UTC, datetime

import pytest
from django import forms

from cases.admin.step_forms import PublishForm

SUMMER, NORMAL = datetime(2027, 7, 1, 6, tzinfo=UTC), datetime(2027, 3, 14, 7, tzinfo=UTC)
FIRST_OF_TWO = datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2027-03-14 08:00", NORMAL),
        ("2027-07-01 08:00", SUMMER),
        ("2027-10-31 02:30", FIRST_OF_TWO),
    ],
)
def test_a_time_is_by_swedish_clocks_and_the_first_where_there_are_two(written, moment):
    form = PublishForm({"at": written})
    assert form.is_valid()
    assert form.cleaned_data["at"] == moment


def test_an_hour_that_summer_time_takes_away_is_refused_in_plain_words():
    form = PublishForm({"at": "2027-03-28 02:30"})
    assert form.errors["at"] == [
        "Den timmen finns inte: klockan ställs om till sommartid då. Välj en annan tid."
    ]


def test_what_is_no_time_is_told_how_to_be_written():
    form = PublishForm({"at": "i morgon"})
    assert form.errors["at"] == ["Skriv tiden så här: 2027-03-14 08:00."]
    assert isinstance(form.fields["at"].widget, forms.DateTimeInput)
