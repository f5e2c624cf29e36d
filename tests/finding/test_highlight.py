from cases.finding.highlight import Text, mark, snippet
from cases.finding.query import search


def marked(dictionary, query, text):
    return mark(Text.of(text), search(dictionary, query), dictionary.analyzer)


def test_inflections_and_parts_are_marked(dictionary):
    text = "Skolorna och grundskolan, inte skåpet."
    wanted = "<mark>Skolorna</mark> och <mark>grundskolan</mark>, inte skåpet."
    assert marked(dictionary, "skola", text) == wanted


def test_the_text_is_escaped(dictionary):
    text = '<b onclick="x">Cykling</b> & mer'
    wanted = "&lt;b onclick=&quot;x&quot;&gt;<mark>Cykling</mark>&lt;/b&gt; &amp; mer"
    assert marked(dictionary, "cykling", text) == wanted


def test_only_the_words_in_a_row_are_marked_for_a_phrase(dictionary):
    text = "Social hållbarhet och sociala investeringar."
    wanted = "Social hållbarhet och <mark>sociala</mark> <mark>investeringar</mark>."
    assert marked(dictionary, '"social investering"', text) == wanted


def test_a_corrected_word_is_marked(dictionary):
    assert "<mark>innovation</mark>" in marked(dictionary, "inovation", "Ny innovation.")


def test_the_snippet_is_the_window_with_the_most_different_hits(dictionary):
    text = "Fyllnad. " * 60 + "Skolan prövade cykling i år. " + "Mer text. " * 60
    result = snippet(Text.of(text), search(dictionary, "cykling i skolan"), dictionary.analyzer)
    assert result.startswith("… <mark>Skolan</mark> prövade <mark>cykling</mark>")
    assert result.endswith(" …")
    assert len(result.replace("…", "").split()) == 34


def test_a_short_text_is_shown_whole(dictionary):
    result = snippet(Text.of("(Bara cykling.)"), search(dictionary, "cykling"), dictionary.analyzer)
    assert result == "(Bara <mark>cykling</mark>.)"


def test_a_text_without_words_has_no_snippet(dictionary):
    assert snippet(Text.of(" … "), search(dictionary, "cykling"), dictionary.analyzer) == ""


def test_a_word_whose_vowel_changes_is_marked(dictionary):
    assert marked(dictionary, "natt", "Långa nätter.") == "Långa <mark>nätter</mark>."


def test_of_equal_windows_the_last_that_begins_a_sentence_is_shown(dictionary):
    text = "Fyllnad utan punkt " * 20 + ". Först kom något. Sedan kom cykling i " + "byn " * 60
    result = snippet(Text.of(text), search(dictionary, "cykling"), dictionary.analyzer)
    assert result.startswith("… Sedan kom <mark>cykling</mark>")


def test_a_phrase_leads_to_the_window_where_it_stands(dictionary):
    text = "Sociala frågor. " * 30 + "Sociala investeringar prövades. " + "Mer text. " * 40
    result = snippet(Text.of(text), search(dictionary, '"social investering"'), dictionary.analyzer)
    assert result.startswith("… <mark>Sociala</mark> <mark>investeringar</mark> prövades")
