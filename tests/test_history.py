"""The history's own door: what is written, in whose transaction, and that nothing goes away."""

import pytest
from django.db import IntegrityError

from cases import history
from cases.content.loader import load_content
from cases.models import Hindrance, Project, RecordChange, Theme
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_row_that_was_written_anew_with_the_same_words_is_no_change():
    project = factories.complete_project()
    before = history.contents(project)
    row = project.hindrances.get()
    row.delete()
    Hindrance.objects.create(project=project, text=row.text)
    assert history.differences(before, history.contents(project)) == []


def test_a_row_that_was_written_anew_with_nearly_the_same_words_is_one_change():
    project = factories.complete_project()
    before = history.contents(project)
    project.hindrances.all().delete()
    Hindrance.objects.create(project=project, text="Ont om tid och pengar.")
    (change,) = history.differences(before, history.contents(project))
    assert (change["old"], change["new"]) == ("Ont om tid.", "Ont om tid och pengar.")
    assert change["state"] == ""


def test_a_choice_among_many_is_told_in_words():
    project = factories.complete_project()
    before = history.contents(project)
    project.themes.add(factories.theme("vatten", name="Vatten"))
    (change,) = history.differences(before, history.contents(project))
    assert (change["label"], change["old"], change["new"]) == (
        "Verksamhetsområden", "Skola", "Skola, Vatten",
    )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_history_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError):
        history.write(factories.theme(), action=RecordChange.Action.CHANGED)


def test_an_undone_save_leaves_no_history():
    theme = factories.theme()

    def rename_and_fail():
        with history.recording(theme):
            theme.name = "Ny"
            theme.save()
            Theme.objects.create(name="Samma kod", code=theme.code)

    with pytest.raises(IntegrityError):
        rename_and_fail()
    assert not RecordChange.objects.exists()


def test_history_is_neither_changed_nor_deleted():
    line = history.added(factories.theme())
    line.note = "Annat"
    for attempt in (line.save, line.delete, RecordChange.objects.all().delete):
        with pytest.raises(TypeError):
            attempt()
    with pytest.raises(TypeError):
        RecordChange.objects.update(note="Annat")


def test_a_second_load_tells_what_it_changed():
    load_content()
    project = Project.objects.published().first()
    Project.objects.filter(pk=project.pk).update(problem="Annat")
    project.hindrances.update(text="Annat hinder")
    RecordChange.objects.all()._raw_delete("default")
    load_content()
    (line,) = history.of(project)
    told = {change["label"]: change["old"] for change in line.changes}
    assert told["Problemet"] == "Annat"
    assert line.by is None
    assert RecordChange.objects.count() == 1
