"""What research says: theories, models and methods, and their links to factors and projects."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.text import lines

from .addresses import address
from .fields import EditVersionField, SwedishSortField


class ResearchTheory(models.Model):
    """A theory, model or method that helps to understand municipal innovation."""

    class Kind(models.TextChoices):
        THEORY = "teori", _("Teori")
        MODEL = "modell", _("Modell")
        METHOD = "metod", _("Metod")

    class Generation(models.TextChoices):
        PIONEER = "pionjarer", _("Pionjärerna")
        FIRST = "forsta", _("Första generationen")
        SECOND = "andra", _("Andra generationen")
        THIRD = "tredje", _("Tredje generationen")
        APPLICATION = "tillampning", _("Tillämpning")

    class Verified(models.TextChoices):
        PAGE = "page", _("Sidan läst")
        PARTIAL = "partial", _("Delvis kontrollerat")
        GENERAL = "general", _("Allmän kunskap, inte kontrollerat mot sida")

    code = models.SlugField(_("adress"), max_length=80, unique=True)
    title = models.CharField(_("namn"), max_length=160)
    title_en = models.CharField(_("engelskt namn"), max_length=160, blank=True)
    kind = models.CharField(_("slag"), max_length=10, choices=Kind)
    generation = models.CharField(_("generation"), max_length=20, choices=Generation)
    generation_basis = models.CharField(_("generationens grund"), max_length=200, blank=True)
    originators = models.TextField(_("upphovspersoner"), blank=True, help_text=_("En per rad."))
    summary = models.TextField(_("sammanfattning"))
    use_in_municipality = models.TextField(_("så kan kommunen använda det"), blank=True)
    limits = models.TextField(_("begränsningar"), blank=True)
    book_chapter = models.CharField(_("avsnitt i boken"), max_length=160, blank=True)
    book_page = models.PositiveSmallIntegerField(_("sida i boken"), null=True, blank=True)
    book_support = models.TextField(_("stöd i boken"), blank=True)
    in_book = models.BooleanField(
        _("temat finns i boken"),
        default=False,
        help_text=_("Bara när bokens egen text visar det. Banken har fler teorier än bokens 31."),
    )
    verified = models.CharField(_("kontroll"), max_length=10, choices=Verified, blank=True)
    verified_note = models.TextField(_("kontrollanteckning"), blank=True)
    factors = models.ManyToManyField(
        "SuccessFactor", through="TheoryFactor", related_name="theories"
    )
    sort_key = SwedishSortField(source="title")
    edit_version = EditVersionField()

    class Meta:
        verbose_name = _("teori, modell eller metod")
        verbose_name_plural = _("teorier, modeller och metoder")
        ordering = ["sort_key"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address("theory-detail", self.code)

    @property
    def originator_list(self):
        return lines(self.originators)


class KeyWork(models.Model):
    """A central publication of a theory."""

    theory = models.ForeignKey(
        "ResearchTheory",
        on_delete=models.CASCADE,
        related_name="key_works",
        verbose_name=_("teori"),
    )
    author = models.CharField(_("författare"), max_length=300)
    year = models.SmallIntegerField(_("år"), null=True, blank=True)
    title = models.CharField(_("titel"), max_length=400)
    publisher = models.CharField(_("utgivare"), max_length=300, blank=True)
    doi = models.CharField(_("DOI"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)

    class Meta:
        verbose_name = _("centralt verk")
        verbose_name_plural = _("centrala verk")
        ordering = ["position", "id"]

    def __str__(self):
        return f"{self.author} ({self.year}): {self.title}"


class TheoryFactor(models.Model):
    """How a theory relates to a success factor."""

    class Relation(models.TextChoices):
        EXPLAINS = "forklarar", _("förklarar")
        SUPPORTS = "stoder", _("stöder")
        QUESTIONS = "ifragasatter", _("ifrågasätter")

    theory = models.ForeignKey(
        "ResearchTheory",
        on_delete=models.CASCADE,
        related_name="factor_links",
        verbose_name=_("teori"),
    )
    factor = models.ForeignKey(
        "SuccessFactor",
        on_delete=models.CASCADE,
        related_name="theory_links",
        verbose_name=_("faktor"),
    )
    relation = models.CharField(_("förhållande"), max_length=20, choices=Relation)
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)

    class Meta:
        verbose_name = _("teori och faktor")
        verbose_name_plural = _("teorier och faktorer")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["theory", "factor"],
                name="theory_factor_once",
                violation_error_message=_("Faktorn är redan kopplad till teorin."),
            )
        ]

    def __str__(self):
        return f"{self.theory} {self.get_relation_display()} {self.factor}"


class ProjectTheory(models.Model):
    """How a project relates to a theory: supports, contradicts or illustrates it."""

    class Relation(models.TextChoices):
        SUPPORTS = "stoder", _("stöder")
        CONTRADICTS = "motsager", _("motsäger")
        ILLUSTRATES = "belyser", _("belyser")

    project = models.ForeignKey(
        "Project", on_delete=models.CASCADE, related_name="theories", verbose_name=_("fall")
    )
    theory = models.ForeignKey(
        "ResearchTheory",
        on_delete=models.PROTECT,
        related_name="project_theories",
        verbose_name=_("teori"),
    )
    relation = models.CharField(_("förhållande"), max_length=20, choices=Relation)
    why = models.TextField(_("varför"), blank=True)
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)

    class Meta:
        verbose_name = _("teori i fallet")
        verbose_name_plural = _("teorier i fallet")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "theory"],
                name="project_theory_once",
                violation_error_message=_("Teorin är redan kopplad till fallet."),
            )
        ]

    def __str__(self):
        return f"{self.theory} – {self.get_relation_display()}"
