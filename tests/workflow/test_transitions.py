"""The steps: who may take them from where, what they write, and that nothing else writes it."""

import ast
from pathlib import Path

import pytest

from cases import workflow
from cases.models import ContentRevision, Project, Tombstone, Transition
from tests import factories

pytestmark = pytest.mark.django_db

CASES = Path(workflow.__file__).parent.parent
LOG = {"Transition", "transitions"}


def in_review(by=None, **values):
    """A complete case that an author has written and sent in."""
    by = by or factories.curator("author")
    return workflow.submit(project=factories.complete_project(author=by, **values), by=by)


def approved(**values):
    project = in_review(**values)
    return workflow.approve(
        project=project, by=factories.curator("reviewer"), seen=project.edit_version
    )


def test_a_case_goes_from_draft_through_review_and_approval_to_the_readers():
    author, reviewer, publisher = (
        factories.curator(r) for r in ("author", "reviewer", "publisher")
    )
    case = factories.complete_project(author=author)
    workflow.submit(project=case, by=author, why="Klart för läsning.")
    assert case.status == Project.Status.IN_REVIEW
    workflow.approve(project=case, by=reviewer, seen=case.edit_version)
    assert case.status == Project.Status.APPROVED
    workflow.publish(project=case, by=publisher)
    assert list(Project.objects.published()) == [case]


def test_each_step_is_logged_with_who_why_when_and_which_text():
    author = factories.curator("author")
    case = in_review(by=author)
    workflow.send_back(project=case, by=factories.curator("reviewer", "rut"), why="Källa saknas.")
    latest, first = Transition.objects.all()
    assert (first.by, first.from_status, first.to_status) == (author, "utkast", "granskas")
    assert (latest.by.username, latest.to_status, latest.why) == ("rut", "utkast", "Källa saknas.")
    assert latest.edit_version == case.edit_version
    assert latest.at >= first.at


def test_a_step_that_was_taken_is_neither_rewritten_nor_deleted():
    in_review()
    step = Transition.objects.get()
    with pytest.raises(TypeError):
        step.save()
    with pytest.raises(TypeError):
        step.delete()


def test_sending_back_demands_a_comment():
    case = in_review()
    with pytest.raises(workflow.ReasonMissing):
        workflow.send_back(project=case, by=factories.curator("reviewer"), why="  ")
    case.refresh_from_db()
    assert case.status == Project.Status.IN_REVIEW


def test_a_text_that_somebody_has_saved_meanwhile_cannot_be_approved_unseen():
    case = in_review()
    Project.objects.update(edit_version=case.edit_version + 1)
    with pytest.raises(workflow.TextChanged):
        workflow.approve(project=case, by=factories.curator("reviewer"), seen=case.edit_version)
    with pytest.raises(workflow.TextChanged):
        workflow.approve(project=case, by=factories.curator("reviewer"), seen=None)


def test_a_half_done_case_may_be_sent_in_but_not_approved():
    author = factories.curator("author")
    case = factories.complete_project(author=author, problem="")
    workflow.submit(project=case, by=author)
    with pytest.raises(workflow.NotReady) as refusal:
        workflow.approve(project=case, by=factories.curator("reviewer"), seen=case.edit_version)
    assert [gap.field for gap in refusal.value.gaps] == ["problem"]


def test_a_case_that_came_to_lack_something_after_approval_is_not_published():
    case = approved()
    case.hindrances.all().delete()
    with pytest.raises(workflow.NotReady):
        workflow.publish(project=case, by=factories.curator("publisher"))
    assert not Project.objects.published().exists()


@pytest.mark.parametrize("state", ["utkast", "granskas"])
def test_no_step_on_the_way_is_skipped(state):
    case = in_review() if state == "granskas" else factories.complete_project()
    with pytest.raises(workflow.WrongState):
        workflow.publish(project=case, by=factories.curator("publisher"))


def test_an_author_takes_back_only_their_own():
    author = factories.curator("author")
    mine, theirs = in_review(by=author), in_review()
    workflow.take_back(project=mine, by=author)
    assert mine.status == Project.Status.DRAFT
    with pytest.raises(workflow.NotAllowed):
        workflow.take_back(project=theirs, by=author)
    with pytest.raises(workflow.NotAllowed):
        workflow.submit(project=factories.complete_project(), by=author)


@pytest.mark.parametrize("right", ["is_active", "is_staff"])
def test_a_closed_account_takes_no_steps(right):
    case, reviewer = in_review(), factories.curator("reviewer")
    setattr(reviewer, right, False)
    with pytest.raises(workflow.NotAllowed):
        workflow.approve(project=case, by=reviewer, seen=case.edit_version)


def test_archiving_a_published_case_leaves_its_reason_at_the_address(client):
    case = factories.published_project()
    workflow.archive(project=case, by=factories.curator("publisher"), why="Verksamheten är slut.")
    response = client.get(case.get_absolute_url())
    assert response.status_code == 410
    assert "Verksamheten är slut." in response.content.decode()


@pytest.mark.parametrize("away", ["unpublish", "archive"])
def test_what_was_taken_away_can_be_opened_again_as_a_draft(client, away):
    case = factories.published_project()
    workflow.BY_STEP[away](project=case, by=None, why="Fel.")
    workflow.reopen(project=case, by=factories.curator("reviewer"))
    assert case.status == Project.Status.DRAFT
    assert client.get(case.get_absolute_url()).status_code == 410


def test_an_edit_after_approval_sends_the_case_back_to_review():
    case, editor = approved(), factories.curator("publisher")
    workflow.text_changed(project=case, by=editor)
    case.refresh_from_db()
    assert case.status == Project.Status.IN_REVIEW
    latest = workflow.transitions_of(case)[0]
    assert (latest.step, latest.by) == ("edit", editor)


def test_a_change_that_would_leave_readers_with_less_than_the_gate_demands_is_refused():
    case = factories.published_project()
    case.results.all().delete()
    with pytest.raises(workflow.NotReady):
        workflow.text_changed(project=case, by=None)


def assigned_statuses(path):
    """Lines of a module that give a status: an assignment, or a keyword to a queryset's writer."""
    for node in ast.walk(ast.parse(path.read_text())):
        targets = getattr(node, "targets", [getattr(node, "target", None)])
        for target in targets:
            if isinstance(target, ast.Attribute) and target.attr == "status":
                yield node.lineno
            if isinstance(target, ast.Tuple):
                yield from (e.lineno for e in target.elts if getattr(e, "attr", "") == "status")
        if isinstance(node, ast.Call):
            writer = ast.unparse(node.func).rsplit(".", 1)[-1]
            given = {keyword.arg for keyword in node.keywords}
            if writer in ("update", "create", "Project", "update_or_create") and "status" in given:
                yield node.lineno


def test_only_the_workflow_writes_a_status():
    writers = {
        str(path.relative_to(CASES))
        for path in CASES.rglob("*.py")
        if "migrations" not in path.parts and list(assigned_statuses(path))
    }
    assert writers == {"workflow/taking.py"}


def test_nothing_rewrites_the_log():
    for path in CASES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                words = {getattr(n, "attr", getattr(n, "id", "")) for n in ast.walk(node.func)}
                assert not (words & LOG and node.func.attr in ("update", "delete", "bulk_update"))


def test_publishing_gives_a_number_that_is_never_used_twice():
    first = factories.published_project()
    workflow.unpublish(project=first, by=None, why="Fel i sak.")
    second = factories.published_project()
    assert (first.public_id, second.public_id) == ("IB-0001", "IB-0002")


def test_a_half_done_case_cannot_be_published():
    draft = factories.complete_project(problem="")
    with pytest.raises(workflow.NotReady) as refusal:
        workflow.publish(project=draft, by=None)
    assert [gap.field for gap in refusal.value.gaps] == ["problem"]
    draft.refresh_from_db()
    assert draft.status == Project.Status.DRAFT


def test_a_working_copy_that_nobody_has_approved_is_not_merged_and_is_never_public():
    original = factories.published_project()
    copy = factories.complete_project(revision_of=original)
    with pytest.raises(workflow.WrongState):
        workflow.publish(project=copy, by=None)
    assert list(Project.objects.published()) == [original]


def test_unpublishing_leaves_a_reason_behind():
    case = factories.published_project()
    workflow.unpublish(project=case, by=None, why="Kommunen bad om det.")
    assert Tombstone.objects.get(project=case).reason == "Kommunen bad om det."
    assert not Project.objects.published().exists()


def test_only_what_is_published_can_be_unpublished():
    with pytest.raises(workflow.WrongState):
        workflow.unpublish(project=factories.complete_project(), by=None, why="x")


def test_publishing_again_takes_the_stone_away_and_keeps_number_and_date():
    case = factories.published_project()
    number, published_at = case.public_id, case.published_at
    workflow.unpublish(project=case, by=None, why="Fel.")
    workflow.publish(project=case, by=None)
    assert (case.public_id, case.published_at) == (number, published_at)
    assert not Tombstone.objects.exists()


def test_every_transition_moves_the_content_revision():
    case = factories.complete_project()
    start = ContentRevision.current()
    workflow.publish(project=case, by=None)
    workflow.unpublish(project=case, by=None, why="Fel.")
    workflow.content_changed()
    assert ContentRevision.current() == start + 3


@pytest.mark.django_db(transaction=True)
def test_the_revision_moves_only_in_the_contents_own_transaction():
    with pytest.raises(RuntimeError):
        ContentRevision.advance()
