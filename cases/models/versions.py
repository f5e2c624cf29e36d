"""What was published: numbered snapshots and the addresses a project has had."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ProjectVersion(models.Model):
    """An immutable, numbered snapshot of what was published, by whom and why."""

    project = models.ForeignKey(
        "Project", on_delete=models.PROTECT, related_name="versions", verbose_name=_("fall")
    )
    number = models.PositiveIntegerField(_("version"))
    content = models.JSONField(_("innehåll"))
    published_at = models.DateTimeField(_("publicerad"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="published_versions",
        verbose_name=_("publicerad av"),
        null=True,
        blank=True,
    )
    why = models.CharField(_("varför"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versioner")
        ordering = ["project", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="version_number_once"),
            models.CheckConstraint(
                name="version_number_from_one", condition=models.Q(number__gte=1)
            ),
        ]

    def __str__(self):
        return f"{self.project} v{self.number}"


class ProjectSlug(models.Model):
    """An address that a published project once had; it redirects for good."""

    slug = models.SlugField(_("tidigare adress"), max_length=120, unique=True)
    project = models.ForeignKey(
        "Project", on_delete=models.CASCADE, related_name="old_slugs", verbose_name=_("fall")
    )
    created_at = models.DateTimeField(_("ändrad"), auto_now_add=True)

    class Meta:
        verbose_name = _("tidigare adress")
        verbose_name_plural = _("tidigare adresser")

    def __str__(self):
        return self.slug


class Tombstone(models.Model):
    """Why a published address answers 410."""

    project = models.OneToOneField(
        "Project", on_delete=models.CASCADE, related_name="tombstone", verbose_name=_("fall")
    )
    reason = models.CharField(_("varför fallet inte visas"), max_length=300)
    created_at = models.DateTimeField(_("sedan"), auto_now_add=True)

    class Meta:
        verbose_name = _("avpublicering")
        verbose_name_plural = _("avpubliceringar")

    def __str__(self):
        return self.reason
