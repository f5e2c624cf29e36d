"""May this step be taken with this case by this person? One answer for buttons and transitions."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from cases.models import Project
from cases.roles import GROUP_NAMES

from . import rights
from .eyes import only_their_own
from .gate import missing_for_publication
from .refusals import NotAllowed, NotReady, OwnText, Refused, WrongState
from .steps import APPROVE, PUBLISH, Step

NAMED = 2


def refusal(step: Step, project: Project, by: User | None) -> Refused | None:
    """Return why the step cannot be taken, or None when it can.

    `by` None is the bank itself (the loader): it is asked for the right state and the gate, not
    for a role, and it may publish what is not published from any state.
    """
    return (
        _wrong_state(step, project, by)
        or _without_its_case(step, project)
        or (_not_allowed(step, project, by) if by is not None else None)
        or _not_ready(step, project)
    )


def _wrong_state(step: Step, project: Project, by: User | None) -> Refused | None:
    if project.revision_of_id is not None and not step.on_copies:
        return WrongState(_("Steget gäller fallet, inte arbetskopian av det."))
    is_case = project.revision_of_id is None and not project.is_published
    from_anywhere = by is None and step is PUBLISH and is_case
    if project.status in step.sources or from_anywhere:
        return None
    sentence = _("Fallet har läget ”%(state)s”. ”%(step)s” går inte att göra då.")
    return WrongState(sentence % {"state": project.get_status_display(), "step": step.label})


def _without_its_case(step: Step, project: Project) -> Refused | None:
    """A working copy is part of a public case, or of nothing."""
    if step is not PUBLISH or project.revision_of is None or project.revision_of.is_published:
        return None
    sentence = _("Fallet är inte längre publicerat. Öppna det igen: då blir kopian utkastet.")
    return WrongState(sentence)


def _not_allowed(step: Step, project: Project, by: User) -> Refused | None:
    if not rights.may_ever(by, step):
        return NotAllowed(_for_the_role(step, by))
    if not rights.is_theirs(by, project, step):
        return NotAllowed(_("Det gör den som är författare till fallet, eller en granskare."))
    if own := only_their_own(project, by, step):
        return OwnText(f"{own} {_somebody_else(step, by)}")
    return None


def _not_ready(step: Step, project: Project) -> Refused | None:
    if step not in (APPROVE, PUBLISH):
        return None
    gaps = missing_for_publication(project)
    return NotReady(gaps) if gaps else None


def _for_the_role(step: Step, by: User) -> str:
    role = GROUP_NAMES[step.role].lower()
    names = [name_of(user) for user in rights.others_who_may(by, step)]
    if not names:
        return _("Det gör en %(role)s. Ingen har den rollen än.") % {"role": role}
    sentence = _("Det gör en %(role)s: %(names)s.")
    return sentence % {"role": role, "names": _either(names)}


def _somebody_else(step: Step, by: User) -> str:
    role = GROUP_NAMES[step.role].lower()
    names = [name_of(user) for user in rights.others_who_may(by, step)]
    if not names:
        sentence = _("Någon annan behöver rollen %(role)s; en administratör kan ge den.")
        return sentence % {"role": role}
    if len(names) <= NAMED:
        return _("Be %(names)s.") % {"names": _either(names)}
    sentence = _("Be %(names)s eller någon annan %(role)s.")
    return sentence % {"names": ", ".join(names[:NAMED]), "role": role}


def _either(names: list[str]) -> str:
    shown = names[:NAMED] + ([_("någon annan")] if len(names) > NAMED else [])
    return str(get_text_list(shown, _("eller")))


def name_of(user: User) -> str:
    """How colleagues know each other: the full name, or else the name to sign in with."""
    return user.get_full_name() or user.get_username()
