import pytest

PARTS = {
    "äldreomsorg": "äldre+omsorg",
    "grundskola": "grund+skola",
    "vattenrening": "vatten+rening",
    "medborgardialog": "medborgar+dialog",
    "upplevelseindustri": "upplevelse+industri",
    "räddningstjänst": "räddnings+tjänst",
    "elbilspool": "elbils+pool",
    "sextimmarsdag": "sex+timmars+dag",
    "nattillsyn": "natt+tillsyn",
    "kyrkogård": "kyrko+gård",
    "barnomsorg": "barn+omsorg",
    "läxhjälp": "läx+hjälp",
}
WHOLE = [
    "innovation",
    "kommun",
    "region",
    "planering",
    "personal",
    "information",
    "organisation",
    "verksamhet",
    "utbildning",
    "kultur",
    "medborgare",
    "delaktighet",
    "bibliotek",
    "landskap",
    "samverkan",
    "integration",
    "demokrati",
    "finansiering",
    "utvärdering",
    "ledarskap",
    "resultat",
    "rapport",
    "kompetens",
    "transport",
    "centrum",
    "restaurang",
    "kommunals",
]


@pytest.mark.parametrize(("word", "parts"), PARTS.items())
def test_a_compound_is_split_where_swedes_split_it(analyzer, word, parts):
    assert "+".join(analyzer.splitter.split(word).parts) == parts


@pytest.mark.parametrize("word", WHOLE)
def test_a_word_that_only_looks_like_a_compound_stays_whole(analyzer, word):
    assert analyzer.splitter.split(word) is None


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("skolan", "skola"),
        ("bostäderna", "bostad"),
        ("skolornas", "skola"),
        ("vattnet", "vatten"),
        ("kommunernas", "kommun"),
        ("äldreomsorgens", "äldreomsorg"),
        ("medborgarnas", "medborgare"),
    ],
)
def test_every_form_has_the_tokens_of_its_lemma(analyzer, form, lemma):
    assert analyzer.analyze(form).tokens == analyzer.analyze(lemma).tokens


def test_a_compound_gives_its_parts_as_tokens_in_order(analyzer):
    analysis = analyzer.analyze("äldreomsorgen")
    assert analysis.core == ("äldr", "omsorg")
    assert set(analysis.parts) == {"äldr", "omsorg"}


def test_the_last_two_of_three_parts_are_one_token_too(analyzer):
    assert analyzer.stem("timmarsdag") in analyzer.analyze("sextimmarsdag").parts


def test_an_unknown_word_is_its_own_lemma(analyzer):
    assert analyzer.lemmas("xyzzyq") == ("xyzzyq",)


def test_a_word_of_the_list_has_a_key_that_gives_it_back(analyzer):
    key = analyzer.lexicon.key("skolan")
    assert analyzer.lexicon.form(key) == "skolan"
    assert analyzer.lexicon.key("xyzzyq") is None


def test_internet_is_neither_not_nor_internal(analyzer):
    assert not {"inte", "intern"} & set(analyzer.lemmas("internet"))
    assert analyzer.analyze("internet").tokens != analyzer.analyze("inte").tokens
