"""The parts of a project's story that readers compare, each with its source where it has one."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .fields import Worded
from .scales import ActorType

EDITORS_BASIS = _("redaktionens bedömning")


def _project_key(related_name):
    return models.ForeignKey(
        "Project", on_delete=models.CASCADE, related_name=related_name, verbose_name=_("fall")
    )


def _citation_key(related_name, **options):
    """A citation in use cannot be deleted alone, but goes with its project (hence RESTRICT)."""
    return models.ForeignKey(
        "Citation",
        on_delete=models.RESTRICT,
        related_name=related_name,
        verbose_name=_("källa i fallet"),
        **options,
    )


def _position():
    return models.PositiveSmallIntegerField(_("ordning"), default=0)


class Result(Worded):
    """One outcome: what, figure, unit, year and where it is said."""

    class Direction(models.TextChoices):
        BETTER = "battre", _("bättre")
        WORSE = "samre", _("sämre")
        UNCHANGED = "oforandrat", _("oförändrat")

    project = _project_key("results")
    what = models.CharField(_("vad"), max_length=300)
    figure = models.CharField(
        _("siffra"),
        max_length=100,
        blank=True,
        help_text=_("Med källans ord: drygt 8, 12 av 16, 1–2."),
    )
    value = models.DecimalField(
        _("tal"), max_digits=18, decimal_places=4, null=True, blank=True,
        help_text=_("Samma siffra som ett tal, när det går."),
    )  # fmt: skip
    unit = models.CharField(_("enhet"), max_length=100, blank=True)
    year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    direction = models.CharField(_("riktning"), max_length=12, choices=Direction, blank=True)
    citation = _citation_key("results", null=True, blank=True)
    position = _position()

    class Meta:
        verbose_name = _("resultat")
        verbose_name_plural = _("resultat")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                name="result_figure_has_citation",
                condition=Q(figure="", value__isnull=True) | Q(citation__isnull=False),
                violation_error_message=_("En siffra behöver en källa."),
            )
        ]

    def __str__(self):
        return f"{self.what} {self.figure} {self.unit}".strip()


class Hindrance(models.Model):
    """Something that stood in the way, according to the sources."""

    project = _project_key("hindrances")
    text = models.TextField(_("hinder"))
    citation = _citation_key("hindrances", null=True, blank=True)
    position = _position()

    class Meta:
        verbose_name = _("hinder")
        verbose_name_plural = _("hinder")
        ordering = ["position", "id"]

    def __str__(self):
        return self.text


class Lesson(models.Model):
    """What another municipality can learn."""

    project = _project_key("lessons")
    text = models.TextField(_("lärdom"))
    position = _position()

    class Meta:
        verbose_name = _("lärdom")
        verbose_name_plural = _("lärdomar")
        ordering = ["position", "id"]

    def __str__(self):
        return self.text


class TransferCondition(models.Model):
    """What must be in place for another municipality to do the same."""

    project = _project_key("transfer_conditions")
    text = models.TextField(_("vad som krävs"))
    basis = models.CharField(_("grund"), max_length=200, default=EDITORS_BASIS)
    citation = _citation_key("transfer_conditions", null=True, blank=True)
    position = _position()

    class Meta:
        verbose_name = _("vad som krävs för att göra likadant")
        verbose_name_plural = _("vad som krävs för att göra likadant")
        ordering = ["position", "id"]

    def __str__(self):
        return self.text


class Milestone(models.Model):
    """A step on the way, in the order things happened."""

    project = _project_key("milestones")
    period = models.CharField(
        _("när"), max_length=120, blank=True, help_text=_("Med källans ord: våren 2017.")
    )
    year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    text = models.TextField(_("vad som hände"))
    position = _position()

    class Meta:
        verbose_name = _("hållpunkt")
        verbose_name_plural = _("hållpunkter")
        ordering = ["position", "id"]

    def __str__(self):
        return f"{self.period}: {self.text}" if self.period else self.text


class Cost(models.Model):
    """An amount that a source states, in the source's own words and as a number where possible."""

    project = _project_key("costs")
    what = models.CharField(_("vad"), max_length=300)
    amount = models.CharField(
        _("belopp"), max_length=120, help_text=_("Med källans ord: drygt 8 miljoner kronor.")
    )
    value = models.DecimalField(
        _("belopp som tal"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("valuta"), max_length=3, blank=True)
    price_year = models.PositiveSmallIntegerField(_("prisår"), null=True, blank=True)
    citation = _citation_key("costs")
    position = _position()

    class Meta:
        verbose_name = _("kostnad")
        verbose_name_plural = _("kostnader")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                name="cost_number_has_currency",
                condition=Q(value__isnull=True) | ~Q(currency=""),
                violation_error_message=_("Ett belopp som tal behöver en valuta."),
            )
        ]

    def __str__(self):
        return f"{self.what}: {self.amount}"


class Partner(Worded):
    """Someone the municipality worked with."""

    project = _project_key("partners")
    name = models.CharField(_("namn"), max_length=300)
    kind = models.CharField(_("slag"), max_length=20, choices=ActorType)
    organisation = models.ForeignKey(
        "Organisation",
        on_delete=models.SET_NULL,
        related_name="partnerships",
        verbose_name=_("aktör"),
        null=True,
        blank=True,
    )
    position = _position()

    class Meta:
        verbose_name = _("samverkanspart")
        verbose_name_plural = _("samverkansparter")
        ordering = ["position", "id"]

    def __str__(self):
        return self.name


class Funder(models.Model):
    """Who paid, as the source puts it; linked to a programme or an actor only when certain."""

    project = _project_key("funders")
    name = models.CharField(_("finansiär med källans ord"), max_length=300)
    programme = models.ForeignKey(
        "Programme",
        on_delete=models.PROTECT,
        related_name="funded",
        verbose_name=_("program"),
        null=True,
        blank=True,
    )
    organisation = models.ForeignKey(
        "Organisation",
        on_delete=models.SET_NULL,
        related_name="funded",
        verbose_name=_("aktör"),
        null=True,
        blank=True,
    )
    position = _position()

    class Meta:
        verbose_name = _("finansiär")
        verbose_name_plural = _("finansiärer")
        ordering = ["position", "id"]

    def __str__(self):
        return self.name
