"""Four eyes: nobody approves or publishes a text that only they have read."""

import pytest

from cases import workflow
from cases.models import Project
from tests import factories

pytestmark = pytest.mark.django_db


def written_by(user):
    """A complete draft that `user` has saved."""
    case = factories.complete_project(author=user)
    saved(case, user)
    return case


def saved(case, user):
    """What a save in the admin does besides the text: count, and remember who."""
    Project.objects.filter(pk=case.pk).update(edit_version=case.edit_version + 1)
    case.refresh_from_db()
    workflow.text_changed(project=case, by=user)


def approve(case, user):
    case.refresh_from_db()
    return workflow.approve(project=case, by=user, seen=case.edit_version)


def refused(case, user):
    with pytest.raises(workflow.OwnText) as refusal:
        approve(case, user)
    return str(refusal.value.sentence)


def test_a_reviewer_does_not_approve_what_they_wrote_and_is_told_whom_to_ask():
    anna, bo = (factories.curator("reviewer", name) for name in ("anna", "bo"))
    case = written_by(anna)
    workflow.submit(project=case, by=anna)
    assert refused(case, anna) == "Du kan inte godkänna det du själv har skrivit. Be bo."
    assert approve(case, bo).status == Project.Status.APPROVED


def test_whoever_sent_it_in_does_not_approve_it_even_when_the_bank_wrote_it():
    anna = factories.curator("reviewer", "anna")
    case = factories.complete_project()
    workflow.submit(project=case, by=anna)
    assert "det du själv har skickat in" in refused(case, anna)
    assert "Någon annan behöver rollen granskare" in refused(case, anna)


def test_a_reviewer_who_mends_the_text_leaves_the_approval_to_another():
    author, rut, siv = (factories.curator(r) for r in ("author", "reviewer", "reviewer"))
    case = written_by(author)
    workflow.submit(project=case, by=author)
    saved(case, rut)
    assert "själv har skrivit" in refused(case, rut)
    approve(case, siv)


def test_two_who_have_both_written_may_approve_what_the_other_sent_in():
    anna, bo = (factories.curator("reviewer", name) for name in ("anna", "bo"))
    case = written_by(anna)
    workflow.submit(project=case, by=anna)
    saved(case, bo)
    workflow.send_back(project=case, by=bo, why="Titta på ingressen.")
    workflow.submit(project=case, by=bo)
    assert approve(case, anna).status == Project.Status.APPROVED


def test_having_sent_in_another_persons_text_does_not_let_its_only_writer_approve_it():
    anna, bo = (factories.curator("reviewer", name) for name in ("anna", "bo"))
    case = written_by(anna)
    workflow.submit(project=case, by=bo)
    assert "själv har skrivit" in refused(case, anna)


def test_a_publisher_publishes_their_own_text_once_another_has_approved_it():
    petra, rut = factories.curator("publisher"), factories.curator("reviewer")
    case = written_by(petra)
    workflow.submit(project=case, by=petra)
    approve(case, rut)
    assert workflow.publish(project=case, by=petra).is_published


def test_an_approval_from_the_time_of_one_curator_is_not_enough_to_publish_alone(settings):
    petra = factories.curator("publisher")
    case = written_by(petra)
    settings.FOUR_EYES = False
    workflow.submit(project=case, by=petra)
    approve(case, petra)
    settings.FOUR_EYES = True
    with pytest.raises(workflow.OwnText):
        workflow.publish(project=case, by=petra)
    assert workflow.publish(project=case, by=factories.curator("publisher")).is_published


def test_a_newsroom_of_one_may_turn_the_rule_off(settings):
    settings.FOUR_EYES = False
    petra = factories.curator("publisher")
    case = written_by(petra)
    workflow.submit(project=case, by=petra)
    approve(case, petra)
    assert workflow.publish(project=case, by=petra).is_published
