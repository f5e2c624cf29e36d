"""Queries written from the real cases: a second test beside the graded set, not for tuning."""

import json
from pathlib import Path

import pytest

from cases.finding.evaluate import evaluate, read_queries
from cases.finding.query import search

from .bank import bank, load_cases

QUERIES = Path(__file__).with_name("real_queries.json")
LEAST = {"phrase": 1.0, "prefix": 0.95, "dotless": 0.93, "misspelling": 0.90, "compound": 0.85}


@pytest.fixture(scope="module")
def figures():
    cases = load_cases()
    dictionary = bank(cases)
    slugs = [case["id"] for case in cases]
    queries = read_queries(json.loads(QUERIES.read_text(encoding="utf-8")), {s: s for s in slugs})

    def find(text):
        return [slugs[number - 1] for number in search(dictionary, text).ids.tolist()]

    return evaluate(find, queries)


def test_the_real_cases_are_found(figures):
    assert figures["ndcg10"] >= 0.87
    assert figures["recall20"] >= 0.92
    assert figures["zero"] <= 0.02


def test_no_kind_of_query_is_left_behind(figures):
    for kind, value in figures["by_kind"].items():
        assert value >= LEAST.get(kind, 0.60), kind


@pytest.mark.parametrize("text", ["innovation i skolan", "inovation i skolan"])
def test_a_word_that_all_cases_share_does_not_outweigh_the_subject(text):
    cases = load_cases()
    first = search(bank(cases), text).ids.tolist()[0]
    assert "skola" in cases[first - 1]["title"].lower() or "skola" in cases[first - 1]["themes"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("bostadbrist", "bostadsbrist"), ("medborgarbuget", "medborgarbudget")],
)
def test_a_misspelt_compound_finds_what_the_compound_finds(typed, meant):
    dictionary = bank(load_cases())
    result, expected = search(dictionary, typed), search(dictionary, meant)
    assert result.query_as_read == meant
    assert result.ids.tolist()[:5] == expected.ids.tolist()[:5] != []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("aldreomsorg", "äldreomsorg"),
        ("forsörjningsstöd", "försörjningsstöd"),
        ("medborgarbudjet", "medborgarbudget"),
        ("inovation i skolan", "innovation i skolan"),
    ],
)
def test_a_mended_word_finds_as_many_cases_as_the_right_one(typed, meant):
    dictionary = bank(load_cases())
    result, expected = search(dictionary, typed), search(dictionary, meant)
    assert result.query_as_read == meant
    assert len(result.counted) == len(expected.counted) > 0
