"""What has been done with a case on its way to the readers, and who has written in it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .projects import Project

COMMENT_CHARACTERS = 2000


class Transition(models.Model):
    """One step of the workflow: from which state to which, by whom, why and when.

    The log only grows. A step on a working copy is logged at the case, with the copy's number in
    `copy_id`, so that it is still there when the copy is not.
    """

    project = models.ForeignKey(
        "Project", on_delete=models.CASCADE, related_name="transitions", verbose_name=_("fall")
    )
    copy_id = models.BigIntegerField(_("arbetskopia"), null=True, blank=True)
    step = models.CharField(_("steg"), max_length=20)
    from_status = models.CharField(_("från"), max_length=20, choices=Project.Status)
    to_status = models.CharField(_("till"), max_length=20, choices=Project.Status)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="transitions",
        verbose_name=_("av"), null=True, blank=True,
        help_text=_("Tomt när banken själv gjorde det, till exempel vid inläsning."),
    )  # fmt: skip
    why = models.TextField(_("kommentar"), max_length=COMMENT_CHARACTERS, blank=True)
    edit_version = models.PositiveIntegerField(
        _("sparad gång nummer"), help_text=_("Vilken text steget gällde.")
    )
    at = models.DateTimeField(_("när"), auto_now_add=True)

    class Meta:
        verbose_name = _("steg i arbetsflödet")
        verbose_name_plural = _("steg i arbetsflödet")
        ordering = ["-id"]
        indexes = [models.Index(fields=["project", "-id"], name="transition_latest")]

    def __str__(self):
        return f"{self.project}: {self.get_from_status_display()} → {self.get_to_status_display()}"

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("A step that was taken is never rewritten.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("A step that was taken is never deleted.")


class Writer(models.Model):
    """Somebody who has written in a case since it was last published, and in which save last."""

    project = models.ForeignKey(
        "Project", on_delete=models.CASCADE, related_name="writers", verbose_name=_("fall")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="written",
        verbose_name=_("redaktör"),
    )  # fmt: skip
    edit_version = models.PositiveIntegerField(_("sparad gång nummer"))

    class Meta:
        verbose_name = _("skribent")
        verbose_name_plural = _("skribenter")
        constraints = [
            models.UniqueConstraint(fields=["project", "user"], name="writer_once_in_a_case")
        ]

    def __str__(self):
        return f"{self.user} i {self.project}"
