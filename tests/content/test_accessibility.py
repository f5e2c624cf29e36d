"""The accessibility statement as data."""

from datetime import date

import pytest

from cases.content.accessibility import parse_statement, read_statement


def record(**changes):
    return {
        "actor": "En kommun",
        "service": "en webbplats",
        "conformance": "delvis",
        "faults": [{"what": "Något", "rule": "1.1.1", "reason": "Tid", "done": "2027"}],
        "method": "Egen skattning.",
        "assessed": date(2026, 11, 23),
        "updated": date(2026, 11, 23),
        "exemptions": [],
        "outside_the_law": [],
        **changes,
    }


def test_the_statement_in_force_is_whole():
    statement = read_statement()
    assert statement.assessed <= statement.updated
    assert statement.conformance_words in {"helt förenlig", "delvis förenlig", "inte förenlig"}


@pytest.mark.parametrize(
    "changes",
    [
        {"conformance": "nästan"},
        {"conformance": "helt"},
        {"conformance": "delvis", "faults": []},
        {"actor": ""},
        {"method": ""},
    ],
)
def test_a_statement_that_lacks_a_part_or_contradicts_itself_is_refused(changes):
    with pytest.raises(ValueError, match=r"conformance|faults|lacks"):
        parse_statement(record(**changes))


def test_a_field_that_no_statement_has_is_refused():
    with pytest.raises(TypeError, match="colour"):
        parse_statement(record(colour="grön"))
