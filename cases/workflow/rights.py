"""Who may do what with one case. What a role may ever do stands in `cases.roles`.

An author changes their own drafts, a reviewer everything that is not published, a publisher and an
administrator everything but the archive. Roles are recognised by what only they may do.
"""

from __future__ import annotations

from django.contrib.auth.models import User

from cases.models import Project
from cases.roles import GROUP_NAMES, Role

from .steps import SUBMIT, TAKE_BACK, Step

Status = Project.Status


def may_change(user: User, project: Project) -> bool:
    """Whether `user` may change this case, given that they may change cases at all."""
    if project.status == Status.ARCHIVED:
        return False
    if user.has_perm("cases.publish_project"):
        return True
    if user.has_perm("cases.review_project"):
        return not project.is_published
    return project.author_id == user.pk and project.status == Status.DRAFT


def may_publish(user: User) -> bool:
    return user.has_perm("cases.publish_project")


def may_delete(user: User, project: Project | None = None) -> bool:
    """Only what has never been published may go; a published address answers for good."""
    if not (may_publish(user) or user.has_perm("cases.delete_project")):
        return False
    return project is None or (project.published_at is None and not project.is_published)


def may_ever(user: User, step: Step) -> bool:
    """Whether the role of `user` holds the step at all."""
    return user.is_active and user.is_staff and user.has_perm(step.permission)


def is_theirs(user: User, project: Project, step: Step) -> bool:
    """Whether `user`, whose role holds the step, may take it with this very case."""
    if step in (SUBMIT, TAKE_BACK) and not user.has_perm("cases.review_project"):
        return project.author_id == user.pk
    return True


def others_who_may(user: User, step: Step) -> list[User]:
    """Return the curators, other than `user`, whose role holds the step; by name."""
    roles = [name for role, name in GROUP_NAMES.items() if role_holds(role, step)]
    found = User.objects.filter(is_active=True, is_staff=True, groups__name__in=roles)
    return list(found.exclude(pk=user.pk).order_by("first_name", "username").distinct())


def role_holds(role: Role, step: Step) -> bool:
    order = list(Role)
    return order.index(role) >= order.index(step.role)
