from pyroaring import BitMap

from cases.finding.similar import Trait, place_tokens, similar


def test_the_project_itself_is_left_out_and_likeness_comes_first(index, documents):
    changed = index.with_changes([], {7: documents[1]})
    found = similar(changed, 1, documents[1], [])
    assert found[0].id == 7
    assert found[0].nearness > 0.9
    assert 1 not in [each.id for each in found]


def test_a_shared_trait_is_told(index, documents):
    theme = Trait("theme", "skola", BitMap([4, 5]))
    found = similar(index, 5, documents[5], [theme])
    assert found[0].id == 4
    assert found[0].shared == (theme,)


def test_the_same_place_is_no_likeness(index, documents, analyzer):
    changed = index.with_changes([], {7: documents[2]})
    tokens = place_tokens(["Vara"], analyzer)
    assert "=vara" in tokens
    with_place = similar(changed, 2, documents[2], [])[0].nearness
    without = similar(changed, 2, documents[2], [], ignored=tokens)[0].nearness
    assert without < with_place


def test_a_removed_project_is_not_similar(index, documents):
    changed = index.with_changes([4], {})
    theme = Trait("theme", "skola", BitMap([4, 5]))
    assert 4 not in [each.id for each in similar(changed, 5, documents[5], [theme])]
