"""Programmes that paid, and the organisations that took part."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.text import lines

from .addresses import address
from .fields import EditVersionField, SwedishSortField
from .scales import ActorType


class Organisation(models.Model):
    """An actor that takes part in or pays for projects."""

    name = models.CharField(_("namn"), max_length=200, unique=True)
    slug = models.SlugField(_("adress"), max_length=120, unique=True)
    kind = models.CharField(_("slag"), max_length=20, choices=ActorType)
    former_names = models.TextField(_("tidigare namn"), blank=True, help_text=_("Ett per rad."))
    website = models.URLField(_("webbplats"), blank=True)
    sort_key = SwedishSortField()
    edit_version = EditVersionField()

    class Meta:
        verbose_name = _("aktör")
        verbose_name_plural = _("aktörer")
        ordering = ["sort_key"]

    def __str__(self):
        return self.name


class Programme(models.Model):
    """A programme or call under which municipal innovation was paid for."""

    slug = models.SlugField(_("adress"), max_length=100, unique=True)
    name = models.CharField(_("namn"), max_length=200)
    kind = models.CharField(_("slag"), max_length=100, blank=True)
    funders = models.TextField(_("finansiärer"), blank=True, help_text=_("En per rad."))
    period = models.CharField(_("period"), max_length=300, blank=True)
    amount = models.CharField(_("belopp"), max_length=300, blank=True)
    amount_source = models.CharField(_("beloppets källa"), max_length=300, blank=True)
    link = models.URLField(_("webbadress"), max_length=600, blank=True)
    link_note = models.CharField(_("anmärkning om länken"), max_length=300, blank=True)
    summary = models.TextField(_("sammanfattning"), blank=True)
    status = models.CharField(_("läge"), max_length=200, blank=True)
    related = models.ManyToManyField("self", verbose_name=_("hör ihop med"), blank=True)
    research_projects = models.ManyToManyField(
        "ResearchProject", related_name="programmes", verbose_name=_("projekt"), blank=True
    )
    verified = models.CharField(_("kontroll"), max_length=20, blank=True)
    verified_note = models.TextField(_("kontrollanteckning"), blank=True)
    sort_key = SwedishSortField()
    edit_version = EditVersionField()

    class Meta:
        verbose_name = _("program")
        verbose_name_plural = _("program")
        ordering = ["sort_key"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address("programme-detail", self.slug)

    @property
    def funder_list(self):
        return lines(self.funders)
