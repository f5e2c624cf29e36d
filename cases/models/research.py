"""Research and development projects on municipal innovation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.text import lines

from .addresses import address
from .fields import EditVersionField, SwedishSortField


class ResearchProject(models.Model):
    """A link to a research or R&D project, with what it found in our own words."""

    slug = models.SlugField(_("adress"), max_length=100, unique=True)
    title = models.CharField(_("titel"), max_length=300)
    kind = models.CharField(_("slag"), max_length=60)
    country = models.CharField(_("land"), max_length=80, blank=True)
    lead = models.CharField(_("ledning"), max_length=400, blank=True)
    partners = models.TextField(_("parter"), blank=True, help_text=_("En per rad."))
    funder = models.CharField(_("finansiär"), max_length=400, blank=True)
    period = models.CharField(_("period"), max_length=300, blank=True)
    registration_number = models.CharField(_("diarienummer"), max_length=200, blank=True)
    amount = models.CharField(_("belopp"), max_length=300, blank=True)
    link = models.URLField(_("webbadress"), max_length=600, blank=True)
    link_note = models.CharField(_("anmärkning om länken"), max_length=300, blank=True)
    more_links = models.TextField(_("fler länkar"), blank=True, help_text=_("En per rad."))
    summary = models.TextField(_("sammanfattning"))
    keywords = models.TextField(_("ämnesord"), blank=True, help_text=_("Ett per rad."))
    theories = models.ManyToManyField(
        "ResearchTheory",
        related_name="research_projects",
        verbose_name=_("teorier"),
        blank=True,
    )
    accessed = models.CharField(_("läst"), max_length=200, blank=True)
    verified = models.CharField(_("kontroll"), max_length=20, blank=True)
    verified_note = models.TextField(_("kontrollanteckning"), blank=True)
    sort_key = SwedishSortField(source="title")
    edit_version = EditVersionField()

    class Meta:
        verbose_name = _("forskningsprojekt")
        verbose_name_plural = _("forskningsprojekt")
        ordering = ["sort_key"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address("research-detail", self.slug)

    @property
    def partner_list(self):
        return lines(self.partners)

    @property
    def keyword_list(self):
        return lines(self.keywords)

    @property
    def link_list(self):
        return [link for link in (self.link, *lines(self.more_links)) if link]
