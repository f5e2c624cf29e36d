"""The addresses of records are the resolver's own, however seldom it is asked."""

import pytest
from django.urls import NoReverseMatch, reverse

from cases.models.addresses import address


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("project-list", []),
        ("project-detail", ["vatten-2024"]),
        ("project-version", ["IB-0007", 3]),
        ("project-reference", ["vatten", 12, "bib"]),
        ("project-preview", [17]),
        ("project-image", ["fall/en bild & två.jpg"]),
        ("project-image", ["bild.jpg"]),
    ],
)
def test_an_address_is_what_the_resolver_says_the_first_time_and_the_next(name, words):
    assert [address(name, *words), address(name, *words)] == [reverse(name, args=words)] * 2


@pytest.mark.parametrize("word", ["", "två ord", "a/b", "ett-ord-i-adressen/"])
def test_a_word_that_no_address_has_is_refused(word):
    address("project-detail", "vatten")
    with pytest.raises(NoReverseMatch):
        address("project-detail", word)
