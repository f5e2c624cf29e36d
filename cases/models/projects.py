"""Project: one innovation effort in one or more municipalities, and the story told of it."""

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.text import lines

from .addresses import address
from .fields import EditVersionField, SwedishSortField, Worded
from .project_queries import ProjectQuerySet
from .scales import Confidence, CostBand, EvidenceLevel, LifeStatus, OutcomeDirection, Stage

SUMMARY_30S_CHARACTERS = 300
SUMMARY_WORDS = (80, 150)
YEARS = (1800, 2100)
_year_validators = [MinValueValidator(YEARS[0]), MaxValueValidator(YEARS[1])]


class Project(Worded):
    """An innovation effort. Once published, a reader calls it a case (fall)."""

    class Status(models.TextChoices):
        DRAFT = "utkast", _("Utkast")
        IN_REVIEW = "granskas", _("Till granskning")
        APPROVED = "godkant", _("Godkänt")
        PUBLISHED = "publicerat", _("Publicerat")
        UNPUBLISHED = "avpublicerat", _("Avpublicerat")
        ARCHIVED = "arkiverat", _("Arkiverat")

    STORY_FIELDS = (
        "summary", "problem", "driver_note", "goal", "solution", "harms", "legal_aspects",
        "evidence_note", "selection_basis", "staff_effort", "time_to_effect", "summary_en",
        "editorial_note", "checked_changes", "results_absent", "hindrances_absent", "keywords",
    )  # fmt: skip

    # Identity
    public_id = models.CharField(
        _("nummer"), max_length=12, null=True, blank=True, editable=False,
        help_text=_("Bankens nummer på fallet. Det ändras aldrig."),
    )  # fmt: skip
    title = models.CharField(_("rubrik"), max_length=160)
    slug = models.SlugField(_("adress"), max_length=120)
    municipalities = models.ManyToManyField(
        "Municipality", related_name="projects", verbose_name=_("kommuner"), blank=True
    )

    # Three reading depths
    summary_30s = models.TextField(
        _("på 30 sekunder"),
        blank=True,
        validators=[MaxLengthValidator(SUMMARY_30S_CHARACTERS)],
        help_text=_("Högst %(count)s tecken: vad gjordes, hur gick det, vad är omstritt?")
        % {"count": SUMMARY_30S_CHARACTERS},
    )
    summary = models.TextField(
        _("för stressade läsare"),
        blank=True,
        help_text=_("%(low)s–%(high)s ord som går att läsa på en minut.")
        % {"low": SUMMARY_WORDS[0], "high": SUMMARY_WORDS[1]},
    )
    problem = models.TextField(_("problemet"), blank=True)
    driver = models.ForeignKey(
        "SuccessFactor",
        on_delete=models.PROTECT,
        related_name="driven_projects",
        verbose_name=_("drivkraft"),
        null=True,
        blank=True,
        limit_choices_to={"question": "varfor"},
        help_text=_("Varför började det? En av bokens tre varför-faktorer."),
    )
    driver_note = models.TextField(_("varför just den drivkraften"), blank=True)
    goal = models.TextField(_("målet"), blank=True)
    solution = models.TextField(_("vad som gjordes"), blank=True)
    results_absent = models.CharField(
        _("inga resultat – varför"),
        max_length=200,
        blank=True,
        help_text=_("Fylls i bara när källorna inte nämner några resultat."),
    )
    hindrances_absent = models.CharField(
        _("inga kända hinder – varför"),
        max_length=200,
        blank=True,
        help_text=_("Fylls i bara när inga hinder är kända, till exempel: källorna nämner inga."),
    )
    harms = models.TextField(_("biverkningar"), blank=True)
    legal_aspects = models.TextField(_("juridik"), blank=True)

    # Classification
    themes = models.ManyToManyField(
        "Theme", related_name="projects", verbose_name=_("verksamhetsområden"), blank=True
    )
    keywords = models.TextField(_("ämnesord"), blank=True, help_text=_("Ett per rad."))
    innovation_types = models.ManyToManyField(
        "InnovationType", related_name="projects", verbose_name=_("innovationstyper"), blank=True
    )
    innovation_types_basis = models.CharField(
        _("innovationstypernas grund"), max_length=200, blank=True
    )
    value_types = models.ManyToManyField(
        "ValueType", related_name="projects", verbose_name=_("värdetyper"), blank=True
    )
    target_groups = models.ManyToManyField(
        "TargetGroup", related_name="projects", verbose_name=_("målgrupper"), blank=True
    )
    stage = models.CharField(_("skede"), max_length=20, choices=Stage, blank=True)
    start_year = models.PositiveSmallIntegerField(
        _("startår"), null=True, blank=True, validators=_year_validators
    )
    end_year = models.PositiveSmallIntegerField(
        _("slutår"), null=True, blank=True, validators=_year_validators
    )
    period_note = models.CharField(
        _("läget i dag"), max_length=300, blank=True,
        help_text=_("Till exempel att verksamheten pågår enligt en källa från 2022."),
    )  # fmt: skip

    # Trust
    outcome_direction = models.CharField(
        _("fungerade det?"), max_length=20, choices=OutcomeDirection, blank=True
    )
    evidence_level = models.PositiveSmallIntegerField(
        _("bevisgrad"), choices=EvidenceLevel, null=True, blank=True
    )
    evidence_note = models.TextField(_("varför den bevisgraden"), blank=True)
    disputed = models.BooleanField(
        _("omstritt"), default=False, help_text=_("Misslyckat, stoppat eller omstritt.")
    )
    selection_basis = models.TextField(_("varför fallet är med"), blank=True)
    confidence = models.CharField(_("säkerhet"), max_length=10, choices=Confidence, blank=True)
    life_status = models.CharField(
        _("lever det än?"), max_length=10, choices=LifeStatus, default=LifeStatus.UNKNOWN
    )
    lessons_basis = models.CharField(_("lärdomarnas grund"), max_length=200, blank=True)
    fact_checked_on = models.DateField(_("faktagranskat av kommunen"), null=True, blank=True)
    checked_on = models.DateField(_("kontrollerat av redaktionen"), null=True, blank=True)
    checked_changes = models.TextField(_("vad kontrollen ändrade"), blank=True)

    # Cost and time
    cost_band = models.CharField(
        _("kostnadsklass"), max_length=20, choices=CostBand, default=CostBand.UNKNOWN
    )
    cost_note = models.CharField(
        _("kostnadsklassens grund"), max_length=400, blank=True,
        help_text=_("Vilket belopp klassen bygger på och vad det omfattar."),
    )  # fmt: skip
    staff_effort = models.TextField(_("arbetsinsats"), blank=True)
    time_to_effect = models.CharField(_("tid till effekt"), max_length=200, blank=True)

    # Editorial
    status = models.CharField(
        _("status"), max_length=20, choices=Status, default=Status.DRAFT, editable=False
    )
    revision_of = models.OneToOneField(
        "self",
        on_delete=models.CASCADE,
        related_name="working_copy",
        verbose_name=_("arbetskopia av"),
        null=True,
        blank=True,
        editable=False,
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="authored_projects",
        verbose_name=_("författare"), null=True, blank=True,
    )  # fmt: skip
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="reviewed_projects",
        verbose_name=_("granskare"), null=True, blank=True,
    )  # fmt: skip
    contact_function = models.CharField(
        _("kontakt: funktion"), max_length=160, blank=True,
        help_text=_("En roll eller enhet, aldrig en enskild person."),
    )  # fmt: skip
    contact_email = models.EmailField(
        _("kontakt: funktionsbrevlåda"), blank=True,
        help_text=_("Till exempel utveckling@kommunen.se."),
    )  # fmt: skip
    contact_url = models.URLField(_("kontakt: webbadress"), blank=True)
    licence = models.CharField(_("licens"), max_length=40, default="CC BY 4.0")
    title_en = models.CharField(_("engelsk rubrik"), max_length=200, blank=True)
    summary_en = models.TextField(_("engelsk sammanfattning"), blank=True)
    editorial_note = models.TextField(_("redaktionell anteckning"), blank=True)
    created_at = models.DateTimeField(_("skapat"), auto_now_add=True)
    updated_at = models.DateTimeField(_("ändrat"), auto_now=True)
    published_at = models.DateTimeField(_("publicerat"), null=True, blank=True, editable=False)
    publish_at = models.DateTimeField(
        _("publiceras"), null=True, blank=True, editable=False,
        help_text=_("Satt bara medan ett godkänt fall väntar på sin tid."),
    )  # fmt: skip
    reviewed_on = models.DateField(_("granskat"), null=True, blank=True)
    review_due = models.DateField(_("ses över senast"), null=True, blank=True)
    sort_key = SwedishSortField(source="title")
    edit_version = EditVersionField()

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("fall")
        verbose_name_plural = _("fall")
        ordering = ["sort_key", "id"]
        permissions = [
            ("submit_project", _("Kan skicka fall till granskning")),
            ("review_project", _("Kan granska fall")),
            ("publish_project", _("Kan publicera och avpublicera fall")),
        ]
        indexes = [
            models.Index(fields=["status", "-published_at"], name="project_newest"),
            models.Index(fields=["status", "start_year"], name="project_start_year"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["slug"],
                condition=Q(revision_of__isnull=True),
                name="project_slug_unique",
                violation_error_message=_("Adressen används redan av ett annat fall."),
            ),
            models.UniqueConstraint(
                fields=["public_id"],
                condition=Q(revision_of__isnull=True),
                name="project_public_id_unique",
                violation_error_message=_("Numret används redan av ett annat fall."),
            ),
            models.CheckConstraint(
                name="project_years_in_order",
                condition=Q(start_year__isnull=True)
                | Q(end_year__isnull=True)
                | Q(start_year__lte=F("end_year")),
                violation_error_message=_("Slutåret kan inte komma före startåret."),
            ),
            models.CheckConstraint(
                name="project_evidence_on_the_scale",
                condition=Q(evidence_level__isnull=True) | Q(evidence_level__range=(0, 5)),
                violation_error_message=_("Bevisgraden är 0–5."),
            ),
            models.CheckConstraint(
                name="project_published_is_dated",
                condition=~Q(status="publicerat")
                | Q(published_at__isnull=False, public_id__isnull=False),
                violation_error_message=_("Ett publicerat fall har nummer och datum."),
            ),
            models.CheckConstraint(
                name="project_only_the_approved_waits",
                condition=Q(publish_at__isnull=True) | Q(status="godkant"),
                violation_error_message=_("Bara ett godkänt fall kan vänta på att publiceras."),
            ),
            models.CheckConstraint(
                name="project_working_copy_is_not_public",
                condition=Q(revision_of__isnull=True) | ~Q(status="publicerat"),
                violation_error_message=_("En arbetskopia publiceras genom sitt fall."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address("project-detail", self.slug)

    def clean(self):
        """An address that another case has been published at goes on leading to that case."""
        slugs = apps.get_model("cases", "ProjectSlug").objects.filter(slug=self.slug)
        if slugs.exclude(project_id__in=[self.pk, self.revision_of_id]).exists():
            sentence = _("Adressen har varit ett annat falls. Välj en annan.")
            raise ValidationError({"slug": sentence})

    @property
    def is_published(self):
        return self.status == self.Status.PUBLISHED and self.revision_of_id is None

    @property
    def place(self):
        """Return the municipalities in Swedish order, as text."""
        return ", ".join(place.name for place in self.municipalities.all())

    @property
    def years(self):
        """Return the period in words: 2015–2016, från 2015, till 2016, or nothing."""
        if self.start_year and self.end_year:
            same = self.start_year == self.end_year
            return str(self.start_year) if same else f"{self.start_year}–{self.end_year}"
        if self.start_year:
            return _("från %(year)s") % {"year": self.start_year}
        return _("till %(year)s") % {"year": self.end_year} if self.end_year else ""

    @property
    def fingerprint_roles(self):
        """Return (factor code, role code) pairs, the data of the case's fingerprint."""
        return [(link.factor.code, link.role) for link in self.factors.all()]

    @property
    def keyword_list(self):
        return lines(self.keywords)
