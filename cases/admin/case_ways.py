"""What happened to a case while somebody wrote in it, and where the text may go on."""

from django.utils.translation import gettext as _

from cases import workflow
from cases.models import Transition
from cases.workflow import rights
from cases.workflow.steps import REOPEN

from .carrying import Way
from .panel import told_moment


def way_on(user, row, project, open_copy):
    """Return the way on for `user` with a kept text, `row`.

    `project` is where it was written, or None when that is gone; `open_copy` opens the working copy
    of a case and returns it.
    """
    case, step = (project, _latest(project)) if project else _case_of_a_copy(row.record_key)
    if case is None:
        sentence = _("Fallet är borttaget. Inget av det du skrev är sparat i det.")
        return Way(sentence, _("Fortsätt i ett nytt fall"), lambda: None)
    sentence = _happened(step, in_a_copy=project is None)
    if case.is_published and rights.may_open_copy(user, case):
        copy = type(case).objects.filter(revision_of=case).first()
        if copy is None:
            label = _("Fortsätt i en ny arbetskopia")
        elif rights.may_change(user, copy):
            label = _("Fortsätt i den arbetskopia som finns")
        else:
            return Way(f"{sentence} {_for_somebody_else()}")
        return Way(sentence, label, lambda: open_copy(case))
    if project is None and rights.may_change(user, case):
        return Way(sentence, _("Fortsätt i fallets utkast"), lambda: case)
    return Way(f"{sentence} {_for_somebody_else()}")


def _for_somebody_else():
    return _("Här står det kvar, att kopiera eller skicka till den som får ändra.")


def _latest(project):
    return workflow.transitions_of(project).select_related("by").first()


def _case_of_a_copy(key):
    """The case that a working copy belonged to, and what ended it."""
    if not key.isdecimal():
        return None, None
    steps = Transition.objects.filter(copy_id=int(key)).select_related("project", "by")
    last = steps.first()
    if last is None:
        return None, None
    reopened = Transition.objects.filter(project=last.project, step=REOPEN.name, pk__gt=last.pk)
    return last.project, reopened.select_related("by").first() or last


def _happened(step, *, in_a_copy):
    """Who did what and when, and that nothing of the text came along."""
    did = workflow.BY_NAME.get(step.step) if step else None
    if did is None:
        return _("Du får inte längre ändra fallet. Inget av det du skrev kom med.")
    words = {
        "who": workflow.name_of(step.by) if step.by else _("Banken"),
        "did": did.done,
        "when": told_moment(step.at),
    }
    if in_a_copy:
        happened = _("%(who)s %(did)s %(when)s, och arbetskopian som du skrev i finns inte längre.")
    else:
        happened = _("%(who)s %(did)s %(when)s, medan du skrev.")
    return f"{happened % words} {_('Inget av det du skrev kom med.')}"
