"""A story holds all that a case says, and comes back as it was."""

import json
import os
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cases.content.loader import load_content
from cases.models import (
    Cost,
    Funder,
    Organisation,
    Partner,
    Programme,
    Project,
    ProjectImage,
    ProjectTheory,
    ReuseReport,
)
from cases.versions import shape, story_of, write_story
from cases.versions.story import for_readers
from cases.versions.writing import UnknownSchema
from tests import factories


def copy_of(story, case):
    """Write the story into an empty working copy of `case`; return it and what was missing."""
    draft = factories.project(revision_of=case)
    with transaction.atomic():
        missing = write_story(draft, json.loads(json.dumps(story)))
    return draft, missing


def rich_project():
    case = factories.complete_project(
        "Rikt fall", summary_en="In English", driver=factories.factor("n1")
    )
    organisation = Organisation.objects.create(name="RISE", slug="rise", kind="stat")
    programme = Programme.objects.create(name="Program", slug="program")
    cited = {"project": case, "citation": case.citations.first()}
    Cost.objects.create(
        what="Drift", amount="drygt 8", value=Decimal("8.50"), currency="SEK", **cited
    )
    Funder.objects.create(
        project=case, name="Vinnova", programme=programme, organisation=organisation
    )
    Partner.objects.create(project=case, name="RISE", kind="stat", organisation=organisation)
    ProjectTheory.objects.create(project=case, theory=factories.theory(), relation="stoder")
    ProjectImage.objects.create(
        project=case, file="fall/a.png", width=3, height=2, alt_text="En bild", photographer="N",
        licence="CC0",
    )  # fmt: skip
    factories.voice(case)
    case.citations.update(accessed=date(2026, 1, 2))
    return case


def test_every_field_of_a_case_has_a_place_in_the_story_or_a_reason_not_to():
    """Fails when a case gains a field: put it in FIELDS, or say in shape.py whose it is."""
    own = {field.name for field in Project._meta.concrete_fields}
    placed = [*shape.FIELDS, *shape.REFERENCES, *shape.KEPT_BY_THE_ROW]
    assert sorted(placed) == sorted(own)
    assert {field.name for field in Project._meta.many_to_many} == set(shape.MANY)


def test_everything_that_hangs_on_a_case_is_a_part_or_stands_beside_the_story():
    """Fails when a case gains a kind of part: put it in PARTS, or in BESIDE_THE_STORY."""
    hanging = {field.get_accessor_name() for field in Project._meta.related_objects}
    assert hanging == {*shape.PARTS, *shape.BESIDE_THE_STORY}


@pytest.mark.parametrize("name", shape.PARTS)
def test_every_field_of_a_part_is_in_the_story(name):
    """Fails when a part gains a field: put it in PARTS."""
    part = shape.PARTS[name]
    model = Project._meta.get_field(name).related_model
    own = {field.name for field in model._meta.concrete_fields}
    placed = {*part.fields, *part.references} | ({"citation"} if part.cited else set())
    assert placed == own - {"id", "project", "position"}


@pytest.mark.django_db
def test_a_story_of_everything_comes_back_as_it_was():
    case = rich_project()
    story = story_of(case)
    empty = [name for name, rows in story["parts"].items() if not rows]
    assert empty == ["milestones", "transfer_conditions", "lessons"]
    draft, missing = copy_of(story, case)
    assert (story_of(draft), missing) == (story, [])


@pytest.mark.django_db
def test_every_real_case_comes_back_as_it_was():
    load_content()
    cases = list(Project.objects.all())
    assert len(cases) >= 54
    for case in cases:
        story = story_of(case)
        draft, missing = copy_of(story, case)
        assert (story_of(draft), missing) == (story, []), case


@pytest.mark.django_db
def test_writing_a_story_leaves_what_is_the_rows_own():
    case = factories.published_project("Kvar")
    before = (case.pk, case.public_id, case.status, case.published_at)
    story = story_of(case)
    story["fields"]["title"] = "Annat"
    with transaction.atomic():
        write_story(case, story)
    case.refresh_from_db()
    assert (case.pk, case.public_id, case.status, case.published_at) == before
    assert case.title == "Annat"
    assert case.edit_version == 2


@pytest.mark.django_db
def test_what_the_bank_no_longer_has_is_named_and_never_guessed():
    case = rich_project()
    story = story_of(case)
    story["many"]["themes"] = [{"code": "borta", "name": "Borttaget område"}]
    story["parts"]["funders"][0]["programme"] = {"slug": "x", "name": "Nedlagt program"}
    story["parts"]["citations"][0]["source"] |= {"slug": "okand", "title": "Okänd källa"}
    draft, missing = copy_of(story, case)
    assert draft.funders.get().programme is None
    assert not draft.themes.exists()
    assert [citation.number for citation in draft.citations.all()] == [2]
    assert not draft.results.exists(), "a figure without its source is not kept"
    assert "Verksamhetsområde ”Borttaget område” finns inte längre i banken." in missing
    assert "Program ”Nedlagt program” finns inte längre i banken." in missing
    assert "Källa ”Okänd källa” finns inte längre i banken." in missing
    assert any("Nöjda brukare" in sentence for sentence in missing)


@pytest.mark.django_db
def test_a_report_from_another_municipality_goes_on_citing_its_source():
    case = factories.complete_project()
    second = case.citations.get(number=2)
    report = ReuseReport.objects.create(
        project=case, municipality=factories.municipality("Åre"), kind="kopia", text="Bra.",
        outcome_direction="positivt", citation=second,
    )  # fmt: skip
    story = story_of(case)
    story["parts"]["citations"] = [{**story["parts"]["citations"][1], "number": 1}]
    story["parts"]["results"] = []
    with transaction.atomic():
        assert write_story(case, story) == []
    report.refresh_from_db()
    assert (report.citation.number, report.citation.source) == (1, second.source)


@pytest.mark.django_db
def test_readers_story_holds_no_editors_notes_and_no_stopped_picture():
    case = rich_project()
    case.editorial_note = "Hemlig notering"
    case.save()
    case.images.update(shows_people=True, people_ground="Hemlig grund", caption="Stoppad")
    assert "Hemlig" not in json.dumps(for_readers(story_of(case)), ensure_ascii=False)
    case.images.update(stopped=True)
    assert "Stoppad" in json.dumps(story_of(case))
    assert "Stoppad" not in json.dumps(for_readers(story_of(case)))


@pytest.mark.django_db
def test_a_story_of_an_unknown_shape_is_refused():
    case = factories.project()
    with pytest.raises(UnknownSchema), transaction.atomic():
        write_story(case, {**story_of(case), "schema": 99})


@pytest.mark.django_db
def test_a_story_takes_as_many_queries_for_a_rich_case_as_for_a_bare_one(
    django_assert_max_num_queries,
):
    case = rich_project()
    with django_assert_max_num_queries(35):
        story_of(case)


words = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=60
)
years = st.none() | st.integers(1800, 2100)
amounts = st.none() | st.decimals(-(10**9), 10**9, places=2)


class TestMadeStories(TestCase):
    """Texts of any letters, numbers of any size, parts in any number."""

    @settings(
        max_examples=int(os.environ.get("HYPOTHESIS_EXAMPLES", "25")),
        deadline=None,
        # A failing story is small enough to read; shrinking it would take minutes
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def test_a_made_story_comes_back_as_it_was(self, data):
        case = factories.complete_project()
        story = story_of(case)
        draw = data.draw
        for name in ("title", "problem", "solution", "goal", "keywords", "editorial_note"):
            story["fields"][name] = draw(words)
        story["fields"]["start_year"] = draw(years)
        story["fields"]["end_year"] = None
        story["fields"]["disputed"] = draw(st.booleans())
        story["fields"]["checked_on"] = draw(st.none() | st.dates().map(date.isoformat))
        numbers = draw(st.lists(st.integers(1, 99), unique=True, max_size=5).map(sorted))
        source = story["parts"]["citations"][0]["source"]
        rows = {
            "citations": [
                {"number": n, "accessed": None, "note": draw(words), "from_municipality": False,
                 "source": source}
                for n in numbers
            ],
            "lessons": [{"text": text} for text in draw(st.lists(words, max_size=4))],
            "hindrances": [
                {"text": text, "citation": draw(st.sampled_from([None, *numbers]))}
                for text in draw(st.lists(words, max_size=4))
            ],
            "results": [],
            "costs": [
                {"what": what, "amount": "drygt", "value": _plain(draw(amounts)),
                 "currency": "SEK", "price_year": draw(years), "citation": numbers[0]}
                for what in (draw(st.lists(words, max_size=3)) if numbers else [])
            ],
        }  # fmt: skip
        story["parts"] |= rows
        draft, missing = copy_of(story, case)
        assert (story_of(draft), missing) == (story, [])


def _plain(value):
    return None if value is None else format(value.normalize(), "f")
