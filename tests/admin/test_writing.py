"""What a curator has written and not saved is kept, and offered again."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases import open_forms
from cases.models import OpenForm, Project
from tests import factories
from tests.admin.sending import change_url, filled, signed_in
from tests.admin.test_history import EVIL, RECORDS
from tests.admin.writing import keep, with_token

pytestmark = pytest.mark.django_db

ADD = "/admin/cases/project/add/"
# An account's form holds a password, and is not kept
KEPT = [model for model in RECORDS if model._meta.app_label == "cases"]


@pytest.fixture
def anna():
    return factories.curator("publisher", "anna")


@pytest.fixture
def desk(anna):
    return signed_in(anna)


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model.__name__)
def test_every_form_of_a_record_keeps_its_text_and_gives_it_back(model):
    client = signed_in(factories.curator("administrator"))
    make, field = RECORDS[model]
    record = make()
    before = getattr(record, field)
    assert keep(client, record, **{field: "Halvskriven"}).json()["state"] == "kept"
    record.refresh_from_db()
    assert getattr(record, field) == before
    page = client.get(change_url(record))
    (offer,) = page.context["offers"]
    assert offer.differences == 1
    resumed = client.get(f"{change_url(record)}?utkast={offer.row.pk}")
    assert filled(resumed)[field] in ("Halvskriven", "on")
    assert "Det här är ditt utkast" in resumed.content.decode()
    assert "errornote" not in resumed.content.decode()
    record.refresh_from_db()
    assert getattr(record, field) == before


def test_a_new_case_that_was_never_saved_is_offered_again(desk):
    page = desk.get(ADD)
    keep(desk, page, title="Halvskrivet fall", problem="Ett problem")
    (offer,) = desk.get(ADD).context["offers"]
    resumed = desk.get(f"{ADD}?utkast={offer.row.pk}")
    assert filled(resumed)["title"] == "Halvskrivet fall"
    assert not Project.objects.exists()


def test_a_resumed_text_is_saved_by_pressing_save_and_then_no_longer_offered(desk):
    project = factories.complete_project()
    keep(desk, project, goal="Halvskrivet mål")
    row = OpenForm.objects.get()
    OpenForm.objects.update(seen_at=None)
    resumed = desk.get(f"{change_url(project)}?utkast={row.pk}")
    assert desk.post(change_url(project), with_token(resumed)).status_code == 302
    project.refresh_from_db()
    assert project.goal == "Halvskrivet mål"
    assert desk.get(change_url(project)).context["offers"] == []
    assert not OpenForm.objects.exclude(data="").exists()


def test_what_arrives_from_a_tab_after_its_save_is_not_offered_but_a_living_tab_goes_on(desk):
    project = factories.complete_project()
    page = desk.get(change_url(project))
    desk.post(change_url(project), with_token(page, goal="Sparat"))
    answer = keep(desk, page, goal="Skrivet efter tillbakaknappen").json()
    assert answer["token"] != page.context["writing"].token
    row = OpenForm.objects.exclude(data="").get()
    assert row.tab == open_forms.read_token(answer["token"]).tab


def test_a_text_that_says_what_is_saved_is_not_offered(desk):
    project = factories.complete_project()
    keep(desk, project)
    assert desk.get(change_url(project)).context["offers"] == []


def test_a_text_may_be_thrown_away(desk):
    project = factories.complete_project()
    keep(desk, project, goal="Skräp")
    address = reverse("admin:cases_project_discard", args=[OpenForm.objects.get().pk])
    assert desk.get(address).status_code == 405
    assert desk.post(address)["Location"] == change_url(project)
    assert desk.get(change_url(project)).context["offers"] == []
    assert "Skräp" not in str(list(OpenForm.objects.values()))


def test_two_tabs_have_each_their_own_text(desk):
    project = factories.complete_project()
    first, second = desk.get(change_url(project)), desk.get(change_url(project))
    keep(desk, first, goal="Från första fliken")
    keep(desk, second, goal="Från andra fliken")
    texts = " ".join(OpenForm.objects.values_list("data", flat=True))
    assert "rsta+fliken" in texts
    assert "andra+fliken" in texts
    assert len(desk.get(change_url(project)).context["offers"]) == 2


def test_the_text_is_kept_also_when_the_session_has_ended(desk):
    project = factories.complete_project()
    page = desk.get(change_url(project))
    desk.logout()
    answer = keep(desk, page, goal="Mitt i en mening").json()
    assert (answer["state"], answer["signed_in"]) == ("kept", False)
    assert "others" not in answer
    assert "csrf" not in answer
    assert OpenForm.objects.exclude(data="").exists()


def test_a_text_beyond_the_limit_is_not_kept(desk, monkeypatch):
    monkeypatch.setattr(open_forms, "MOST_CHARACTERS", 2000)
    project = factories.complete_project()
    assert keep(desk, project, goal="x" * 3000).status_code == 413
    assert not OpenForm.objects.exists()


def test_old_texts_and_quiet_tabs_are_dropped(desk, anna):
    long_ago = timezone.now() - timedelta(days=91)
    values = {"user": anna, "model": "cases.project"}
    OpenForm.objects.create(tab="a", data="goal=gammal", saved_at=long_ago, **values)
    OpenForm.objects.create(tab="b", opened_at=long_ago, seen_at=long_ago, **values)
    OpenForm.objects.create(tab="c", data="goal=ny", saved_at=timezone.now(), **values)
    keep(desk, factories.complete_project(), goal="Nytt")
    assert set(OpenForm.objects.values_list("tab", flat=True)) >= {"c"}
    assert not OpenForm.objects.filter(tab__in=["a", "b"]).exists()


def test_what_is_written_is_never_run(desk):
    project = factories.complete_project()
    keep(desk, project, goal=EVIL, title=EVIL)
    row = OpenForm.objects.get()
    for address in (
        change_url(project),
        f"{change_url(project)}?utkast={row.pk}",
        reverse("admin:cases_project_kept", args=[row.pk]),
    ):
        page = desk.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_a_form_without_the_script_works_as_before(desk):
    project = factories.complete_project()
    page = desk.get(change_url(project))
    assert desk.post(change_url(project), with_token(page, goal="Nytt")).status_code == 302
    project.refresh_from_db()
    assert project.goal == "Nytt"


@pytest.mark.parametrize("count", ["2000000000", "-1", "9" * 5000, "en"])
def test_a_kept_text_shows_no_more_rows_than_it_has_whatever_it_says(desk, count):
    case = factories.complete_project("Nattbussar")
    keep(desk, case, goal="Senare", **{"hindrances-TOTAL_FORMS": count})
    page = desk.get(change_url(case), {"utkast": OpenForm.objects.get().pk})
    rows = {
        inline.formset.prefix: inline.formset for inline in page.context["inline_admin_formsets"]
    }
    assert len(rows["hindrances"].forms) <= case.hindrances.count() + 1
    assert filled(page)["goal"] == "Senare"
