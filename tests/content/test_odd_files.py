"""A file that says too little, or a word that nobody knows: what the load makes of it."""

import pytest

from cases.content import loader, reading
from cases.models import Municipality

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"stage": "nästan klart"}, "stage"),
        ({"themes": ["rymdfart"]}, "themes"),
        ({"outcome_direction": "strålande"}, "outcome_direction"),
        ({"driver": {"factor": "slumpen", "why": "x"}}, "driver.factor"),
    ],
)
def test_a_word_without_a_code_stops_the_load_and_is_named(monkeypatch, change, field):
    name, data = next(iter(reading.read_cases()))
    monkeypatch.setattr(loader, "read_cases", lambda: [(name, {**data, **change})])
    with pytest.raises(reading.ContentError) as error:
        loader.load_content()
    assert name in str(error.value)
    assert field in str(error.value)
    assert not Municipality.objects.exists()


def test_a_case_with_one_source_stays_a_draft_and_the_report_says_why(monkeypatch):
    name, data = next(iter(reading.read_cases()))
    lone = {**data, "sources": data["sources"][:1]}
    for field in ("results", "cost", "voices", "transfer_conditions"):
        lone[field] = [row for row in data.get(field, []) if row.get("source") in (1,)]
    monkeypatch.setattr(loader, "read_cases", lambda: [(name, lone)])
    report = loader.load_content()
    assert report.published == []
    assert "Minst två källor behövs." in next(iter(report.drafts.values()))
