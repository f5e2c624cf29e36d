"""However the index came to be, it answers the same: changed hundreds of times, or built anew."""

import random
from dataclasses import replace

import pytest

from cases.finding.documents import analyze_document, token_id
from cases.finding.postings import Index
from cases.finding.query import search
from cases.finding.similar import similar
from cases.finding.spelling import corrections
from cases.finding.suggest import suggested_words
from tests.finding.bank import bank, case_fields, load_cases

CHANGES = 250
QUERIES = ("aldreomsorg", "inovation i skolan", "hemtjänst vara", '"social investering"', "skol")
QUERIES += ("kommun stöd", "digtal tillsyn nattkamera", "medborgarbud", "rening av vatten", "xyzzy")
MISSPELT = ("hemtjenst", "skolsjutts", "inovation", "medborgre", "sosialtjänst", "upphandlig")
BEGINNINGS = ("a", "sk", "med", "hem", "väx", "vax", "ö", "o", "in")


@pytest.fixture(scope="module")
def cases():
    return [case_fields(case) for case in load_cases()[:30]]


@pytest.fixture(scope="module")
def changed(cases):
    """A dictionary whose index was changed many times, and the documents that it then holds."""
    dictionary = bank(load_cases()[:20])
    pick = random.Random(20)
    variants = [
        analyze_document(fields, dictionary.analyzer)
        for case in cases
        for fields in (case, *(shortened(case, pick) for _variant in range(5)))
    ]
    known = [analyze_document(fields, dictionary.analyzer) for fields in cases[:20]]
    documents, index = dict(enumerate(known, start=1)), dictionary.index
    for _change in range(CHANGES):
        removed = pick.sample(range(1, 41), pick.choice((0, 1, 1, 2)))
        added = {n: pick.choice(variants) for n in pick.sample(range(1, 41), pick.choice((0, 1)))}
        index = index.with_changes(removed, added)
        documents = {n: d for n, d in documents.items() if n not in removed} | added
    return replace(dictionary, index=index), dict(sorted(documents.items()))


def shortened(case, pick):
    """The case as an editor might have it another day: some of its words, in another order."""
    words = case["body"].split()
    start = pick.randrange(len(words))
    return {**case, "body": " ".join(words[start : start + pick.randint(20, 200)])}


@pytest.fixture(scope="module")
def rebuilt(changed):
    dictionary, documents = changed
    return replace(dictionary, index=Index.build(documents.items()))


def test_the_changes_left_dead_documents_and_several_parts(changed):
    index = changed[0].index
    assert len(index.parts) > 1
    assert index.size > index.count


@pytest.mark.parametrize("query", QUERIES)
def test_a_search_gives_the_same_list_and_the_same_corrections(changed, rebuilt, query):
    mine, other = search(changed[0], query), search(rebuilt, query)
    assert mine.ids.tolist() == other.ids.tolist()
    assert mine.partial_ids.tolist() == other.partial_ids.tolist()
    assert mine.corrections == other.corrections
    assert mine.query_as_read == other.query_as_read


def test_every_word_is_counted_the_same(changed, rebuilt):
    for beginning in "abcdefghijklmnopqrstuvwxyzåäö":
        for most in (5, 10_000):
            mine = changed[0].index.words_with_prefix(beginning, most=most)
            assert mine == rebuilt.index.words_with_prefix(beginning, most=most)
            assert all(mine.values())


def test_words_are_corrected_the_same(changed, rebuilt):
    common = list(rebuilt.index.words_with_prefix("", may_lack_dots=False))[::10]
    for word in (*MISSPELT, *(word[:-2] + word[-1:] for word in common)):
        mine, other = (corrections(word, d.index, d.analyzer) for d in (changed[0], rebuilt))
        assert mine == other, word


@pytest.mark.parametrize("typed", BEGINNINGS)
def test_the_same_words_are_suggested(changed, rebuilt, typed):
    mine, other = (suggested_words(d.index, d.analyzer, typed) for d in (changed[0], rebuilt))
    assert mine == other


def test_the_same_cases_are_like(changed, rebuilt):
    dictionary, documents = changed
    for number, document in documents.items():
        mine, other = (similar(d.index, number, document, ()) for d in (dictionary, rebuilt))
        assert [like.id for like in mine] == [like.id for like in other]
        assert [round(like.nearness, 9) for like in mine] == [
            round(like.nearness, 9) for like in other
        ]


def test_a_word_that_only_a_gone_document_had_is_gone(cases):
    dictionary = bank(load_cases()[:5])
    only = analyze_document({"title": "Kvittblom i parken"}, dictionary.analyzer)
    with_it = dictionary.index.with_changes([], {77: only})
    without = with_it.with_changes([77], {})
    assert with_it.words_with_prefix("kvittb") == {"kvittblom": 1}
    assert without.words_with_prefix("kvittb") == {}
    assert corrections("kvitblom", with_it, dictionary.analyzer) == ["kvittblom"]
    assert corrections("kvitblom", without, dictionary.analyzer) == []
    assert not len(without.postings_of(token_id("kvittblom"))[0])
