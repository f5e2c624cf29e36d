from cases.finding.suggest import Name, NameList, suggested_words

NAMES = NameList(
    [
        Name("Upplands Väsby", "municipality", "0114"),
        Name("Vara", "municipality", "1470", 3),
        Name("Västerås", "municipality", "1980", 9),
        Name("Nöden är uppfinningarnas moder", "factor", "n1"),
    ]
)


def test_names_are_found_by_any_word_whole_names_first(index):
    assert [name.label for name in NAMES.starting("vä")] == ["Västerås", "Vara", "Upplands Väsby"]


def test_names_are_found_without_dots():
    assert NAMES.starting("noden")[0].key == "n1"


def test_nothing_typed_gives_no_names():
    assert NAMES.starting(" ") == []


def test_the_last_word_is_completed(index, analyzer):
    assert suggested_words(index, analyzer, "social inv") == ["social investering"]


def test_a_finished_word_is_not_completed(index, analyzer):
    assert suggested_words(index, analyzer, "skola ") == []
    assert suggested_words(index, analyzer, "s") == []
