"""The panel on a case's page: its state, what happened last, and what this curator may do now."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import page_texts, workflow
from cases.models import Project
from cases.workflow import rights
from cases.workflow.steps import APPROVE, OPEN_COPY, PUBLISH, REOPEN, SUBMIT

from .step_forms import PAGES

Status = Project.Status
WHAT_IT_MEANS = {
    Status.DRAFT: gettext_lazy("Skrivs. Bara redaktionen ser det."),
    Status.IN_REVIEW: gettext_lazy("Väntar på en granskare. Bara redaktionen ser det."),
    Status.APPROVED: gettext_lazy("Läst och godkänt. Ändras texten ska den granskas igen."),
    Status.PUBLISHED: gettext_lazy("Läsare ser det. Ändringar skrivs i en arbetskopia."),
    Status.UNPUBLISHED: gettext_lazy("Taget ifrån läsarna. Adressen säger varför."),
    Status.ARCHIVED: gettext_lazy("Undanlagt. Öppna det igen för att ändra något."),
}
# Whoever cannot take these is told why; the rest are shown only when they can be taken
EXPLAINED = (SUBMIT, APPROVE, PUBLISH, REOPEN)


@dataclass
class Panel:
    """What the panel shows. `buttons` are (step, address), `missing` (step, why not)."""

    project: Project
    means: str
    text: page_texts.PageText
    history: list
    gaps: list
    copy: Project | None = None
    may_open_copy: bool = False
    may_discard: bool = False
    buttons: list = field(default_factory=list)
    pages: list = field(default_factory=list)
    missing: list = field(default_factory=list)

    @property
    def latest(self):
        return self.history[0] if self.history else None

    @property
    def is_late(self):
        """Whether the set time has been and nobody, no reader and no cron, has published."""
        return bool(self.project.publish_at and self.project.publish_at <= timezone.now())

    @property
    def first_page(self):
        """The address of the page to publish on: the next thing to do, not one among others."""
        return next((address for step, address in self.pages if step is PUBLISH), "")

    @property
    def takes_comment(self):
        return any(step.takes_reason for step, _address in self.buttons)


def panel_for(request, project):
    """Read the panel of a case as it is saved, for the curator who asks."""
    panel = Panel(
        project=project,
        means=WHAT_IT_MEANS[project.status],
        text=page_texts.on_page(request, page_texts.PANEL, project.pk),
        history=[_in_words(row, project) for row in _steps_to_tell(project)],
        gaps=[(anchor(gap), gap.message) for gap in workflow.missing_for_publication(project)],
        copy=Project.objects.filter(revision_of=project).first() if project.is_published else None,
        may_open_copy=rights.may_open_copy(request.user, project),
        may_discard=rights.may_discard(request.user, project),
    )
    if project.is_published and not panel.copy and not panel.may_open_copy:
        panel.missing.append((OPEN_COPY, _("Det gör fallets författare, eller en granskare.")))
    for step in workflow.STEPS:
        if project.status in step.sources and (step.on_copies or not project.revision_of_id):
            _sort_in(panel, step, workflow.refusal(step, project, request.user))
    return panel


def _sort_in(panel, step, refusal):
    address = reverse(f"admin:cases_project_{step.name}", args=[panel.project.pk])
    if refusal is None:
        (panel.pages if step in PAGES else panel.buttons).append((step, address))
    elif step in EXPLAINED:
        panel.missing.append((step, _why(refusal)))


def _why(refusal):
    """The gaps stand below, each with its link; here it is enough to say so."""
    if isinstance(refusal, workflow.NotReady):
        return _("Fallet saknar något som banken kräver. Det står här nedanför.")
    return refusal.sentence


def _steps_to_tell(project):
    """A case tells of the work on its copies too; a copy of itself alone."""
    if project.revision_of_id:
        return workflow.transitions_of(project).select_related("by")
    return project.transitions.select_related("by")


def _in_words(transition, project):
    step = workflow.BY_NAME.get(transition.step)
    did = str(step.done if step else transition.get_to_status_display())
    about_copy = transition.copy_id and not project.revision_of_id
    return {
        "who": workflow.name_of(transition.by) if transition.by else _("Banken"),
        "did": _("%(did)s (arbetskopian)") % {"did": did} if about_copy else did,
        "at": transition.at,
        "why": transition.why,
    }


def anchor(gap):
    """Where in the form a gap is mended: the rows of a part, or a field."""
    relations = {field.name for field in Project._meta.related_objects}
    return f"#{gap.field}-group" if gap.field in relations else f"#id_{gap.field}"


def moment(value):
    """A date and time as one reads it in Swedish lists: 2026-03-01 14:05."""
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M}" if value else ""


def told_moment(value):
    """A date and time as it stands in a sentence: 2026-03-01 kl. 14.05."""
    return f"{timezone.localtime(value):%Y-%m-%d kl. %H.%M}"
