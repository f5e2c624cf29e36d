"""Two curators, one record: nobody overwrites the other unseen, and no text is lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from cases.models import Hindrance, Project, Source, SuccessFactor
from tests import factories
from tests.admin.sending import change_url, filled, opened, signed_in

pytestmark = pytest.mark.django_db


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


def refused_with(anna, bo, project, annas, bos):
    """Anna saves first, Bo is refused; returns Bo's page."""
    from_bo = opened(bo, project)
    assert anna.post(change_url(project), opened(anna, project) | annas).status_code == 302
    refused = bo.post(change_url(project), from_bo | bos)
    assert refused.status_code == 200
    return refused


def chosen(refused, **choices):
    """What *Spara så som jag har valt* sends, with some of the choices made anew."""
    conflict = refused.context["conflict"]
    data = {
        row.name: choices.get(row.key.replace("-", "_"), row.choice) for row in conflict.differences
    }
    return filled(refused) | data | {"_overwrite": str(conflict.version)}


def test_for_each_field_either_text_may_be_chosen():
    anna, bo = two_curators()
    project = factories.complete_project()
    theme = factories.theme("vatten")
    refused = refused_with(
        anna, bo, project,
        {"problem": "Annas problem", "goal": "Annas mål", "themes": [str(theme.pk)],
         "stage": "pilot", "checked_on": "2026-01-31", "disputed": "on"},
        {"problem": "Bos problem", "goal": "Bos mål"},
    )  # fmt: skip
    data = chosen(refused, goal="saved", themes="saved", checked_on="saved", disputed="saved")
    assert bo.post(change_url(project), data).status_code == 302
    project.refresh_from_db()
    assert (project.problem, project.goal) == ("Bos problem", "Annas mål")
    assert (str(project.checked_on), project.disputed) == ("2026-01-31", True)
    assert project.stage == "genomfort"
    assert list(project.themes.all()) == [theme]


def test_for_each_row_either_text_may_be_chosen():
    anna, bo = two_curators()
    project = factories.complete_project()
    Hindrance.objects.create(project=project, text="Ett hinder till.", position=1)
    refused = refused_with(
        anna, bo, project,
        {"hindrances-0-text": "Annas första", "hindrances-1-text": "Annas andra"},
        {"hindrances-0-text": "Bos första", "hindrances-1-DELETE": "on",
         "lessons-TOTAL_FORMS": "1", "lessons-0-text": "Bos lärdom", "lessons-0-position": "0"},
    )  # fmt: skip
    data = chosen(refused, hindrances_0_text="saved", hindrances_1="saved", lessons_0="saved")
    assert bo.post(change_url(project), data).status_code == 302
    assert [row.text for row in project.hindrances.all()] == ["Annas första", "Annas andra"]
    assert not project.lessons.exists()


@pytest.mark.parametrize(("choice", "left"), [("saved", 1), ("yours", 0)])
def test_a_row_that_only_a_colleague_has_stays_unless_one_chooses_otherwise(choice, left):
    anna, bo = two_curators()
    project = factories.complete_project()
    added = {
        "lessons-TOTAL_FORMS": "1",
        "lessons-0-text": "Annas lärdom",
        "lessons-0-position": "0",
    }
    refused = refused_with(anna, bo, project, added, {"problem": "Bos text"})
    (row,) = [row for row in refused.context["conflict"].differences if ":" in row.key]
    assert row.choice == "saved"
    data = chosen(refused) | {row.name: choice}
    assert bo.post(change_url(project), data).status_code == 302
    assert project.lessons.count() == left


def test_a_row_of_another_case_cannot_be_taken_away_by_a_choice():
    anna, bo = two_curators()
    project, other = factories.complete_project(), factories.complete_project()
    refused = refused_with(anna, bo, project, {"goal": "Annas"}, {"goal": "Bos"})
    stranger = {f"_choice:hindrances:{other.hindrances.get().pk}": "yours"}
    bo.post(change_url(project), chosen(refused) | stranger)
    assert other.hindrances.count() == 1


def test_words_that_differ_are_marked_and_everybody_who_saved_is_named():
    anna, bo = two_curators()
    project = factories.complete_project(problem="Bussen gick varje natt.")
    from_bo = opened(bo, project)
    for text in ("Bussen gick ibland.", "Bussen gick varannan natt."):
        anna.post(change_url(project), opened(anna, project) | {"problem": text})
    mine = from_bo | {"problem": "Bussen gick sällan natt."}
    refused = bo.post(change_url(project), mine)
    page = refused.content.decode()
    assert "<del>varannan</del>" in page
    assert "<ins>sällan</ins>" in page
    assert page.count("anna sparade") == 2


def test_the_second_text_is_kept_even_if_its_page_is_closed():
    anna, bo = two_curators()
    project = factories.complete_project()
    page = bo.get(change_url(project))
    token = {"_writing": page.context["writing"].token}
    anna.post(change_url(project), opened(anna, project) | {"problem": "Annas text"})
    bo.post(change_url(project), filled(page) | token | {"problem": "Bos text"})
    (offer,) = bo.get(change_url(project)).context["offers"]
    resumed = bo.get(f"{change_url(project)}?utkast={offer.row.pk}")
    (difference,) = resumed.context["conflict"].differences
    assert (difference.saved, difference.yours) == ("Annas text", "Bos text")


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


def test_a_save_that_changes_nothing_is_in_nobodys_way():
    (anna, bo) = two_curators()
    project = factories.complete_project("Nattbussar")
    annas, bos = opened(anna, project), opened(bo, project)
    assert bo.post(change_url(project), bos).status_code == 302
    assert anna.post(change_url(project), annas | {"goal": "Senare hem"}).status_code == 302
    project.refresh_from_db()
    assert project.goal == "Senare hem"
    assert bo.post(change_url(project), bos).context["conflict"].differences
