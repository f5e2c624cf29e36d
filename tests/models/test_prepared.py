"""Queries that are written once answer as queries that are written each time."""

from threading import Thread

import pytest
from django.db import connection
from django.db.models import Value

from cases.models import Citation, Lesson, Milestone, Project
from cases.models.prepared import Prepared
from tests import factories

pytestmark = pytest.mark.django_db


def two_cases():
    cases = [factories.project(title=title) for title in ("Ett", "Två")]
    for case in cases:
        factories.citation(case)
        for text in ("Börja smått", f"Fråga {case.title}"):
            Lesson.objects.create(project=case, text=text)
    return cases


def test_each_key_gets_its_own_rows_in_the_models_order():
    ask = Prepared(lambda key: Lesson.objects.filter(project=key))
    for case in two_cases():
        assert ask(case.pk) == list(Lesson.objects.filter(project=case))
    assert ask(0) == []


def test_a_join_is_fetched_in_the_same_query(django_assert_num_queries):
    ask = Prepared(lambda key: Citation.objects.filter(project=key).select_related("source"))
    first, second = two_cases()
    ask(first.pk)
    with django_assert_num_queries(1):
        [citation] = ask(second.pk)
        assert citation.project_id == second.pk
        assert citation.source.title


def test_a_key_stands_in_every_part_of_a_union():
    def write(key):
        lessons = Lesson.objects.filter(project=key).order_by()
        milestones = Milestone.objects.filter(project=key).order_by()
        return lessons.values("text", kind=Value("lärdom")).union(
            milestones.values("text", kind=Value("hållpunkt")), all=True
        )

    ask = Prepared(write)
    first, second = two_cases()
    Milestone.objects.create(project=second, text="Start")
    assert {row["text"] for row in ask(first.pk)} == {"Börja smått", "Fråga Ett"}
    assert {"text": "Start", "kind": "hållpunkt"} in ask(second.pk)


def test_a_key_may_be_a_word():
    ask = Prepared(lambda slug: Project.objects.filter(slug=slug))
    first, second = two_cases()
    assert [ask(case.slug) for case in (first, second, first)] == [[first], [second], [first]]


@pytest.mark.django_db(transaction=True)
def test_every_thread_asks_over_its_own_connection():
    ask = Prepared(lambda key: Lesson.objects.filter(project=key))
    first, _second = two_cases()
    found = {}

    def read():
        try:
            found["other"] = ask(first.pk)
        finally:
            connection.close()

    other = Thread(target=read)
    other.start()
    other.join()
    assert found["other"] == ask(first.pk)
    assert len(found["other"]) == 2


def test_several_keys_each_stand_in_their_place():
    ask = Prepared(lambda *ids: Project.objects.filter(pk__in=ids).order_by("pk"))
    first, second = two_cases()
    assert ask(first.pk, second.pk, second.pk) == [first, second]
    assert ask(second.pk, second.pk, second.pk) == [second]
