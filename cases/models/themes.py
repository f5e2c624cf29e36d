"""What projects are about: fields and themes, and three further ways to sort them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .addresses import address
from .fields import EditVersionField, SwedishSortField


class ThemeQuerySet(models.QuerySet):
    def fields(self):
        """Return the upper level: the twelve fields of municipal work."""
        return self.filter(parent__isnull=True)


class Theme(models.Model):
    """A field of municipal work (upper level) or a part of it (lower level)."""

    code = models.SlugField(_("kod"), max_length=60, unique=True, help_text=_("Syns i adresser."))
    name = models.CharField(_("namn"), max_length=100, unique=True)
    definition = models.TextField(_("definition"), blank=True)
    aliases = models.TextField(
        _("andra ord"), blank=True, help_text=_("Ett ord per rad. Används när fall läses in.")
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="children",
        verbose_name=_("del av"),
        null=True,
        blank=True,
        limit_choices_to={"parent__isnull": True},
    )
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)
    sort_key = SwedishSortField()
    edit_version = EditVersionField()

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("verksamhetsområde")
        verbose_name_plural = _("verksamhetsområden")
        ordering = ["position", "sort_key"]
        constraints = [
            models.CheckConstraint(
                name="theme_is_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                violation_error_message=_("Ett område kan inte vara del av sig självt."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address("theme-detail", self.code)


class InnovationType(models.Model):
    """What kind of new thing it is: a service, a process, a form of cooperation …"""

    code = models.SlugField(_("kod"), max_length=40, unique=True)
    name = models.CharField(_("namn"), max_length=80, unique=True)
    definition = models.TextField(_("definition"), blank=True)
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)

    class Meta:
        verbose_name = _("innovationstyp")
        verbose_name_plural = _("innovationstyper")
        ordering = ["position"]

    def __str__(self):
        return self.name


class ValueType(models.Model):
    """What kind of value the project aims at."""

    code = models.SlugField(_("kod"), max_length=40, unique=True)
    name = models.CharField(_("namn"), max_length=80, unique=True)
    definition = models.TextField(_("definition"), blank=True)
    source = models.CharField(_("indelningens källa"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)

    class Meta:
        verbose_name = _("värdetyp")
        verbose_name_plural = _("värdetyper")
        ordering = ["position"]

    def __str__(self):
        return self.name


class TargetGroup(models.Model):
    """Whom the project is for."""

    code = models.SlugField(_("kod"), max_length=40, unique=True)
    name = models.CharField(_("namn"), max_length=80, unique=True)
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)

    class Meta:
        verbose_name = _("målgrupp")
        verbose_name_plural = _("målgrupper")
        ordering = ["position"]

    def __str__(self):
        return self.name
