"""Who may do what with one case. What a role may ever do stands in `cases.roles`.

An author changes their own drafts, a reviewer and those above everything that is neither public nor
archived. What is public is changed by nobody: each of them works on a copy of it. Roles are
recognised by what only they may do.
"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Q

from cases.models import Organisation, Project, Source
from cases.roles import GROUP_NAMES, Role

from .eyes import latest
from .steps import SUBMIT, TAKE_BACK, Step

Status = Project.Status


def may_change(user: User, project: Project) -> bool:
    """Whether `user` may change this case, given that they may change cases at all."""
    if project.status in (Status.PUBLISHED, Status.ARCHIVED):
        return False
    if user.has_perm("cases.review_project"):
        return True
    return project.author_id == user.pk and project.status == Status.DRAFT


def may_open_copy(user: User, project: Project) -> bool:
    """Whether `user` may work on what is public, in a copy: an author on their own only."""
    if not (project.is_published and user.has_perm("cases.change_project")):
        return False
    return user.has_perm("cases.review_project") or project.author_id == user.pk


def may_discard(user: User, copy: Project) -> bool:
    """Whether `user` may throw away this working copy."""
    return copy.revision_of_id is not None and may_change(user, copy)


def may_publish(user: User) -> bool:
    return user.has_perm("cases.publish_project")


def may_look_back(user: User, project: Project) -> bool:
    """Whether `user` may write a look back at this case, given that they may write any.

    A look back is read on the case's page at once, without a step in between: so an author writes
    it where no reader sees it, on a draft of their own.
    """
    if project.revision_of_id is not None:
        return False
    return user.has_perm("cases.review_project") or may_change(user, project)


def may_delete_look_back(user: User, project: Project) -> bool:
    """Whether `user` may delete a look back at this case: a public one as they may publish it."""
    if project.is_published:
        return may_publish(user)
    return may_look_back(user, project)


def may_change_shared(user: User, record: Source | Organisation) -> bool:
    """Whether `user` may change what many cases name: an author until readers or reviewers see it.

    It says the same in all of them as soon as it is saved, without a step in between.
    """
    return user.has_perm("cases.review_project") or not _is_seen(record)


def may_list_sources(user: User) -> bool:
    """Whether `user` may put a source among those that readers see without a case."""
    return user.has_perm("cases.review_project")


def _is_seen(record: Source | Organisation) -> bool:
    seen = Project.objects.filter(status__in=(Status.IN_REVIEW, Status.APPROVED, Status.PUBLISHED))
    if isinstance(record, Source):
        return record.in_library or seen.filter(citations__source=record).exists()
    paying, taking_part = Q(funders__organisation=record), Q(partners__organisation=record)
    return seen.filter(paying | taking_part).exists()


def may_stop_pictures(user: User) -> bool:
    """Whether `user` may take a public picture away at once, without anybody's review."""
    return may_publish(user)


def may_delete(user: User, project: Project | None = None) -> bool:
    """Only what has never been published may go; a published address answers for good."""
    if not (may_publish(user) or user.has_perm("cases.delete_project")):
        return False
    if project is None:
        return True
    return project.published_at is None and project.revision_of_id is None


def may_ever(user: User, step: Step) -> bool:
    """Whether the role of `user` holds the step at all."""
    return user.is_active and user.is_staff and user.has_perm(step.permission)


def is_theirs(user: User, project: Project, step: Step) -> bool:
    """Whether `user`, whose role holds the step, may take it with this very case."""
    if step is SUBMIT and not user.has_perm("cases.review_project"):
        return project.author_id == user.pk
    if step is TAKE_BACK:
        return user.pk in (project.author_id, submitted_by(project))
    return True


def submitted_by(project: Project) -> int | None:
    """Return the key of whoever sent the case in last."""
    submission = latest(project, SUBMIT)
    return submission.by_id if submission else None


def others_who_may(user: User, step: Step) -> list[User]:
    """Return the curators, other than `user`, whose role holds the step; by name."""
    roles = [name for role, name in GROUP_NAMES.items() if role_holds(role, step)]
    found = User.objects.filter(is_active=True, is_staff=True, groups__name__in=roles)
    return list(found.exclude(pk=user.pk).order_by("first_name", "username").distinct())


def role_holds(role: Role, step: Step) -> bool:
    order = list(Role)
    return order.index(role) >= order.index(step.role)
