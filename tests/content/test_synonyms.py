"""The starting synonyms: added once, and never against what curators have decided."""

import pytest
import yaml
from django.urls import reverse

from cases import history
from cases.content import synonyms
from cases.content.records import LOADED, Report
from cases.finding.language import DATA
from cases.finding.synonyms import rows_of
from cases.models import Synonym
from tests import factories

pytestmark = pytest.mark.django_db


def load() -> Report:
    """Load the synonyms with their history, as `load_content` does."""
    report = Report()
    synonyms.load_synonyms(report)
    history.loaded(report.new, note=str(LOADED))
    return report


@pytest.fixture
def rows():
    return rows_of(yaml.safe_load((DATA / "synonyms.yaml").read_text(encoding="utf-8")))


def test_an_empty_bank_gets_them_all_and_a_second_load_adds_none(rows):
    assert load().created == {"synonymer": len(rows)}
    assert Synonym.objects.count() == len(rows)
    again = load()
    assert not again.changed
    assert again.unchanged == {"synonymer": len(rows)}


def test_a_bank_that_has_some_gets_the_new_ones_once(rows):
    Synonym.objects.bulk_create(Synonym(**row._asdict()) for row in rows[:100])
    assert load().created == {"synonymer": len(rows) - 100}
    assert not load().changed


def test_a_pair_that_a_curator_took_away_does_not_come_back(client, rows):
    load()
    client.force_login(factories.curator("reviewer"))
    pair = Synonym.objects.get(term="asylsökande", other="nyanländ")
    answer = client.post(reverse("admin:cases_synonym_delete", args=[pair.pk]), {"post": "yes"})
    assert answer.status_code == 302
    assert not load().changed
    assert Synonym.objects.count() == len(rows) - 1


def test_a_pair_that_a_curator_rewrote_stays_rewritten(rows):
    load()
    pair = Synonym.objects.get(term="asylsökande", other="nyanländ")
    Synonym.objects.filter(pk=pair.pk).update(other="nyanlända elever", edit_version=2)
    assert not load().changed
    assert Synonym.objects.count() == len(rows)


def test_a_weight_that_a_curator_changed_is_kept():
    load()
    Synonym.objects.filter(term="brott", other="stöld").update(weight=0.9, edit_version=2)
    report = load()
    assert Synonym.objects.get(term="brott", other="stöld").weight == 0.9
    assert report.kept == ["synonym ”brott → stöld”"]


def test_a_weight_that_differs_from_the_file_is_brought_up_to_date():
    load()
    Synonym.objects.filter(term="brott", other="stöld").update(weight=0.9)
    assert load().updated == {"synonymer": 1}
    assert Synonym.objects.get(term="brott", other="stöld").weight == 0.3


def test_the_number_of_synonyms_makes_no_more_questions(rows, django_assert_max_num_queries):
    Synonym.objects.bulk_create(Synonym(**row._asdict()) for row in rows[:100])
    with django_assert_max_num_queries(20):
        synonyms.load_synonyms(Report())
