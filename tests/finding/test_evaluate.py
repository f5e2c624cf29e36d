import math

import pytest

from cases.finding.evaluate import (
    GradedQuery,
    evaluate,
    percentile,
    read_negative,
    read_queries,
    read_texts,
    score,
)


def test_a_perfect_answer_scores_one():
    assert score([1, 2, 3], {1: 3, 2: 2, 3: 1}) == (1.0, 1.0, 0.0)


def test_an_empty_answer_scores_nothing():
    assert score([], {1: 3}) == (0.0, 0.0, 1.0)


def test_a_late_hit_is_discounted_by_its_rank():
    assert score([9, 8, 1], {1: 3}).ndcg10 == pytest.approx(1 / math.log2(4))


def test_recall_counts_the_clearly_relevant_among_twenty():
    answer = [*range(100, 119), 1, 2]
    assert score(answer, {1: 2, 2: 3, 3: 1}).recall20 == 0.5
    assert score([3], {3: 1}).recall20 == 1.0


def test_a_repeated_id_counts_once():
    assert score([1, 1, 2], {1: 3, 2: 2}).ndcg10 == 1.0


def test_the_figures_are_means_by_kind_and_over_all():
    queries = [GradedQuery("a", "name", "x", {1: 3}), GradedQuery("b", "topic", "y", {2: 3})]
    result = evaluate(lambda text: [1], queries, ["inget"])
    assert result["ndcg10"] == 0.5
    assert result["zero"] == 0.0
    assert result["by_kind"] == {"name": 1.0, "topic": 0.0}
    assert result["negative_empty"] == 0.0
    assert result["ids"] == {"a": [1], "b": [1]}


def test_queries_are_read_with_ids_of_either_kind():
    data = {"queries": [{"qid": "a", "kind": "name", "q": "x", "rel": {"7": 3, "borta": 1}}]}
    assert read_queries(data, {"7": 7})[0].relevant == {7: 3, "borta": 1}


@pytest.mark.parametrize("data", [["a", "b"], {"words": ["a", "b"]}, [{"q": "a"}, {"q": "b"}]])
def test_negative_words_are_read_from_any_list(data):
    assert read_negative(data) == ["a", "b"]


def test_no_query_is_an_error():
    with pytest.raises(ValueError, match="no query"):
        evaluate(lambda text: [], [])


def test_the_percentile_is_the_nearest_rank():
    assert percentile(list(range(1, 101)), 0.95) == 95
    assert percentile([4.0], 0.95) == 4.0


def test_a_text_is_read_with_its_theme_among_the_tags():
    entry = {"id": "a", "title": "T", "kommun": "Vara", "tema": "Kultur", "tags": ["musik"]}
    identity, fields = read_texts([entry], {"Vara": ("Västra Götalands län", "Götaland")})[0]
    assert identity == "a"
    assert fields["tags"] == "musik\nKultur"
    assert fields["part_of_country"] == "Götaland"
