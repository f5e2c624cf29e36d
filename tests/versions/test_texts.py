"""Which words went and which came, and never a letter lost."""

from hypothesis import given
from hypothesis import strategies as st

from cases.versions.texts import Piece, compare_words


def differing(pieces):
    return [piece.text for piece in pieces if piece.differs]


def test_only_the_words_that_differ_are_marked():
    old, new = compare_words("Vara byggde ett konserthus.", "Vara byggde ett litet konserthus.")
    assert differing(old) == []
    assert differing(new) == ["litet"]


def test_words_changed_next_to_each_other_are_one_change():
    old, new = compare_words(
        "Det kom omkring sjuttio tusen besökare varje år.",
        "Det kom drygt hundra tusen besökare varje år.",
    )
    assert differing(old) == ["omkring sjuttio"]
    assert differing(new) == ["drygt hundra"]


def test_a_full_stop_after_a_word_does_not_make_it_another_word():
    old, new = compare_words("En nedåtgående utveckling.", "En nedåtgående utveckling. Mer text.")
    assert differing(old) == []
    assert differing(new) == ["Mer text."]


def test_texts_with_little_in_common_are_shown_whole():
    old, new = compare_words("Helt annat.", "Ingenting här är likt, inte ens nästan, tycker vi")
    assert (old[0].differs, new[0].differs) == (True, True)
    assert len(old) == len(new) == 1


def test_a_text_that_was_not_there_has_no_pieces():
    assert compare_words("", "Nytt.") == ([], [Piece("Nytt.", True)])


def test_a_text_of_any_length_is_answered_with_its_letters():
    old, new = compare_words("ord " * 50_000, "ord " * 50_001)
    assert sum(len(piece.text) for piece in old) == 200_000
    assert sum(len(piece.text) for piece in new) == 200_004


def test_a_few_words_said_over_and_over_are_answered_at_once():
    """This took seven minutes when each "a" was tried beside each other "a"."""
    old, new = compare_words("a " * 2400, "a b " * 1200)
    assert differing(old)
    assert differing(new)


@given(st.text(max_size=300), st.text(max_size=300))
def test_the_pieces_are_the_text(one, other):
    old, new = compare_words(one, other)
    for pieces, text in ((old, one), (new, other)):
        assert "".join(piece.text for piece in pieces) in (text, text.replace("\r\n", "\n"))
    assert one.split() == other.split() or differing(old) or differing(new)
