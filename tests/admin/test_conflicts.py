"""Two curators, one record: nobody overwrites the other unseen, and no text is lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from django.test import Client

from cases.models import Hindrance, Project, Source, SuccessFactor
from tests import factories
from tests.admin.sending import change_url, filled, opened

pytestmark = pytest.mark.django_db


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def two_curators():
    return [signed_in(factories.curator("publisher", name)) for name in ("anna", "bo")]


def test_the_second_of_two_saves_is_refused_and_both_texts_are_shown():
    anna, bo = two_curators()
    project = factories.complete_project("Nattbussar")
    from_anna, from_bo = opened(anna, project), opened(bo, project)
    assert anna.post(change_url(project), from_anna | {"problem": "Annas text"}).status_code == 302
    response = bo.post(change_url(project), from_bo | {"problem": "Bos text"})
    page = response.content.decode()
    assert response.status_code == 200
    assert "Någon annan hann före" in page
    assert "anna sparade" in page
    differences = {row.label: row for row in response.context["conflict"].differences}
    assert differences["Problemet"].saved == "Annas text"
    assert differences["Problemet"].yours == "Bos text"
    assert list(differences) == ["Problemet"]
    assert filled(response)["problem"] == "Bos text"
    assert Project.objects.get().problem == "Annas text"


def test_a_refused_save_may_be_repeated_on_purpose():
    anna, bo = two_curators()
    project = factories.complete_project()
    from_anna, from_bo = opened(anna, project), opened(bo, project)
    anna.post(change_url(project), from_anna | {"problem": "Annas text"})
    refused = bo.post(change_url(project), from_bo | {"problem": "Bos text"})
    chosen = {"_overwrite": str(refused.context["conflict"].version)}
    assert bo.post(change_url(project), filled(refused) | chosen).status_code == 302
    assert Project.objects.get().problem == "Bos text"


def test_saving_again_without_choosing_is_refused_again():
    anna, bo = two_curators()
    project = factories.complete_project()
    from_anna, from_bo = opened(anna, project), opened(bo, project)
    anna.post(change_url(project), from_anna | {"problem": "Annas text"})
    refused = bo.post(change_url(project), from_bo | {"problem": "Bos text"})
    assert bo.post(change_url(project), filled(refused)).status_code == 200
    assert Project.objects.get().problem == "Annas text"


def test_a_third_save_in_between_stops_the_chosen_one_too():
    anna, bo = two_curators()
    project = factories.complete_project()
    from_bo = opened(bo, project)
    anna.post(change_url(project), opened(anna, project) | {"problem": "Annas text"})
    refused = bo.post(change_url(project), from_bo | {"problem": "Bos text"})
    anna.post(change_url(project), opened(anna, project) | {"problem": "Annas andra text"})
    chosen = {"_overwrite": str(refused.context["conflict"].version)}
    assert bo.post(change_url(project), filled(refused) | chosen).status_code == 200
    assert Project.objects.get().problem == "Annas andra text"


def test_a_row_that_a_colleague_took_away_is_kept_with_what_was_written_in_it():
    anna, bo = two_curators()
    project = factories.complete_project()
    Hindrance.objects.create(project=project, text="Ett hinder till.")
    from_anna, from_bo = opened(anna, project), opened(bo, project)
    anna.post(change_url(project), from_anna | {"hindrances-0-DELETE": "on"})
    mine = from_bo | {"hindrances-0-text": "Bos hinder", "hindrances-1-text": "Bos andra"}
    refused = bo.post(change_url(project), mine)
    labels = [row.label for row in refused.context["conflict"].differences]
    assert labels == ["Hinder: Ett hinder till. – Hinder", "Hinder"]
    chosen = {"_overwrite": str(refused.context["conflict"].version)}
    assert bo.post(change_url(project), filled(refused) | chosen).status_code == 302
    texts = set(project.hindrances.values_list("text", flat=True))
    assert texts == {"Bos hinder", "Bos andra"}


def test_a_row_that_a_colleague_added_is_shown_and_left_alone():
    anna, bo = two_curators()
    project = factories.complete_project()
    from_bo = opened(bo, project)
    added = {
        "lessons-TOTAL_FORMS": "1",
        "lessons-0-text": "Annas lärdom",
        "lessons-0-position": "0",
    }
    anna.post(change_url(project), opened(anna, project) | added)
    refused = bo.post(change_url(project), from_bo | {"problem": "Bos text"})
    saved = [row.saved for row in refused.context["conflict"].differences]
    assert any("Annas lärdom" in text for text in saved)
    chosen = {"_overwrite": str(refused.context["conflict"].version)}
    bo.post(change_url(project), filled(refused) | chosen)
    assert project.lessons.get().text == "Annas lärdom"


def test_a_post_without_a_version_is_refused():
    anna, _bo = two_curators()
    project = factories.complete_project()
    data = opened(anna, project)
    del data["began_from"]
    assert anna.post(change_url(project), data | {"problem": "Ny"}).status_code == 200
    assert Project.objects.get().problem == "Ett problem."


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (factories.source, "publisher"),
        (factories.theory, "limits"),
        (factories.theme, "definition"),
        (factories.municipality, "full_name"),
        (factories.factor, "warning"),
    ],
)
def test_every_kind_of_record_refuses_a_stale_save(make, field):
    anna = signed_in(factories.curator("administrator", "anna"))
    record = make()
    data = opened(anna, record)
    assert anna.post(change_url(record), data | {field: "Först"}).status_code == 302
    assert anna.post(change_url(record), data | {field: "Sist"}).status_code == 200
    record.refresh_from_db()
    assert getattr(record, field) == "Först"


def test_both_texts_are_escaped():
    anna, bo = two_curators()
    project = factories.complete_project()
    from_bo = opened(bo, project)
    evil = "<script>alert(1)</script>"
    anna.post(change_url(project), opened(anna, project) | {"problem": evil})
    page = bo.post(change_url(project), from_bo | {"problem": f"{evil} bo"}).content.decode()
    assert evil not in page
    assert "&lt;script&gt;alert(1)" in page


def test_of_twenty_saves_of_one_version_in_turn_exactly_one_wins():
    anna, _bo = two_curators()
    source = factories.source()
    data = opened(anna, source)
    codes = [
        anna.post(change_url(source), data | {"publisher": f"Utgivare {number}"}).status_code
        for number in range(20)
    ]
    assert codes == [302] + [200] * 19
    assert Source.objects.get().publisher == "Utgivare 0"


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_twenty_parallel_saves_of_one_version_exactly_one_wins():
    user = factories.curator("publisher", "anna")
    factor = factories.factor()
    data = opened(signed_in(user), factor)
    clients = [signed_in(user) for _number in range(20)]

    def save(number):
        try:
            changes = {"warning": f"Varning {number}"}
            return clients[number].post(change_url(factor), data | changes).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as pool:
        codes = list(pool.map(save, range(20)))
    assert connection.vendor == "postgresql"
    assert sorted(codes) == [200] * 19 + [302]
    winner = codes.index(302)
    assert SuccessFactor.objects.get().warning == f"Varning {winner}"
