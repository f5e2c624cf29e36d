"""Collections: projects that a curator has put together, with a reason."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import EditVersionField, SwedishSortField


class Collection(models.Model):
    """A set of projects around one question."""

    slug = models.SlugField(_("adress"), max_length=100, unique=True)
    title = models.CharField(_("rubrik"), max_length=160)
    introduction = models.TextField(_("inledning"), blank=True)
    published = models.BooleanField(_("syns för läsare"), default=False)
    projects = models.ManyToManyField(
        "Project", through="CollectionItem", related_name="collections", verbose_name=_("fall")
    )
    sort_key = SwedishSortField(source="title")
    edit_version = EditVersionField()

    class Meta:
        verbose_name = _("samling")
        verbose_name_plural = _("samlingar")
        ordering = ["sort_key"]

    def __str__(self):
        return self.title


class CollectionItem(models.Model):
    """A project's place in a collection, and why it is there."""

    collection = models.ForeignKey(
        "Collection", on_delete=models.CASCADE, related_name="items", verbose_name=_("samling")
    )
    project = models.ForeignKey(
        "Project", on_delete=models.CASCADE, related_name="collection_items", verbose_name=_("fall")
    )
    why = models.TextField(_("varför fallet är med"), blank=True)
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)

    class Meta:
        verbose_name = _("fall i samlingen")
        verbose_name_plural = _("fall i samlingen")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "project"],
                name="collection_project_once",
                violation_error_message=_("Fallet finns redan i samlingen."),
            )
        ]

    def __str__(self):
        return str(self.project)
