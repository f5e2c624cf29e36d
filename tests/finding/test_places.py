import csv

import pytest

from cases.content.reading import DATA
from cases.finding.language import lists
from cases.finding.places import Places, part_of_country, parts_of_country, place_key


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


@pytest.mark.parametrize(
    ("county", "municipality", "found"),
    [
        ("14", "Tanum", ["Götaland", "Bohuslän"]),
        ("14", "Borås", ["Götaland", "Västergötland"]),
        ("06", "Habo", ["Götaland", "Västergötland"]),
        ("06", "Gnosjö", ["Götaland", "Småland"]),
        ("04", "Eskilstuna", ["Svealand", "Sörmland"]),
        ("12", "Lund", ["Götaland"]),
    ],
)
def test_a_municipality_lies_in_its_province_too(county, municipality, found):
    assert parts_of_country(county, municipality) == found


def test_every_municipality_of_the_provinces_is_one_of_the_290():
    with (DATA / "municipalities.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    known = {row["name"] for row in rows} | {row["county_code"] for row in rows}
    named = {part.removeprefix("-") for parts in lists().provinces.values() for part in parts}
    assert named <= known
