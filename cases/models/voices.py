"""Voices: one perspective on a project, paraphrased and never with a private person's name."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import Worded


class Voice(Worded):
    """What one side says of the project: praise, criticism or both."""

    class Perspective(models.TextChoices):
        MANAGEMENT = "kommunledning", _("Kommunledning")
        OPPOSITION = "opposition", _("Opposition")
        UNION = "fack", _("Fack")
        STAFF = "medarbetare", _("Medarbetare")
        USERS = "brukare", _("Brukare")
        BUSINESS = "naringsliv", _("Näringsliv")
        CIVIL_SOCIETY = "civilsamhalle", _("Civilsamhälle")
        RESEARCHERS = "forskare", _("Forskare")
        PRESS = "press", _("Press")
        AUTHORITY = "myndighet", _("Myndighet")

    class Stance(models.TextChoices):
        PRAISE = "ros", _("ros")
        CRITICISM = "ris", _("ris")
        MIXED = "blandat", _("blandat")

    project = models.ForeignKey(
        "Project", on_delete=models.CASCADE, related_name="voices", verbose_name=_("fall")
    )
    perspective = models.CharField(_("perspektiv"), max_length=20, choices=Perspective)
    stance = models.CharField(_("hållning"), max_length=10, choices=Stance)
    text = models.TextField(
        _("vad rösten säger"), help_text=_("Omskrivet i en mening. Roll, aldrig namn.")
    )
    citation = models.ForeignKey(
        "Citation",
        on_delete=models.RESTRICT,
        related_name="voices",
        verbose_name=_("källa i fallet"),
    )
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)

    class Meta:
        verbose_name = _("röst")
        verbose_name_plural = _("röster")
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["perspective", "stance"], name="voice_perspective_stance")]

    def __str__(self):
        return f"{self.get_perspective_display()} – {self.get_stance_display()}"
