"""Several curators press at random, and the workflow never reaches a state that it must not."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from cases import workflow
from cases.models import Project, Transition
from cases.workflow import rights
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

# Written here anew, and not read from the workflow: (from, to) of every step there may be
ROADS = {
    ("utkast", "granskas"), ("granskas", "utkast"), ("granskas", "godkant"), ("godkant", "utkast"),
    ("godkant", "granskas"), ("godkant", "publicerat"), ("publicerat", "avpublicerat"),
    ("publicerat", "arkiverat"), ("utkast", "arkiverat"), ("avpublicerat", "arkiverat"),
    ("avpublicerat", "utkast"), ("arkiverat", "utkast"),
    # A copy begins at what is public and may be thrown away; a set time moves nothing
    ("publicerat", "utkast"), ("granskas", "arkiverat"), ("godkant", "arkiverat"),
    ("godkant", "godkant"),
}  # fmt: skip
MAY = {
    "author": {"submit", "take_back", "open_copy", "discard"},
    "reviewer": {"send_back", "approve", "reopen", "edit"},
    "publisher": {"publish", "unpublish", "archive", "schedule", "cancel"},
}
MAY["reviewer"] |= MAY["author"]
MAY["publisher"] |= MAY["reviewer"]
MAY["administrator"] = MAY["publisher"]
ROLES = ["author", "author", "reviewer", "reviewer", "publisher", "publisher", "administrator"]
STEPS = sorted(workflow.BY_STEP)
curators = st.integers(0, len(ROLES) - 1)
rows = st.integers(0, 9)


class Newsroom(RuleBasedStateMachine):
    """Two cases, seven curators, and a notebook of who wrote, who approved and what is public."""

    def __init__(self):
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()
        self.curators = [factories.curator(role) for role in ROLES]
        self.role_of = dict(zip((c.pk for c in self.curators), ROLES, strict=True))
        self.texts = 0
        self.wrote = {}  # text: who wrote it
        self.approved = {}  # text: who approved it
        self.public = {}  # case: the text that readers see
        for _number in range(2):
            author = self.curators[0]
            case = factories.complete_project(author=author, goal=self.new_text(author))
            workflow.text_changed(project=case, by=author)

    def teardown(self):
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)

    def new_text(self, writer):
        self.texts += 1
        self.wrote[f"Text {self.texts}"] = writer
        return f"Text {self.texts}"

    def row(self, number):
        every = list(Project.objects.order_by("pk"))
        return every[number % len(every)]

    def attempt(self, action, **values):
        """Try a step; a refusal must leave everything as it was."""
        before = self.everything()
        try:
            with transaction.atomic():
                return action(**values)
        except workflow.Refused as refusal:
            said = str(refusal.sentence)
        assert said
        assert self.everything() == before
        return None

    @staticmethod
    def everything():
        fields = ("pk", "status", "goal", "edit_version", "publish_at", "revision_of", "public_id")
        return list(Project.objects.order_by("pk").values_list(*fields)), Transition.objects.count()

    @rule(who=curators, which=rows)
    def write(self, who, which):
        """What the form does: the rights are asked, the save is counted, the writer noted."""
        user, row = self.curators[who], self.row(which)
        if rights.may_change(user, row):
            text, version = self.new_text(user), row.edit_version + 1
            Project.objects.filter(pk=row.pk).update(goal=text, edit_version=version)
            workflow.text_changed(project=row, by=user)

    @rule(who=curators, which=rows, step=st.sampled_from(STEPS), why=st.sampled_from(["", "Så."]),
          late=st.sampled_from([0, 0, 0, 1]))  # fmt: skip
    def press(self, who, which, step, why, late):
        user, row = self.curators[who], self.row(which)
        values = {"project": row, "by": user, "why": why, "seen": row.edit_version - late}
        taken = self.attempt(workflow.BY_STEP[step], **values)
        if taken is None:
            return
        assert not late
        if step == "approve":
            self.approved[row.goal] = user
        if step == "publish":
            self.went_public(taken, row.goal, user)
        if step in ("unpublish", "archive"):
            self.public.pop(row.pk, None)

    def went_public(self, case, text, by):
        assert case.goal == text
        approver, writer = self.approved[text], self.wrote[text]
        assert approver != writer, "approved by the one who wrote it last"
        assert len({approver, writer, by}) > 1
        self.public[case.pk] = text

    @rule(who=curators, which=rows)
    def open_copy(self, who, which):
        self.attempt(workflow.open_copy, project=self.row(which), by=self.curators[who])

    @rule(who=curators, which=rows)
    def discard_copy(self, who, which):
        self.attempt(workflow.discard_copy, project=self.row(which), by=self.curators[who])

    @rule(who=curators, which=rows, ahead=st.sampled_from([-1, 1, 2]))
    def set_time(self, who, which, ahead):
        at = timezone.now() + timedelta(hours=ahead)
        self.attempt(
            workflow.schedule, project=self.row(which), by=self.curators[who], at=at, why="Nu."
        )

    @rule(who=curators, which=rows)
    def cancel_time(self, who, which):
        self.attempt(workflow.cancel, project=self.row(which), by=self.curators[who])

    @precondition(lambda self: Project.objects.exclude(publish_at=None).exists())
    @rule(hours=st.sampled_from([0, 1.5, 3]))
    def time_passes(self, hours):
        waiting = {row.pk: row.goal for row in Project.objects.exclude(publish_at=None)}
        copies = dict(Project.objects.values_list("pk", "revision_of"))
        for case, refused in workflow.publish_due(timezone.now() + timedelta(hours=hours)):
            if not refused:
                came_from = next(pk for pk in waiting if pk == case.pk or copies[pk] == case.pk)
                by = Transition.objects.filter(project=case, step="publish").first().by
                self.went_public(case, waiting[came_from], by)

    @rule(who=curators, which=rows)
    def a_part_goes_missing(self, who, which):
        row = self.row(which)
        if rights.may_change(self.curators[who], row) and row.status == "utkast":
            row.hindrances.all().delete()

    @invariant()
    def readers_see_what_was_approved_and_nothing_else(self):
        seen = dict(Project.objects.published().values_list("pk", "goal"))
        assert seen == self.public

    @invariant()
    def what_is_public_is_complete(self):
        for case in Project.objects.published():
            assert workflow.missing_for_publication(case) == []

    @invariant()
    def copies_are_never_public_and_one_at_most(self):
        copies = list(Project.objects.exclude(revision_of=None))
        assert len({copy.revision_of_id for copy in copies}) == len(copies)
        assert "publicerat" not in {copy.status for copy in copies}
        assert len(Project.objects.originals()) == 2

    @invariant()
    def only_the_approved_wait(self):
        waiting = Project.objects.exclude(publish_at=None)
        assert {row.status for row in waiting} <= {"godkant"}

    @invariant()
    def every_step_went_where_it_may_by_someone_who_may(self):
        for step in Transition.objects.all()[:3]:
            assert (step.from_status, step.to_status) in ROADS
            if step.by_id is not None:
                assert step.step in MAY[self.role_of[step.by_id]]


def test_no_walk_leads_to_a_forbidden_state():
    run_state_machine_as_test(
        Newsroom,
        settings=settings(
            max_examples=25,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
