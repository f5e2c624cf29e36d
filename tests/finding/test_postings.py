import numpy as np
import pytest

from cases.finding.building import build_segment
from cases.finding.postings import Index


def state(index, tokens):
    """What a token gives, by id: the same however the index came to be."""
    return {
        token: dict(
            zip(
                index.ids[index.postings(token)[0]].tolist(),
                index.postings(token)[1].tolist(),
                strict=True,
            )
        )
        for token in tokens
    } | {"idf": [index.idf(token) for token in tokens], "count": index.count}


TOKENS = ["skol", "innovation", "äldreomsorg", "=vara", "natt", "cykling", "saknas"]


def test_a_token_gives_the_documents_that_have_it(index):
    places, impacts = index.postings("skol")
    assert index.ids[places].tolist() == [4, 5]
    assert impacts.dtype == np.uint16


def test_an_index_changed_step_by_step_equals_one_built_anew(documents):
    index = Index.build(sorted({1: documents[1], 2: documents[2], 3: documents[5]}.items()))
    index = index.with_changes([2], {3: documents[3]})
    index = index.with_changes([], {4: documents[4]})
    index = index.with_changes([4], {})
    index = index.with_changes([], {5: documents[5], 4: documents[4]})
    wanted = Index.build(sorted({n: documents[n] for n in (1, 3, 4, 5)}.items()))
    assert state(index, TOKENS) == state(wanted, TOKENS)


def test_the_index_before_a_change_stays_as_it_was(index, documents):
    before = state(index, TOKENS)
    index.with_changes([1, 2, 3], {9: documents[4]})
    assert state(index, TOKENS) == before


def test_many_single_changes_leave_few_parts(documents):
    index = Index.build(documents.items())
    for number in range(100):
        index = index.with_changes([], {10 + number: documents[1 + number % 5]})
    assert index.count == 105
    assert len(index.parts) <= 4


def test_ids_must_ascend(documents):
    with pytest.raises(ValueError, match="ids must ascend"):
        build_segment([(2, documents[2]), (1, documents[1])])


def test_an_empty_index_answers_nothing():
    index = Index.build([])
    assert index.count == 0
    assert not len(index.postings("skol")[0])


def test_words_are_found_by_beginning_and_without_dots(index):
    assert index.words_with_prefix("aldreo") == {"äldreomsorgen": 1}
    assert index.words_with_dots("raddningstjansten") == ["räddningstjänsten"]
