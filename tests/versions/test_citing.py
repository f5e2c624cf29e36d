"""How a version is cited in the formats of reference managers."""

from datetime import UTC, datetime

import pytest

from cases.versions.citing import Reference, as_bibtex


@pytest.mark.parametrize("title", ["Bild } och {{{", "Allt & 100 % $ # _ ~ ^ \\", "Två\nrader"])
def test_whatever_a_title_holds_the_entry_closes_where_it_should(title):
    day = datetime(2026, 3, 1, tzinfo=UTC)
    reference = Reference(title, "IB-0001", 1, day, "Idébanken", "https://x.example/")
    entry = as_bibtex(reference)
    depth = 0
    for place, letter in enumerate(entry.rstrip("\n")):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        assert depth > 0 or place in (*range(5), len(entry) - 2), entry
    assert depth == 0
