"""Municipalities, counties and SKR's municipality groups; also places abroad."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .addresses import address
from .fields import EditVersionField, SwedishSortField, Worded
from .scales import PopulationBand


class Country(models.TextChoices):
    SWEDEN = "SE", _("Sverige")
    DENMARK = "DK", _("Danmark")
    FINLAND = "FI", _("Finland")
    NORWAY = "NO", _("Norge")
    ICELAND = "IS", _("Island")
    ESTONIA = "EE", _("Estland")
    GERMANY = "DE", _("Tyskland")
    NETHERLANDS = "NL", _("Nederländerna")
    UNITED_KINGDOM = "GB", _("Storbritannien")
    OTHER = "XX", _("Annat land")


class County(models.Model):
    """One of SCB's 21 counties (län)."""

    code = models.CharField(_("länskod"), max_length=2, unique=True)
    name = models.CharField(_("namn"), max_length=60, unique=True)
    slug = models.SlugField(_("adress"), max_length=60, unique=True)
    sort_key = SwedishSortField()

    class Meta:
        verbose_name = _("län")
        verbose_name_plural = _("län")
        ordering = ["sort_key"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address("county-detail", self.slug)


class MunicipalityGroup(models.Model):
    """One of SKR's nine municipality groups (2023), in three main groups."""

    class MainGroup(models.TextChoices):
        METROPOLITAN = "A", _("Storstäder och storstadsnära kommuner")
        CITIES = "B", _("Större städer och kommuner nära större stad")
        RURAL = "C", _("Mindre städer/tätorter och landsbygdskommuner")

    code = models.CharField(_("kod"), max_length=2, unique=True)
    name = models.CharField(_("namn"), max_length=80, unique=True)
    main_group = models.CharField(_("huvudgrupp"), max_length=1, choices=MainGroup)
    edition = models.PositiveSmallIntegerField(_("utgåva"), default=2023)

    class Meta:
        verbose_name = _("kommungrupp")
        verbose_name_plural = _("kommungrupper")
        ordering = ["code"]

    def __str__(self):
        return self.name


class MunicipalityQuerySet(models.QuerySet):
    def in_sweden(self):
        return self.filter(country=Country.SWEDEN)

    def in_band(self, band):
        first, beyond = PopulationBand(band).limits
        upper = {} if beyond is None else {"population__lt": beyond}
        return self.filter(population__gte=first, **upper)


class Municipality(Worded):
    """A Swedish municipality, or a place abroad (no code, county or group)."""

    code = models.CharField(
        _("kommunkod"),
        max_length=4,
        unique=True,
        null=True,
        blank=True,
        help_text=_("SCB:s fyra siffror. Lämna tomt för en plats utanför Sverige."),
    )
    name = models.CharField(_("namn"), max_length=80, help_text=_("Kort namn, till exempel Åre."))
    full_name = models.CharField(_("fullständigt namn"), max_length=120, blank=True)
    slug = models.SlugField(_("adress"), max_length=100, unique=True)
    country = models.CharField(_("land"), max_length=2, choices=Country, default=Country.SWEDEN)
    county = models.ForeignKey(
        "County",
        on_delete=models.PROTECT,
        related_name="municipalities",
        verbose_name=_("län"),
        null=True,
        blank=True,
    )
    group = models.ForeignKey(
        "MunicipalityGroup",
        on_delete=models.PROTECT,
        related_name="municipalities",
        verbose_name=_("kommungrupp"),
        null=True,
        blank=True,
    )
    population = models.PositiveIntegerField(_("invånare"), null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(_("folkmängdens år"), null=True, blank=True)
    latitude = models.FloatField(_("latitud"), null=True, blank=True)
    longitude = models.FloatField(_("longitud"), null=True, blank=True)
    website = models.URLField(
        _("webbplats"),
        blank=True,
        help_text=_("Kommunens officiella webbplats; dit hänvisas den som vill fråga mer."),
    )
    sort_key = SwedishSortField()
    edit_version = EditVersionField()

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("kommun")
        verbose_name_plural = _("kommuner")
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                name="municipality_swedish_has_codes",
                condition=Q(
                    country=Country.SWEDEN,
                    code__isnull=False,
                    county__isnull=False,
                    group__isnull=False,
                )
                | (
                    ~Q(country=Country.SWEDEN)
                    & Q(code__isnull=True, county__isnull=True, group__isnull=True)
                ),
                violation_error_message=_(
                    "En svensk kommun ska ha kommunkod, län och kommungrupp; "
                    "en plats i ett annat land ska inte ha det."
                ),
            ),
            models.CheckConstraint(
                name="municipality_point_is_whole",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                violation_error_message=_("Ange både latitud och longitud, eller ingen av dem."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address("municipality-detail", self.slug)

    @property
    def population_band(self):
        """Return the `PopulationBand`, or None where the population is unknown."""
        return PopulationBand.of(self.population)
