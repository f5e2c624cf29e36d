"""What a synonym finds, and that the starting synonyms are sound."""

from collections import Counter, defaultdict

import pytest
import yaml

from cases.finding.language import DATA, lists, normalise, words
from cases.finding.reading import MOST_SYNONYMS
from cases.finding.synonyms import SynonymRow, Synonyms, rows_of


@pytest.fixture(scope="module")
def data():
    return yaml.safe_load((DATA / "synonyms.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def rows(data):
    return rows_of(data)


@pytest.fixture(scope="module")
def tokens(analyzer):
    """From an expression to the first token of each of its words."""

    def first_tokens(expression):
        found = [word.text for word in words(normalise(expression))]
        return tuple(analyzer.analyze(word).tokens[0] for word in found)

    return first_tokens


def test_an_equal_row_works_both_ways_and_a_narrower_one_way(analyzer):
    rows = [SynonymRow("SKR", "SKL", False, 0.6), SynonymRow("klimat", "utsläpp", True, 0.3)]
    synonyms = Synonyms.of(rows, analyzer)
    assert synonyms.find(["skl"])[0].tokens == ("skr",)
    assert synonyms.find(["skr"])[0].weight == 0.6
    assert synonyms.find(analyzer.analyze("klimat").tokens)
    assert not synonyms.find(analyzer.analyze("utsläpp").tokens)


def test_neighbours_find_each_other_with_the_weight_of_a_narrower_word(analyzer):
    data = {"equal": [], "near": [["varsel", "friställd"]], "narrower": []}
    synonyms = Synonyms.of(rows_of(data), analyzer)
    assert [found.weight for found in synonyms.find(["varsel"])] == [0.3]
    assert synonyms.find(analyzer.analyze("friställd").tokens[:1])


def test_a_pair_that_comes_again_keeps_its_first_row():
    entry = {"term": "Tåg", "finds": ["järnväg", "Buss"]}
    data = {"equal": [["tåg", "järnväg"]], "near": [["buss", "tåg"]], "narrower": [entry]}
    assert [(row.other, row.one_way, row.weight) for row in rows_of(data)] == [
        ("järnväg", False, 0.6),
        ("tåg", False, 0.3),
    ]


def test_no_pair_stands_twice_in_the_starting_synonyms(data):
    groups = [*data["equal"], *data["near"]]
    pairs = [(one, other) for group in groups for one in group for other in group if one < other]
    pairs += [(entry["term"], other) for entry in data["narrower"] for other in entry["finds"]]
    counted = Counter(tuple(sorted((one.lower(), other.lower()))) for one, other in pairs)
    assert [pair for pair, number in counted.items() if number > 1] == []


def test_no_word_heads_two_lists_of_narrower_ones(data):
    counted = Counter(entry["term"].lower() for entry in data["narrower"])
    assert [term for term, number in counted.items() if number > 1] == []


def test_no_starting_synonym_is_only_an_inflection_of_the_other(rows, tokens):
    assert [row for row in rows if tokens(row.term) == tokens(row.other)] == []


def test_every_expression_says_more_than_stop_words_and_generic_ones(rows, tokens):
    empty = lists().stop | lists().generic
    found = {row.other for row in rows} | {row.term for row in rows if not row.one_way}
    found |= {row.term for row in rows if not tokens(row.term)}
    told = {text: {word.text for word in words(normalise(text))} for text in found}
    wordless = {text for text, its_words in told.items() if its_words <= empty}
    assert wordless <= {"innovation", "innovativ", "nytänkande", "arbete"}


def test_no_word_finds_more_than_a_search_reads(rows, tokens):
    found = defaultdict(set)
    for row in rows:
        found[tokens(row.term)].add(tokens(row.other))
        if not row.one_way:
            found[tokens(row.other)].add(tokens(row.term))
    assert {key: len(others) for key, others in found.items() if len(others) > MOST_SYNONYMS} == {}


@pytest.mark.parametrize(
    ("sought", "met"),
    [
        ("asylsökande", "nyanlända"),
        ("dagis", "förskola"),
        ("kvinnomisshandel", "våld i nära relationer"),
        ("distansstudier", "fjärrundervisning"),
        ("brott", "skadegörelse"),
        ("internet", "bredband"),
    ],
)
def test_an_everyday_word_finds_the_word_of_the_texts(sought, met, rows, analyzer, tokens):
    found = Synonyms.of(rows, analyzer).find(tokens(sought))
    assert set(tokens(met)) - {"i"} in [set(expansion.tokens) for expansion in found]


def test_an_expression_of_stop_words_only_expands_nothing(analyzer):
    synonyms = Synonyms.of([SynonymRow("skola", "och det", False, 0.6)], analyzer)
    assert not synonyms.find(analyzer.analyze("skola").tokens)
