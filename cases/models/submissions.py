"""Submissions: what readers send in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Submission(models.Model):
    """A message, tip or request from a reader; no more is kept of the person than they write."""

    class Kind(models.TextChoices):
        TIP = "tips", _("Tips om ett fall")
        CORRECTION = "rattelse", _("Rättelse")
        ACCESSIBILITY = "tillganglighet", _("Tillgänglighet")
        ACCESSIBLE_VERSION = "tillganglig-version", _("Begäran om tillgänglig version")
        REUSE = "provade-ocksa", _("Vi provade också")

    kind = models.CharField(_("ärende"), max_length=24, choices=Kind)
    message = models.TextField(_("meddelande"), max_length=5000)
    contact_email = models.EmailField(_("e-post för svar"), blank=True)
    page = models.CharField(_("sida det gäller"), max_length=300, blank=True)
    project = models.ForeignKey(
        "Project",
        on_delete=models.SET_NULL,
        related_name="submissions",
        verbose_name=_("fall"),
        null=True,
        blank=True,
    )
    created_at = models.DateTimeField(_("inkommet"), auto_now_add=True)
    handled_on = models.DateField(_("hanterat"), null=True, blank=True)
    editorial_note = models.TextField(_("redaktionens anteckning"), blank=True)

    class Meta:
        verbose_name = _("tips")
        verbose_name_plural = _("tips")
        ordering = ["-created_at"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.created_at:%Y-%m-%d}"
