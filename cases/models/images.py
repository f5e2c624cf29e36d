"""Pictures in a project: who took them, under what licence, and what they show."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ProjectImage(models.Model):
    """A picture with alternative text, or marked as decorative."""

    project = models.ForeignKey(
        "Project", on_delete=models.CASCADE, related_name="images", verbose_name=_("fall")
    )
    file = models.ImageField(
        _("bild"), upload_to="fall/", width_field="width", height_field="height"
    )
    width = models.PositiveIntegerField(_("bredd"), editable=False, default=0)
    height = models.PositiveIntegerField(_("höjd"), editable=False, default=0)
    alt_text = models.CharField(
        _("alternativtext"), max_length=300, blank=True, help_text=_("Vad bilden visar, i ord.")
    )
    decorative = models.BooleanField(
        _("bara dekoration"),
        default=False,
        help_text=_("Bilden säger inget som texten inte säger."),
    )
    caption = models.CharField(_("bildtext"), max_length=300, blank=True)
    photographer = models.CharField(_("fotograf"), max_length=160)
    licence = models.CharField(_("licens"), max_length=80)
    shows_people = models.BooleanField(_("visar personer som går att känna igen"), default=False)
    people_ground = models.CharField(_("rättslig grund för personerna"), max_length=200, blank=True)
    stopped = models.BooleanField(
        _("stoppad"), default=False, help_text=_("Bilden visas inte någonstans.")
    )  # by cases.workflow.pictures alone, in the case and its working copy at once
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)

    class Meta:
        verbose_name = _("bild")
        verbose_name_plural = _("bilder")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                name="image_alt_text_or_decorative",
                condition=(
                    Q(decorative=True, alt_text="") | (Q(decorative=False) & ~Q(alt_text=""))
                ),
                violation_error_message=_(
                    "Beskriv bilden i en alternativtext, eller kryssa i att den är dekoration."
                ),
            ),
            models.CheckConstraint(
                name="image_people_have_ground",
                condition=Q(shows_people=False) | ~Q(people_ground=""),
                violation_error_message=_("Ange rättslig grund när personer går att känna igen."),
            ),
        ]

    def __str__(self):
        return self.alt_text or self.caption or self.file.name
