"""The eleven success factors of the book, and the part each played in a project."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.text import lines

from .addresses import address
from .fields import EditVersionField, SwedishSortField, Worded


class SuccessFactor(models.Model):
    """A heading of *Den innovativa kommunen* (2009), described in the editors' own words."""

    class Question(models.TextChoices):
        WHY = "varfor", _("Varför")
        WHAT = "vad", _("Vad")
        HOW = "hur", _("Hur")

    code = models.CharField(_("kod"), max_length=4, unique=True)
    slug = models.SlugField(_("adress"), max_length=80, unique=True)
    question = models.CharField(_("fråga"), max_length=10, choices=Question)
    title = models.CharField(_("rubrik"), max_length=120, unique=True)
    description = models.TextField(_("beskrivning"))
    typical_signs = models.TextField(_("typiska tecken"), blank=True, help_text=_("Ett per rad."))
    typical_hindrance = models.TextField(_("typiskt hinder"), blank=True)
    warning = models.TextField(_("varning"), blank=True)
    control_questions = models.TextField(
        _("kontrollfrågor"), blank=True, help_text=_("En per rad.")
    )
    aliases = models.TextField(_("andra ord"), blank=True, help_text=_("Ett per rad."))
    title_basis = models.CharField(_("rubrikens stöd i boken"), max_length=200, blank=True)
    description_basis = models.CharField(_("beskrivningens grund"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)
    sort_key = SwedishSortField(source="title")
    edit_version = EditVersionField()

    class Meta:
        verbose_name = _("framgångsfaktor")
        verbose_name_plural = _("framgångsfaktorer")
        ordering = ["position"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address("factor-detail", self.slug)

    @property
    def signs(self):
        return lines(self.typical_signs)

    @property
    def questions_to_ask(self):
        return lines(self.control_questions)


class ProjectFactor(Worded):
    """The role one factor played in one project, why, and on what basis."""

    class Role(models.TextChoices):
        DECISIVE = "avgorande", _("avgörande")
        CONTRIBUTED = "bidrog", _("bidrog")
        MISSING = "saknades", _("saknades")
        FAILED = "brast", _("fanns men brast")
        HINDRANCE = "hinder", _("hinder")

    HINDERING_ROLES = (Role.MISSING, Role.FAILED, Role.HINDRANCE)

    project = models.ForeignKey(
        "Project", on_delete=models.CASCADE, related_name="factors", verbose_name=_("fall")
    )
    factor = models.ForeignKey(
        "SuccessFactor",
        on_delete=models.PROTECT,
        related_name="project_factors",
        verbose_name=_("faktor"),
    )
    role = models.CharField(_("roll"), max_length=20, choices=Role)
    why = models.TextField(_("varför"), help_text=_("En mening om varför faktorn fick den rollen."))
    basis = models.CharField(
        _("grund"), max_length=200, default=_("redaktionens bedömning utifrån källorna")
    )
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)

    class Meta:
        verbose_name = _("faktor i fallet")
        verbose_name_plural = _("faktorer i fallet")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "factor", "role"],
                name="project_factor_role_once",
                violation_error_message=_("Faktorn står redan med den rollen."),
            ),
            models.CheckConstraint(
                name="project_factor_has_reason",
                condition=~models.Q(why=""),
                violation_error_message=_("Skriv en mening om varför faktorn fick rollen."),
            ),
        ]

    def __str__(self):
        return f"{self.factor} – {self.get_role_display()}"

    @property
    def hindered(self):
        return self.role in self.HINDERING_ROLES
