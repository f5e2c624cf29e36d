"""What was published: numbered snapshots and the addresses a project has had."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class ImmutableVersion(Exception):
    """A version was about to be changed or deleted; what was published stays as it was."""

    def __init__(self):
        super().__init__("A ProjectVersion is never changed or deleted. Publish a new one.")


class ProjectVersionQuerySet(models.QuerySet):
    """Versions can be added and read, and nothing else."""

    def update(self, **values):
        raise ImmutableVersion

    def bulk_update(self, objs, fields, batch_size=None):
        raise ImmutableVersion

    def delete(self):
        raise ImmutableVersion

    delete.alters_data = True
    delete.queryset_only = True


class ProjectVersion(models.Model):
    """An immutable, numbered snapshot of what was published, by whom and why.

    One door takes words away again: `cases.forgetting`, which says so in `words_removed_at`.
    """

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
    words_removed_at = models.DateTimeField(
        _("uppgifter om en person borttagna"), null=True, blank=True, editable=False
    )

    objects = ProjectVersionQuerySet.as_manager()

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

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise ImmutableVersion
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ImmutableVersion

    def get_absolute_url(self):
        return reverse("project-version", args=[self.project.slug, self.number])


class VersionImage(models.Model):
    """A stored picture that a version shows: readable while its case is, unless it is stopped."""

    version = models.ForeignKey(
        "ProjectVersion",
        on_delete=models.CASCADE,
        related_name="image_files",
        verbose_name=_("version"),
    )
    file = models.CharField(_("fil"), max_length=100, db_index=True)
    stopped_at = models.DateTimeField(_("stoppad sedan"), null=True, blank=True)

    class Meta:
        verbose_name = _("bild i en version")
        verbose_name_plural = _("bilder i versioner")
        constraints = [
            models.UniqueConstraint(fields=["version", "file"], name="version_image_once")
        ]

    def __str__(self):
        return self.file


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
