"""The starting content: every fact to its field, nothing invented, nothing lost."""

import pytest
from django.db import transaction

from cases.content import loader, reading
from cases.models import (
    Citation,
    Hindrance,
    Lesson,
    Milestone,
    Municipality,
    Organisation,
    Programme,
    Project,
    ProjectFactor,
    ProjectVersion,
    ResearchProject,
    ResearchTheory,
    Result,
    Source,
    Theme,
    Voice,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def bank(django_db_setup, django_db_blocker):
    """What the load reported, made once: each test's rollback leads back to what was loaded."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield loader.load_content()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def files():
    return [data for _name, data in reading.read_cases()]


def test_every_case_is_published_or_kept_with_a_reason(bank, files):
    assert len(bank.published) + len(bank.drafts) == len(files) == 54
    assert Project.objects.published().count() == len(bank.published)


def test_every_part_in_the_files_is_in_the_database(bank, files):
    for model, field in (
        (Result, "results"),
        (Hindrance, "hindrances"),
        (Lesson, "lessons"),
        (Milestone, "process"),
        (Voice, "voices"),
        (ProjectFactor, "success_factors"),
        (Citation, "sources"),
    ):
        assert model.objects.count() == sum(len(data[field]) for data in files), field


def test_every_sentence_of_a_case_is_found_again(bank, files):
    for data in files:
        case = Project.objects.get(slug=data["id"])
        assert case.public_id == data["public_id"]
        assert case.summary == data["summary"]
        assert case.evidence_note == data["evidence_level"]["reason"]
        assert {v.text for v in case.voices.all()} == {v["text"] for v in data["voices"]}
        assert {f.why for f in case.factors.all()} == {f["why"] for f in data["success_factors"]}
        assert [r.what for r in case.results.all()] == [r["what"] for r in data["results"]]


def test_figures_point_at_the_source_that_the_file_names(bank, files):
    for data in files:
        case = Project.objects.get(slug=data["id"])
        numbers = [result.citation.number for result in case.results.select_related("citation")]
        assert numbers == [row["source"] for row in data["results"]]


def test_the_reference_data_is_whole(bank):
    assert Municipality.objects.in_sweden().count() == 290
    assert sum(Municipality.objects.in_sweden().values_list("population", flat=True)) == 10_587_710
    assert Theme.objects.fields().count() == 12
    assert ResearchTheory.objects.count() == 59
    assert ResearchProject.objects.count() == 32
    assert Programme.objects.count() == 20
    assert Source.objects.filter(in_library=True).count() == 88
    assert Organisation.objects.exists()


def test_habo_and_habo_with_a_ring_have_addresses_of_their_own(bank):
    slugs = dict(Municipality.objects.filter(slug__startswith="habo").values_list("name", "slug"))
    assert slugs == {"Habo": "habo", "Håbo": "habo-0305"}


def test_a_second_load_changes_nothing(bank):
    again = loader.load_content()
    assert not again.changed
    assert again.published == []


def test_a_curators_edit_is_kept(bank):
    Project.objects.filter(slug="vara-konserthus").update(title="Ändrad", edit_version=2)
    again = loader.load_content()
    assert Project.objects.get(slug="vara-konserthus").title == "Ändrad"
    assert any("Ändrad" in name for name in again.kept)


def test_what_differs_from_the_files_is_brought_up_to_date(bank):
    case = Project.objects.get(slug="vara-konserthus")
    case.lessons.all().delete()
    Project.objects.filter(pk=case.pk).update(problem="Fel")
    again = loader.load_content()
    case.refresh_from_db()
    assert case.problem != "Fel"
    assert case.lessons.exists()
    assert again.updated == {"fall": 1}
    assert case.versions.count() == 1, "it reads again as it was published"


def test_what_is_loaded_has_its_first_version_and_a_second_load_makes_none(bank):
    versions = {case.versions.get().number for case in Project.objects.published()}
    assert versions == {1}
    loader.load_content()
    assert ProjectVersion.objects.count() == len(bank.published)


def test_a_changed_source_in_a_file_is_taken_in_and_its_figures_follow(bank, monkeypatch):
    def with_new_title():
        for name, data in list(original()):
            if data["id"] == "vara-konserthus":
                data["sources"][0]["title"] = "Ny titel"
            yield name, data

    original = reading.read_cases
    monkeypatch.setattr(loader, "read_cases", with_new_title)
    loader.load_content()
    case = Project.objects.get(slug="vara-konserthus")
    assert case.citations.get(number=1).source.title == "Ny titel"
    assert case.results.exclude(citation=None).exists()
    assert [version.number for version in case.versions.all()] == [2, 1]
