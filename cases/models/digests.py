"""What has been mailed to curators, so that nobody is told the same thing twice."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Digest(models.Model):
    """The mail of one week to one curator: at most one, and what it said."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="digests",
        verbose_name=_("redaktör"),
    )
    week = models.CharField(_("vecka"), max_length=8, help_text=_("Till exempel 2026-V48."))
    text = models.TextField(_("vad brevet sa"))
    sent_at = models.DateTimeField(_("skickat"), auto_now_add=True)

    class Meta:
        verbose_name = _("påminnelse")
        verbose_name_plural = _("påminnelser")
        constraints = [models.UniqueConstraint(fields=["user", "week"], name="digest_once_a_week")]

    def __str__(self):
        return f"{self.user}: {self.week}"
