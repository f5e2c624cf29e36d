"""Bibliographic records with a quality mark, and their numbered use in a project."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .addresses import address
from .fields import EditVersionField, SwedishSortField, Worded
from .projects import Project


class SourceQuerySet(models.QuerySet):
    def library(self):
        """Return the qualified sources that the bank points at, cited or not."""
        return self.filter(in_library=True)

    def public(self):
        """Return what readers may see: in the source list, or cited by a published case.

        A source that only drafts cite says what the editors work on, so it is not public.
        """
        cited = Citation.objects.filter(project__in=Project.objects.published())
        return self.filter(Q(in_library=True) | Q(pk__in=cited.order_by().values("source")))


class Source(Worded):
    """A publication, page or database that the bank points at."""

    class Kind(models.TextChoices):
        BOOK = "bok", _("Bok")
        REPORT = "rapport", _("Rapport")
        REPORT_SERIES = "rapportserie", _("Rapportserie")
        INQUIRY = "sou", _("Statlig utredning")
        RESEARCH = "forskning", _("Forskning")
        THESIS = "avhandling", _("Avhandling")
        ARTICLE = "artikel", _("Artikel")
        PRESS_RELEASE = "pressmeddelande", _("Pressmeddelande")
        WEB_PAGE = "webbsida", _("Webbsida")
        WEBSITE = "webbplats", _("Webbplats")
        HANDBOOK = "handbok", _("Handbok")
        STATISTICS = "statistik", _("Statistik")
        DATABASE = "databas", _("Databas")
        CASE_BANK = "fallbank", _("Fallbank")
        RESEARCH_DATABASE = "forskningsdatabas", _("Forskningsdatabas")
        LIBRARY_DATABASE = "biblioteksdatabas", _("Biblioteksdatabas")
        LAW_DATABASE = "rattsdatabas", _("Rättsdatabas")
        NETWORK = "natverk", _("Nätverk")

    class Quality(models.TextChoices):
        A = "A", _("A – granskad forskning eller officiell statistik")
        B = "B", _("B – oberoende utredning, utvärdering eller myndighetsrapport")
        C = "C", _("C – kunskap från den egna organisationen eller branschen")
        D = "D", _("D – partsinlaga, press eller opinion")

    slug = models.SlugField(_("adress"), max_length=120, unique=True)
    kind = models.CharField(_("slag"), max_length=20, choices=Kind)
    title = models.CharField(_("titel"), max_length=400)
    author = models.CharField(_("författare"), max_length=400, blank=True)
    publisher = models.CharField(_("utgivare"), max_length=300, blank=True)
    published = models.CharField(
        _("utgiven"),
        max_length=40,
        blank=True,
        help_text=_("År eller datum som källan anger det: 2019, 2019-03 eller 2019-03-14."),
    )
    language = models.CharField(_("språk"), max_length=20, blank=True)
    isbn = models.CharField(_("ISBN"), max_length=40, blank=True)
    doi = models.CharField(_("DOI"), max_length=120, blank=True)
    url = models.URLField(_("webbadress"), max_length=600, blank=True)
    link_note = models.CharField(
        _("anmärkning om länken"),
        max_length=300,
        blank=True,
        help_text=_("Till exempel att adressen går till en spegelkopia. Syns bara för redaktörer."),
    )
    why_read = models.TextField(_("varför läsa"), blank=True)
    quality = models.CharField(_("kvalitet"), max_length=1, choices=Quality, blank=True)
    quality_reason = models.TextField(_("skäl för kvalitetsmärket"), blank=True)
    verified = models.CharField(_("kontroll"), max_length=20, blank=True)
    verified_note = models.TextField(_("kontrollanteckning"), blank=True)
    in_library = models.BooleanField(
        _("i källistan"),
        default=False,
        help_text=_("Kvalificerade källor visas under Källor även om inget fall hänvisar dit."),
    )
    sort_key = SwedishSortField(source="title")
    edit_version = EditVersionField()

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("källa")
        verbose_name_plural = _("källor")
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                name="source_quality_has_reason",
                condition=Q(quality="") | ~Q(quality_reason=""),
                violation_error_message=_("Skriv varför källan fått sitt kvalitetsmärke."),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address("source-detail", self.slug)


class Citation(models.Model):
    """The numbered use of a source in one project."""

    project = models.ForeignKey(
        "Project", on_delete=models.CASCADE, related_name="citations", verbose_name=_("fall")
    )
    source = models.ForeignKey(
        "Source", on_delete=models.PROTECT, related_name="citations", verbose_name=_("källa")
    )
    number = models.PositiveSmallIntegerField(
        _("nummer"), help_text=_("Numret inom hakparentes i fallet.")
    )
    accessed = models.DateField(_("läst"), null=True, blank=True)
    note = models.CharField(_("anmärkning"), max_length=400, blank=True)
    from_municipality = models.BooleanField(
        _("från kommunen själv"),
        default=False,
        help_text=_("Kryssa i när kommunen själv står bakom källan."),
    )

    class Meta:
        verbose_name = _("källhänvisning")
        verbose_name_plural = _("källhänvisningar")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "number"],
                name="citation_number_once",
                violation_error_message=_("Numret används redan för en annan källa i fallet."),
            ),
            models.CheckConstraint(
                name="citation_number_from_one",
                condition=Q(number__gte=1),
                violation_error_message=_("Numrera källorna från 1."),
            ),
        ]

    def __str__(self):
        return f"[{self.number}] {self.source}"
