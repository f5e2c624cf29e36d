"""Facets as bitmaps, without a database."""

from pyroaring import BitMap

from cases.finding.facets import FacetIndex


def index():
    members = {
        "skede": {"pilot": BitMap([1, 2]), "nedlagt": BitMap([3, 4])},
        "lan": {"skane": BitMap([1, 3, 4]), "halland": BitMap([2, 4])},
    }
    return FacetIndex.build([1, 2, 3, 4], members)


def test_without_choices_everything_is_found():
    assert index().select({}).hits == BitMap([1, 2, 3, 4])


def test_values_of_one_facet_are_alternatives():
    assert index().select({"lan": ["skane", "halland"]}).hits == BitMap([1, 2, 3, 4])


def test_facets_narrow_each_other():
    assert index().select({"lan": ["skane"], "skede": ["nedlagt"]}).hits == BitMap([3, 4])


def test_a_facet_is_counted_with_its_own_choice_lifted():
    selection = index().select({"lan": ["halland"], "skede": ["pilot"]})
    assert index().counts("lan", selection) == {"skane": 1, "halland": 1}
    assert index().counts("skede", selection) == {"pilot": 1, "nedlagt": 1}
    assert index().counts("skede", selection, ["nedlagt", "okant"]) == {"nedlagt": 1}


def test_a_choice_that_nothing_has_gives_an_empty_list():
    assert not index().select({"skede": ["spritt"]}).hits


def test_what_was_found_before_narrows_hits_and_counts():
    selection = index().select({"skede": ["nedlagt"]}, within=BitMap([1, 3]))
    assert selection.hits == BitMap([3])
    assert index().counts("skede", selection) == {"pilot": 1, "nedlagt": 1}
    assert index().counts("skede", selection, ["nedlagt", "okant"]) == {"nedlagt": 1}


def test_values_of_unknown_projects_are_left_out():
    assert FacetIndex.build([1], {"skede": {"pilot": BitMap([1, 9])}}).values == {
        "skede": {"pilot": BitMap([1])}
    }
