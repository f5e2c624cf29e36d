"""Who may do what with one case. What a role may ever do stands in `cases.roles`.

An author changes their own drafts, a reviewer everything that is not published, a publisher and an
administrator everything. The roles are recognised by what only they may do.
"""

from cases.models import Project


def may_change(user, project):
    """Whether `user` may change this case, given that they may change cases at all."""
    if user.has_perm("cases.publish_project"):
        return True
    if user.has_perm("cases.review_project"):
        return not project.is_published
    return project.author_id == user.pk and project.status == Project.Status.DRAFT


def may_publish(user):
    return user.has_perm("cases.publish_project")


def may_delete(user, project=None):
    """Only what has never been published may go; a published address answers for good."""
    if not (user.has_perm("cases.publish_project") or user.has_perm("cases.delete_project")):
        return False
    return project is None or (project.published_at is None and not project.is_published)
