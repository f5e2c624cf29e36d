"""The index in the process against the queryset of ProjectFilter, the slow truth."""

import random

import pytest
from django.http import QueryDict

from cases import workflow
from cases.content.loader import load_content
from cases.filters.answers import PAGE_SIZE, Answer
from cases.filters.asked import FACET_PARAMS, Asked, read_question
from cases.filters.projects import ProjectFilter
from cases.finding.snapshot import current_snapshot
from cases.models import Project
from tests import factories

pytestmark = pytest.mark.django_db


def ids_of(asked):
    """The ids that the queryset gives, after checking that it took every value."""
    filtered = ProjectFilter(asked.as_query_dict(), Project.objects.published())
    assert filtered.is_valid(), filtered.errors
    return set(filtered.qs.values_list("pk", flat=True))


def ask(query):
    snapshot = current_snapshot()
    return Answer(snapshot, read_question(QueryDict(query), snapshot))


def assert_same_as_the_queryset(asked):
    answer = Answer(current_snapshot(), asked)
    assert set(answer.selection.hits) == ids_of(asked)
    for param in FACET_PARAMS:
        counts = answer.snapshot.facets.counts(param, answer.selection)
        lifted = asked.lifted(param)
        for value in random.Random(param).sample(sorted(counts), min(2, len(counts))):
            alone = Asked(chosen={**lifted.chosen, param: (value,)}, years=asked.years)
            assert counts[value] == len(ids_of(alone)), (asked, param, value)


def test_counts_and_lists_equal_the_queryset_over_random_questions():
    load_content()
    words = current_snapshot().words
    pick = random.Random(20090611)
    for _number in range(40):
        params = pick.sample(FACET_PARAMS, pick.randint(0, 4))
        chosen = {p: tuple(pick.sample(sorted(words[p]), pick.randint(1, 2))) for p in params}
        years = {"fran": pick.randint(1985, 2020)} if pick.random() < 0.3 else {}
        assert_same_as_the_queryset(Asked(chosen=chosen, years=years))


def test_a_pair_matches_only_when_both_halves_stand_on_one_row():
    halves_apart = factories.published_project(factors=[("n1", "bidrog"), ("h1", "avgorande")])
    factories.published_project(factors=[("n1", "avgorande")])
    answer = ask("faktor=n1:avgorande")
    assert halves_apart.pk not in answer.selection.hits
    assert answer.total == 1
    assert set(answer.selection.hits) == ids_of(answer.asked)


def test_a_voice_and_its_stance_must_be_the_same_voice():
    apart = factories.complete_project()
    factories.voice(apart, "fack", "ros")
    factories.voice(apart, "opposition", "ris")
    workflow.publish(project=apart, by=None)
    together = factories.complete_project()
    factories.voice(together, "fack", "ris")
    workflow.publish(project=together, by=None)
    assert set(ask("rost=fack:ris").selection.hits) == {together.pk}
    assert set(ask("rost=fack").selection.hits) == {apart.pk, together.pk}
    assert set(ask("rost=kritisk").selection.hits) == {apart.pk, together.pk}


def test_a_field_holds_the_cases_of_its_parts():
    field = factories.theme("aldre")
    part = factories.theme("aldre-hemtjanst", parent=field)
    case = factories.published_project(themes=[part])
    assert set(ask("omrade=aldre").selection.hits) == {case.pk}
    assert set(ask("omrade=aldre-hemtjanst").selection.hits) == {case.pk}


def test_a_draft_is_not_counted_in_any_facet():
    factories.published_project()
    before = [(f.param, f.choices) for f in ask("").facets]
    factories.complete_project("Hemligt utkast", stage="nedlagt")
    workflow.content_changed()
    assert [(f.param, f.choices) for f in ask("").facets] == before


def test_an_empty_choice_is_shown_only_when_chosen():
    factories.published_project(stage="pilot")
    stages = {f.param: [c.value for c in f.choices] for f in ask("").facets}["skede"]
    assert stages == ["pilot"]
    chosen = {f.param: f.choices for f in ask("skede=nedlagt").facets}["skede"]
    assert [(c.value, c.count, c.chosen) for c in chosen] == [
        ("pilot", 1, False),
        ("nedlagt", 0, True),
    ]


def test_a_facet_shows_its_twelve_commonest_and_the_chosen():
    for number in range(15):
        place = factories.municipality(f"Ort {number:02}")
        factories.published_project(municipalities=[place])
    facets = {f.param: f for f in ask("kommun=ort-14").facets}
    shown = [choice.value for choice in facets["kommun"].choices]
    assert shown == [f"ort-{number:02}" for number in range(12)] + ["ort-14"]
    assert facets["kommun"].hidden == 2
    unfolded = {f.param: f for f in ask("visa=kommun").facets}
    assert len(unfolded["kommun"].choices) == 15


def test_roles_are_offered_under_a_chosen_factor():
    factories.published_project(factors=[("n1", "avgorande"), ("h1", "hinder")])
    closed = {f.param: [c.value for c in f.choices] for f in ask("").facets}["faktor"]
    assert closed == ["n1", "h1"]
    opened = {f.param: [c.value for c in f.choices] for f in ask("faktor=n1").facets}["faktor"]
    assert opened == ["n1", "n1:avgorande", "h1"]


def test_pages_together_hold_every_hit_once():
    made = {factories.published_project().pk for _number in range(PAGE_SIZE + 3)}
    first, second = ask(""), ask("sida=2")
    assert len(first.page_ids()) == PAGE_SIZE
    assert set(first.page_ids()) | set(second.page_ids()) == made


@pytest.mark.parametrize("sort", ["nyast", "bevis", "titel", "startar"])
def test_every_sort_order_holds_for_the_whole_list(sort):
    for number, title in enumerate(["Öppet", "Ale", "Ängen", "Åsen"]):
        factories.published_project(title, evidence_level=number, start_year=2000 + number)
    cases = Project.objects.in_bulk()
    ordered = [cases[pk] for pk in ask(f"sort={sort}").page_ids()]
    expected = {
        "nyast": ["Åsen", "Ängen", "Ale", "Öppet"],
        "bevis": ["Åsen", "Ängen", "Ale", "Öppet"],
        "titel": ["Ale", "Åsen", "Ängen", "Öppet"],
        "startar": ["Åsen", "Ängen", "Ale", "Öppet"],
    }
    assert [case.title for case in ordered] == expected[sort]


def test_an_empty_list_offers_the_choice_to_lift_and_what_that_gives():
    factories.published_project(stage="pilot", outcome_direction="positivt")
    answer = ask("skede=nedlagt&utfall=positivt")
    assert answer.total == 0
    assert [(label, count) for label, _without, count in answer.ways_out()] == [("Skede", 1)]
