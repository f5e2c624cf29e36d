"""Curators' work on search: synonyms at once, and queries that found nothing."""

import datetime

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from cases.models import SearchMiss, Synonym
from tests import factories
from tests.admin.sending import change_url, filled

pytestmark = pytest.mark.django_db
ADD = reverse("admin:cases_synonym_add")
MISSES = reverse("admin:cases_searchmiss_changelist")


@pytest.fixture
def reviewer(client):
    client.force_login(factories.curator("reviewer"))
    return client


def test_a_synonym_finds_cases_in_the_next_request(reviewer, client):
    factories.published_project("Ny soptipp")
    assertNotContains(client.get("/fall/?q=avfallsanläggning"), "Ny soptipp")
    form = {"term": "avfallsanläggning", "other": "soptipp", "weight": "0.6"}
    assert reviewer.post(ADD, form).status_code == 302
    assertContains(client.get("/fall/?q=avfallsanläggning"), "Visar 1 av 1 fall")


def test_a_synonym_taken_away_finds_nothing_more(reviewer, client):
    factories.published_project("Ny soptipp")
    reviewer.post(ADD, {"term": "avfallsanläggning", "other": "soptipp", "weight": "0.6"})
    address = reverse("admin:cases_synonym_delete", args=[Synonym.objects.get().pk])
    assert reviewer.post(address, {"post": "yes"}).status_code == 302
    assertNotContains(client.get("/fall/?q=avfallsanläggning"), "Ny soptipp")


def test_the_same_pair_twice_is_refused_in_swedish(reviewer):
    Synonym.objects.create(term="a", other="b")
    answer = reviewer.post(ADD, {"term": "a", "other": "b", "weight": "0.6"})
    assertContains(answer, "Paret finns redan.")


def test_synonyms_can_be_searched(reviewer):
    Synonym.objects.create(term="soptipp", other="återvinningscentral")
    Synonym.objects.create(term="bibliotek", other="läsning")
    answer = reviewer.get(reverse("admin:cases_synonym_changelist"), {"q": "återvinn"})
    assertContains(answer, "soptipp")
    assertNotContains(answer, "bibliotek")


def test_an_author_reads_synonyms_and_changes_none(client):
    client.force_login(factories.curator("author"))
    assert client.get(reverse("admin:cases_synonym_changelist")).status_code == 200
    assert client.post(ADD, {"term": "a", "other": "b", "weight": "0.6"}).status_code == 403


def test_a_query_without_hits_leads_to_a_synonym_with_the_word_filled_in(reviewer):
    SearchMiss.objects.create(query="soptipp & kaffe")
    link = "/admin/cases/synonym/add/?term=soptipp+%26+kaffe"
    assertContains(reviewer.get(MISSES), f'href="{link}"')
    assertContains(reviewer.get(link), 'value="soptipp &amp; kaffe"')


def test_a_hostile_query_is_only_text(reviewer):
    SearchMiss.objects.create(query="<script>alert(1)</script>")
    assertNotContains(reviewer.get(MISSES), "<script>alert")


def test_queries_are_ticked_off_together(reviewer):
    misses = [SearchMiss.objects.create(query=word) for word in ("ett", "två", "tre")]
    chosen = [miss.pk for miss in misses[:2]]
    answer = reviewer.post(
        MISSES, {"action": "mark_handled", "_selected_action": chosen}, follow=True
    )
    assertContains(answer, "2 sökningar är åtgärdade.")
    assert SearchMiss.objects.filter(handled=True).count() == 2


def test_ticking_off_one_leaves_its_count_and_day_alone(reviewer):
    miss = SearchMiss.objects.create(query="ett", count=7)
    SearchMiss.objects.update(last_on=datetime.date(2020, 1, 2))
    form = filled(reviewer.get(change_url(miss))) | {"handled": "on", "count": "1"}
    assert reviewer.post(change_url(miss), form).status_code == 302
    miss.refresh_from_db()
    assert (miss.handled, miss.count, miss.last_on.year) == (True, 7, 2020)


def test_nobody_adds_or_deletes_what_readers_sought(client):
    miss = SearchMiss.objects.create(query="ett")
    client.force_login(factories.curator("administrator"))
    assert client.get(reverse("admin:cases_searchmiss_add")).status_code == 403
    delete = reverse("admin:cases_searchmiss_delete", args=[miss.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403
