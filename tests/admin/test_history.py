"""Every record that a curator can edit tells who changed what, with old and new value."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import reverse

from cases import history
from cases.models import (
    Collection,
    County,
    FollowUp,
    InnovationType,
    Municipality,
    MunicipalityGroup,
    Organisation,
    Programme,
    Project,
    RecordChange,
    ResearchProject,
    ResearchTheory,
    ReuseReport,
    SearchMiss,
    Source,
    Submission,
    SuccessFactor,
    Synonym,
    TargetGroup,
    Theme,
    ValueType,
)
from tests import factories
from tests.admin.sending import change_url, opened

pytestmark = pytest.mark.django_db

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>"

# For each kind of record: how one is made, the field that is changed, its old and its new value
RECORDS = {
    Collection: (lambda: Collection.objects.create(title="Bussar", slug="b"), "title"),
    County: (factories.county, "name"),
    FollowUp: (
        lambda: FollowUp.objects.create(
            project=factories.project(), after_years=1, due_on="2027-01-01"
        ),
        "text",
    ),
    InnovationType: (factories.innovation_type, "definition"),
    Municipality: (factories.municipality, "full_name"),
    MunicipalityGroup: (factories.group, "name"),
    Organisation: (
        lambda: Organisation.objects.create(name="Vinnova", slug="v", kind="kommun"),
        "name",
    ),
    Programme: (lambda: Programme.objects.create(name="Program", slug="p"), "name"),
    Project: (factories.complete_project, "goal"),
    ResearchProject: (
        lambda: ResearchProject.objects.create(
            title="Forskning", slug="f", kind="FoU", summary="Kort."
        ),
        "title",
    ),
    ResearchTheory: (factories.theory, "limits"),
    ReuseReport: (
        lambda: ReuseReport.objects.create(
            project=factories.project(),
            municipality=factories.municipality(),
            kind="kopia",
            outcome_direction="positivt",
            text="Bra.",
        ),
        "advice",
    ),
    SearchMiss: (lambda: SearchMiss.objects.create(query="sparkcyklar"), "handled"),
    Source: (factories.source, "publisher"),
    Submission: (lambda: Submission.objects.create(kind="tips", message="Hej"), "editorial_note"),
    SuccessFactor: (factories.factor, "warning"),
    Synonym: (lambda: Synonym.objects.create(term="buss", other="kollektivtrafik"), "other"),
    TargetGroup: (lambda: TargetGroup.objects.create(name="Unga", code="unga"), "name"),
    Theme: (factories.theme, "definition"),
    User: (lambda: factories.curator("author", "vera"), "first_name"),
    ValueType: (lambda: ValueType.objects.create(name="Nytta", code="nytta"), "definition"),
}


@pytest.fixture
def anna():
    return factories.curator("administrator", "anna")


@pytest.fixture
def desk(client, anna):
    """Signed in with the password: an account is only changed by somebody who has just done so."""
    sent = {"login": anna.username, "password": "ett-langt-losenord"}
    assert client.post(reverse("admin:login"), sent).status_code == 302
    return client


def history_url(record):
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_history", args=[record.pk])


def test_every_kind_of_record_in_the_admin_is_tried_below():
    assert set(RECORDS) == set(admin.site._registry)


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_a_change_is_found_with_old_and_new_value(desk, anna, model):
    make, field = RECORDS[model]
    record = make()
    data = opened(desk, record)
    new = "on" if field == "handled" else "Något helt nytt"
    assert desk.post(change_url(record), data | {field: new}).status_code == 302
    (line,) = history.of(record)
    (change,) = line.changes
    old, new = ("nej", "ja") if field == "handled" else (data.get(field, ""), new)
    assert (line.by, line.action) == (anna, "andrat")
    assert (change["field"], change["old"], change["new"]) == (field, old, new)
    page = desk.get(history_url(record)).content.decode()
    assert "anna" in page
    assert f"<ins>{new}</ins>" in page
    assert f"<del>{old}</del>" in page or not old


def test_every_kind_of_row_in_a_form_belongs_to_the_history():
    for model, model_admin in admin.site._registry.items():
        parts = history.PARTS.get(history.kind_of(model), ())
        told = {getattr(model, part).rel.related_model for part in parts}
        assert told == {inline.model for inline in model_admin.inlines}


def test_rows_that_were_changed_added_and_taken_away_are_told_with_their_words(desk):
    project = factories.complete_project()
    voice = factories.voice(project, text="Vi hördes inte.")
    data = opened(desk, project)
    desk.post(
        change_url(project),
        data
        | {
            "hindrances-0-text": "Ont om pengar.",
            "voices-0-DELETE": "on",
            "lessons-TOTAL_FORMS": "1",
            "lessons-0-text": "Fråga tidigt.",
            "lessons-0-position": "0",
        },
    )
    (line,) = history.of(project)
    told = {(c["field"], c["state"]): (c["old"], c["new"]) for c in line.changes}
    assert told["hindrances.text", ""] == ("Ont om tid.", "Ont om pengar.")
    assert told["lessons.text", "ny"] == ("", "Fråga tidigt.")
    assert told["voices.text", "borttagen"] == ("Vi hördes inte.", "")
    assert told["voices.citation", "borttagen"][0] == str(voice.citation)


def test_a_new_record_is_told_with_what_it_says(desk, anna):
    data = {"name": "Äldre", "code": "aldre", "position": "3"}
    desk.post(reverse("admin:cases_targetgroup_add"), data)
    (line,) = RecordChange.objects.all()
    assert (line.by, line.action, line.record_label) == (anna, "tillagt", "Äldre")
    assert {"Namn": "Äldre", "Kod": "aldre"}.items() <= {
        change["label"]: change["new"] for change in line.changes
    }.items()


@pytest.mark.parametrize("in_bulk", [True, False])
def test_what_a_deleted_record_said_is_kept(desk, in_bulk):
    synonym = Synonym.objects.create(term="buss", other="kollektivtrafik")
    if in_bulk:
        data = {"action": "delete_selected", "_selected_action": [synonym.pk], "post": "yes"}
        desk.post(reverse("admin:cases_synonym_changelist"), data)
    else:
        desk.post(reverse("admin:cases_synonym_delete", args=[synonym.pk]), {"post": "yes"})
    assert not Synonym.objects.exists()
    (line,) = RecordChange.objects.all()
    assert line.action == "borttaget"
    assert "kollektivtrafik" in [change["old"] for change in line.changes]


def test_a_readers_own_words_go_with_their_message(desk):
    tip = Submission.objects.create(kind="tips", message="Ring mig", contact_email="a@example.com")
    desk.post(reverse("admin:cases_submission_delete", args=[tip.pk]), {"post": "yes"})
    (line,) = RecordChange.objects.all()
    assert "a@example.com" not in str(line.changes)
    assert "Ring mig" not in str(line.changes)


def test_a_changed_password_is_told_and_never_shown(desk):
    vera = factories.curator("author", "vera")
    secret = "en-lang-hemlighet-27"
    address = reverse("admin:auth_user_password_change", args=[vera.pk])
    desk.post(address, {"password1": secret, "password2": secret, "usable_password": "true"})
    vera.refresh_from_db()
    page = desk.get(history_url(vera)).content.decode()
    assert vera.check_password(secret)
    assert history.of(vera).count() == 1
    assert secret not in page
    assert vera.password not in str(list(history.of(vera).values()))


def test_a_save_that_changes_nothing_leaves_no_line(desk):
    project = factories.complete_project()
    assert desk.post(change_url(project), opened(desk, project)).status_code == 302
    assert not history.of(project).exists()


def test_a_refused_save_leaves_no_line(desk):
    project = factories.complete_project()
    data = opened(desk, project) | {"title": ""}
    assert desk.post(change_url(project), data).status_code == 200
    assert not history.of(project).exists()


def test_searches_that_are_ticked_off_together_each_get_a_line(desk):
    misses = [SearchMiss.objects.create(query=word) for word in ("sparkcykel", "drönare")]
    data = {"action": "mark_handled", "_selected_action": [miss.pk for miss in misses]}
    desk.post(reverse("admin:cases_searchmiss_changelist"), data)
    assert [history.of(miss).count() for miss in misses] == [1, 1]


def test_what_somebody_wrote_is_never_run(desk):
    project = factories.complete_project()
    data = opened(desk, project)
    desk.post(change_url(project), data | {"goal": EVIL, "title": EVIL, "hindrances-0-text": EVIL})
    page = desk.get(history_url(project)).content.decode()
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_the_page_asks_as_many_questions_for_fifty_saves_as_for_one(
    desk, anna, django_assert_max_num_queries
):
    theme = factories.theme()
    for number in range(50):
        history.write(theme, action="andrat", by=anna, note=f"Nummer {number}")
    desk.get("/admin/")  # a new session is written down once
    with django_assert_max_num_queries(12):
        page = desk.get(history_url(theme)).content.decode()
    assert "Sida 1 av 2" in page
    assert "Nummer 49" in page
    assert "Nummer 0<" in desk.get(history_url(theme) + "?sida=2").content.decode()


def test_an_author_does_not_read_the_history_of_what_readers_have_sent(client):
    tip = Submission.objects.create(kind="tips", message="Ring mig")
    client.force_login(factories.curator("author"))
    assert client.get(history_url(tip)).status_code == 403


def test_a_record_that_nobody_has_changed_says_so(desk):
    assert (
        "Ingenting är ändrat här än." in desk.get(history_url(factories.theme())).content.decode()
    )


def test_the_line_breaks_of_a_browser_change_nothing(desk):
    case = factories.complete_project(summary="Första raden.\n\nAndra raden.")
    data = opened(desk, case)
    as_sent = {
        name: value.replace("\n", "\r\n") if isinstance(value, str) else value
        for name, value in data.items()
    }
    assert "\r\n" in as_sent["summary"]
    assert desk.post(change_url(case), as_sent | {"goal": "Ett\r\nTvå"}).status_code == 302
    case.refresh_from_db()
    assert (case.summary, case.goal) == ("Första raden.\n\nAndra raden.", "Ett\nTvå")
    assert [change["field"] for change in history.of(case)[0].changes] == ["goal"]


def test_a_message_quotes_as_swedes_do(desk):
    record = Organisation.objects.create(name="Vård & omsorg", slug="v", kind="kommun")
    address = reverse("admin:cases_organisation_delete", args=[record.pk])
    answer = desk.post(address, {"post": "yes"}, follow=True)
    (message,) = answer.context["messages"]
    assert "”Vård & omsorg”" in str(message)
    assert "”Vård &amp; omsorg”" in answer.content.decode()
