"""What was changed in a record, by whom and when. Written once, never changed."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AppendOnly(models.QuerySet):
    """Rows are added and read. One door takes words away again: `cases.forgetting`."""

    def update(self, **values):
        raise TypeError("History is append-only: write a new row with cases.history.")

    def delete(self):
        raise TypeError("History is append-only.")


class RecordChange(models.Model):
    """One save of one record, with the old and the new value of every field it changed.

    The record is named by its kind and key, not by a foreign key: what is said here stays when the
    record goes. `changes` is a list of dicts: `field` (a name, or "part.name"), `label`, `old` and
    `new` in the words that the form shows, and for a row of a part also `part`, `row` and `state`
    ("ny", "borttagen" or "").
    """

    class Action(models.TextChoices):
        ADDED = "tillagt", _("lade till")
        CHANGED = "andrat", _("ändrade")
        DELETED = "borttaget", _("tog bort")

    model = models.CharField(_("slag"), max_length=60)
    record_key = models.CharField(_("nyckel"), max_length=40)
    record_label = models.CharField(_("vad"), max_length=200)
    action = models.CharField(_("vad som gjordes"), max_length=10, choices=Action)
    at = models.DateTimeField(_("när"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="record_changes",
        verbose_name=_("vem"), null=True, blank=True,
    )  # fmt: skip
    note = models.CharField(_("anmärkning"), max_length=500, blank=True)
    changes = models.JSONField(_("ändringar"), default=list)

    objects = AppendOnly.as_manager()

    class Meta:
        verbose_name = _("ändring")
        verbose_name_plural = _("ändringar")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["model", "record_key", "-at"], name="history_of_record"),
            models.Index(fields=["-at"], name="history_newest"),
            models.Index(fields=["by", "-at"], name="history_of_curator"),
        ]

    def __str__(self):
        return f"{self.record_label}: {self.get_action_display()} {self.at:%Y-%m-%d %H:%M}"

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("History is append-only: write a new row with cases.history.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("History is append-only.")
