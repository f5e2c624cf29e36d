"""Query strings that people, robots and mistakes send."""

import pytest
from django.http import QueryDict

from cases.filters.asked import read_question
from cases.finding.snapshot import current_snapshot
from tests import factories

pytestmark = pytest.mark.django_db


def read(query):
    factories.published_project()
    return read_question(QueryDict(query), current_snapshot())


def test_unknown_parameters_are_ignored():
    asked = read("utm_source=nyhetsbrev&fbclid=1")
    assert not asked.narrowed
    assert asked.rejected == ()


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("utfall=bra", "”bra” finns inte under ”Fungerade det?”."),
        ("fran=i fjol", "”i fjol” är inget årtal. Skriv fyra siffror, till exempel 2015."),
        ("fran=٢٠١٥", "”٢٠١٥” är inget årtal. Skriv fyra siffror, till exempel 2015."),
        ("sort=bast", "Ordningen ”bast” finns inte."),
        ("sida=-1", "”-1” är ingen sida; första sidan visas."),
        ("sida=0", "”0” är ingen sida; första sidan visas."),
    ],
)
def test_a_bad_value_is_named_and_left_out(query, sentence):
    asked = read(query)
    assert asked.rejected == (sentence,)
    assert not asked.narrowed
    assert asked.page == 1


def test_a_very_long_value_is_shortened_in_the_sentence():
    sentence = read("utfall=" + "a" * 5000).rejected[0]
    assert len(sentence) < 100


def test_years_in_the_wrong_order_are_swapped_with_a_word_about_it():
    asked = read("fran=2020&till=2010")
    assert asked.years == {"fran": 2010, "till": 2020}
    assert "byttes" in asked.rejected[0]


def test_more_values_than_fifty_are_not_used():
    for number in range(60):
        factories.municipality(f"Ort {number:02}")
    query = "&".join(f"kommun=ort-{number:02}" for number in range(60))
    asked = read(query)
    assert len(asked.chosen["kommun"]) == 50
    assert "50" in asked.rejected[0]


def test_the_canonical_address_has_one_order_and_no_defaults():
    asked = read("sida=1&utfall=positivt&sort=nyast&skede=pilot&utfall=blandat&visa=skede")
    assert asked.canonical("/fall/") == "/fall/?utfall=blandat&utfall=positivt&skede=pilot"


def test_a_toggle_takes_away_what_is_chosen_and_goes_to_the_first_page():
    asked = read("utfall=positivt&sida=3")
    assert asked.toggled("utfall", "positivt").address("/fall/") == "/fall/"
    assert asked.toggled("skede", "pilot").address("/fall/") == "/fall/?utfall=positivt&skede=pilot"


def test_the_words_follow_into_every_address():
    asked = read("q=skolan+i+byn&exakt=1&utfall=positivt")
    assert asked.address("/fall/") == "/fall/?q=skolan+i+byn&exakt=1&utfall=positivt"
    assert asked.toggled("utfall", "positivt").address("/fall/") == "/fall/?q=skolan+i+byn&exakt=1"
