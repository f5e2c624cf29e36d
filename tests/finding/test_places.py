import pytest

from cases.finding.places import Places, part_of_country, place_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Skåne län", "skåne"),
        ("Region Skåne", "skåne"),
        ("Västra Götalands län", "västra götaland"),
        ("Borås kommun", "borås"),
        ("Fredericia Kommune", "fredericia"),
        ("Malung-Sälen", "malung-sälen"),
    ],
)
def test_a_place_has_one_key(name, key):
    assert place_key(name) == key


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("göteborgs", ("göteborg", 1)),
        ("goteborg", ("göteborg", 1)),
        ("västra götalands län", ("västra götaland", 3)),
        ("västra götaland", ("västra götaland", 2)),
        ("kalmar", ("kalmar", 1)),
        ("okänd", None),
    ],
)
def test_the_longest_name_is_found_as_people_write_it(typed, found):
    places = Places(["Göteborg", "Västra Götalands län", "Kalmar län", "Kalmar"])
    assert places.find(typed.split(), 0) == found


def test_each_county_lies_in_one_part_of_the_country():
    assert part_of_country("25") == "Norrland"
    assert part_of_country("01") == "Svealand"
    assert part_of_country("12") == "Götaland"
    assert part_of_country("99") == ""
