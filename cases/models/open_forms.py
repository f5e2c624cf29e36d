"""What a curator has open and has written there without saving it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OpenForm(models.Model):
    """A record's form in one tab: who has it open since when, and the text that is not saved.

    Never read by anything that readers meet. `data` is the form's own encoding without files, and
    empty while nothing has been written. `seen_at` is when the tab last gave a sign of life, empty
    when it has said that it goes; `closed_at` is when its text was saved or thrown away.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="open_forms",
        verbose_name=_("vem"),
    )  # fmt: skip
    model = models.CharField(_("slag"), max_length=60)
    record_key = models.CharField(_("nyckel"), max_length=40, blank=True)
    record_label = models.CharField(_("vad"), max_length=200, blank=True)
    tab = models.CharField(_("flik"), max_length=32)
    data = models.TextField(_("text"), blank=True)
    opened_at = models.DateTimeField(_("öppnad"), default=timezone.now)
    seen_at = models.DateTimeField(_("sedd"), null=True, blank=True)
    saved_at = models.DateTimeField(_("text sparad"), null=True, blank=True)
    closed_at = models.DateTimeField(_("stängd"), null=True, blank=True)

    class Meta:
        verbose_name = _("osparad text")
        verbose_name_plural = _("osparade texter")
        ordering = ["-saved_at", "-id"]
        indexes = [
            models.Index(fields=["model", "record_key", "seen_at"], name="open_form_of_record")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "model", "record_key", "tab"], name="open_form_once_a_tab"
            )
        ]

    def __str__(self):
        return f"{self.user}: {self.record_label or self.model}"
