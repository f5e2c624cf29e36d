import numpy as np
import pytest

from cases.finding.documents import (
    NAME_IMPACT,
    AnalyzedDocument,
    analyze_document,
    impacts_of,
    index_version,
    token_id,
)
from cases.finding.streams import contains, encode, pattern


def impact_of(document, token):
    return int(document.impacts[document.tokens == token_id(token)].sum())


def test_a_document_survives_its_bytes(documents):
    for document in documents.values():
        again = AnalyzedDocument.from_bytes(document.to_bytes())
        for mine, other in zip(document, again, strict=True):
            assert np.array_equal(mine, other)


def test_an_empty_document_has_no_tokens(analyzer):
    document = analyze_document({"title": ""}, analyzer)
    assert len(document.tokens) == len(document.stream) == 0
    assert AnalyzedDocument.from_bytes(document.to_bytes()).other == ""


def test_another_layout_is_refused(documents):
    with pytest.raises(ValueError, match="layout 9"):
        AnalyzedDocument.from_bytes(b"\x09\x00" + documents[1].to_bytes()[2:])


def test_an_unknown_field_is_named(analyzer):
    with pytest.raises(ValueError, match="rubrik"):
        analyze_document({"rubrik": "Cykling"}, analyzer)


def test_a_word_in_the_title_weighs_more_than_in_the_body(analyzer):
    document = analyze_document({"title": "Cykling", "body": "Vatten rinner"}, analyzer)
    assert impact_of(document, "cykling") > impact_of(document, analyzer.stem("vatten")) > 0


def test_a_part_of_a_compound_counts_half(analyzer):
    whole = analyze_document({"body": "omsorg x"}, analyzer)
    part = analyze_document({"body": "äldreomsorg x"}, analyzer)
    assert 0 < impact_of(part, "omsorg") < impact_of(whole, "omsorg")


def test_the_impact_is_saturated_and_whole(analyzer):
    assert impacts_of([2.8, 1e9]) == [1200, 2400]


def test_places_are_tokens_of_their_own(analyzer):
    fields = {"municipality": "Vara\nAle", "county": "Västra Götalands län"}
    document = analyze_document(fields, analyzer)
    for name in ("=vara", "=ale", "=västra götaland"):
        assert impact_of(document, name) == NAME_IMPACT


def test_the_stamp_names_code_layout_and_word_list():
    assert index_version().startswith("1.4-")


def test_a_phrase_is_found_only_where_a_token_begins():
    data, starts = encode(np.array([0, 5, 300, 70_000, 5, 3_000_000], np.uint32))
    stream, end = data.tobytes(), int(starts[-1])
    assert contains(stream, pattern([5, 300]), 0, end)
    assert contains(stream, pattern([70_000, 5, 3_000_000]), 0, end)
    assert not contains(stream, pattern([300, 5]), 0, end)
    assert not contains(stream, pattern([300 & 0x7F]), 0, end)
    assert not contains(stream, pattern([5, 300]), int(starts[2]), end)
