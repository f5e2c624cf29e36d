import pytest
import yaml

from cases.finding.language import DATA
from cases.finding.synonyms import SynonymRow, Synonyms, rows_of


@pytest.fixture(scope="module")
def rows():
    return rows_of(yaml.safe_load((DATA / "synonyms.yaml").read_text(encoding="utf-8")))


def test_an_equal_row_works_both_ways_and_a_narrower_one_way(analyzer):
    rows = [SynonymRow("SKR", "SKL", False, 0.6), SynonymRow("klimat", "utsläpp", True, 0.3)]
    synonyms = Synonyms(rows, analyzer)
    assert synonyms.find(["skl"])[0].tokens == ("skr",)
    assert synonyms.find(["skr"])[0].weight == 0.6
    assert synonyms.find(analyzer.analyze("klimat").tokens)
    assert not synonyms.find(analyzer.analyze("utsläpp").tokens)


def test_no_pair_of_the_starting_synonyms_comes_twice(rows):
    pairs = [tuple(sorted((row.term.lower(), row.other.lower()))) for row in rows]
    assert len(pairs) == len(set(pairs))


def test_no_starting_synonym_means_itself(rows, analyzer):
    for row in rows:
        assert row.term.lower() != row.other.lower()
        assert 0 < row.weight < 1


def test_an_expression_of_stop_words_only_expands_nothing(analyzer):
    synonyms = Synonyms([SynonymRow("skola", "och det", False, 0.6)], analyzer)
    assert not synonyms.find(analyzer.analyze("skola").tokens)
