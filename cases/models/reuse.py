"""What happened afterwards: others who tried it too, and whether it is still alive."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .projects import Project
from .scales import LifeStatus, OutcomeDirection


class ReuseReport(models.Model):
    """Vi provade också: another municipality tried it, and how it went."""

    class Kind(models.TextChoices):
        COPY = "kopia", _("Kopia")
        ADAPTED = "anpassad", _("Anpassad")
        INSPIRED = "inspirerad", _("Inspirerad")

    project = models.ForeignKey(
        "Project", on_delete=models.CASCADE, related_name="reuse_reports", verbose_name=_("fall")
    )
    municipality = models.ForeignKey(
        "Municipality",
        on_delete=models.PROTECT,
        related_name="reuse_reports",
        verbose_name=_("kommun"),
    )
    kind = models.CharField(_("slag"), max_length=12, choices=Kind)
    year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    outcome_direction = models.CharField(
        _("hur gick det?"), max_length=20, choices=OutcomeDirection
    )
    text = models.TextField(_("hur det gick"))
    changes = models.TextField(_("vad som ändrades"), blank=True)
    cost = models.CharField(_("kostnad"), max_length=200, blank=True)
    advice = models.TextField(_("råd till andra"), blank=True)
    citation = models.ForeignKey(
        "Citation",
        on_delete=models.RESTRICT,
        related_name="reuse_reports",
        verbose_name=_("källa i fallet"),
        null=True,
        blank=True,
    )
    approved = models.BooleanField(
        _("granskad"), default=False, help_text=_("Bara granskade rapporter syns för läsare.")
    )

    class Meta:
        verbose_name = _("vi provade också")
        verbose_name_plural = _("vi provade också")
        ordering = ["year", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "municipality"],
                name="reuse_once_per_municipality",
                violation_error_message=_("Kommunen har redan en rapport om fallet."),
            )
        ]

    def __str__(self):
        return f"{self.municipality}: {self.get_kind_display()}"


AFTER_YEARS = (1, 3, 5)


class FollowUpQuerySet(models.QuerySet):
    def due(self, on=None):
        """Return what is not done though its day has come, `on` a date (today without one).

        A case that readers cannot see, or that is known to be gone, is not asked about.
        """
        return self.filter(
            done_on__isnull=True,
            due_on__lte=on or timezone.localdate(),
            project__in=Project.objects.published().exclude(life_status=LifeStatus.DEAD),
        )

    def plan(self, project):
        """Add the looks back that a published case lacks; those that are there keep their day.

        The years are counted from the first publication, or from the end of the project's last
        year where that comes later: until then the case itself says how it went.
        """
        if project.published_at is None or project.life_status == LifeStatus.DEAD:
            return
        start = timezone.localdate(project.published_at)
        if project.end_year:
            start = max(start, date(project.end_year, 12, 31))
        planned = (
            self.model(project_id=project.pk, after_years=years, due_on=_years_after(start, years))
            for years in AFTER_YEARS
        )
        self.bulk_create(planned, ignore_conflicts=True)


def _years_after(day, years):
    """The same day some years later; 28 February for a leap day."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


class FollowUp(models.Model):
    """Lever det än? A dated look back after one, three or five years.

    Counted from the first publication, or from the end of the project if that comes later.
    """

    project = models.ForeignKey(
        "Project", on_delete=models.CASCADE, related_name="follow_ups", verbose_name=_("fall")
    )
    after_years = models.PositiveSmallIntegerField(
        _("efter antal år"), choices=[(1, _("ett år")), (3, _("tre år")), (5, _("fem år"))]
    )
    due_on = models.DateField(_("ska göras senast"))
    done_on = models.DateField(_("gjord"), null=True, blank=True)
    life_status = models.CharField(
        _("lever det än?"), max_length=10, choices=LifeStatus, blank=True
    )
    text = models.TextField(_("vad som hänt sedan dess"), blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("uppföljning")
        verbose_name_plural = _("uppföljningar")
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "after_years"],
                name="follow_up_once",
                violation_error_message=_("Uppföljningen finns redan."),
            ),
            models.CheckConstraint(
                name="follow_up_done_says_what",
                condition=Q(done_on__isnull=True) | (~Q(life_status="") & ~Q(text="")),
                violation_error_message=_(
                    "En gjord uppföljning säger om det lever och vad som hänt."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.project}: {self.get_after_years_display()}"
