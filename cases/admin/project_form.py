"""A case's form, in the order one writes: sections with a sentence of help, and their rows."""

from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cases.models import ProjectSlug, Voice
from cases.models.projects import SUMMARY_30S_CHARACTERS, SUMMARY_WORDS

from . import project_parts as parts
from .records import RecordForm


@dataclass(frozen=True)
class Section:
    """A heading, what to think of under it, its fields, and the rows that belong there."""

    title: str
    help: str
    fields: list
    rows: list = field(default_factory=list)


# Sources come early: what is chosen further down must be saved up here first
SECTIONS = [
    Section(
        _("Rubrik, plats och tid"),
        _("Rubriken säger vad som gjordes och var. Adressen bör sedan stå kvar."),
        ["title", "slug", "municipalities", ("stage", "start_year", "end_year"), "period_note"],
    ),
    Section(
        _("Källor"),
        _("Börja med det du bygger på. Allt som påstås längre ner ska gå att följa hit."),
        [],
        [parts.CitationInline],
    ),
    Section(
        _("Berättelsen"),
        _("Vad var problemet, vad ville man nå och vad gjordes? Markdown går bra."),
        ["problem", "goal", "solution"],
        [parts.MilestoneInline],
    ),
    Section(
        _("Resultat"),
        _("Vad blev det av det? Nämner källorna inga resultat, skriv det här."),
        ["results_absent", "harms"],
        [parts.ResultInline],
    ),
    Section(
        _("Hinder"),
        _("Är inga hinder kända, skriv varför. Annars en rad för varje hinder."),
        ["hindrances_absent"],
        [parts.HindranceInline],
    ),
    Section(
        _("Lärdomar och förutsättningar"),
        _("Vad kan andra lära, och vad krävs för att göra likadant? Säg på vilken grund."),
        ["lessons_basis", "legal_aspects"],
        [parts.LessonInline, parts.TransferConditionInline],
    ),
    Section(
        _("Drivkraft, faktorer och teorier"),
        _("Varför började det, vilka av bokens elva faktorer avgjorde, och vad säger forskningen?"),
        ["driver", "driver_note"],
        [parts.FactorInline, parts.TheoryInline],
    ),
    Section(
        _("Röster"),
        _("Låt flera sidor höras, också de som är emot."),
        ["voice_breadth", "has_critical_voice"],
        [parts.VoiceInline],
    ),
    Section(
        _("Kostnad och tid"),
        _("Klassen är det största beloppet i svenska kronor. Är det inte känt: okänd."),
        ["cost_band", "cost_note", "staff_effort", "time_to_effect"],
        [parts.CostInline, parts.FunderInline],
    ),
    Section(
        _("Samverkan"),
        _("Vilka kommunen gjorde det tillsammans med, och vad de är för slag av aktörer."),
        [],
        [parts.PartnerInline],
    ),
    Section(
        _("Bedömning"),
        _(
            "Fungerade det, och hur säkert vet vi det? Det är två frågor. Säg varför för båda, och "
            "varför just det här fallet är med."
        ),
        [
            "outcome_direction",
            "evidence_level",
            "evidence_note",
            "selection_basis",
            "confidence",
            "disputed",
            "life_status",
        ],
    ),
    Section(
        _("Sortering"),
        _("Så hittar läsaren fallet. Välj det som fallet handlar om, inte allt det rör vid."),
        [
            "themes",
            "innovation_types",
            "innovation_types_basis",
            "value_types",
            "target_groups",
            "keywords",
        ],
    ),
    Section(
        _("Sammanfattningar"),
        format_lazy(
            _("Skriv dem sist. Först högst {characters} tecken, sedan {low}–{high} ord."),
            characters=SUMMARY_30S_CHARACTERS,
            low=SUMMARY_WORDS[0],
            high=SUMMARY_WORDS[1],
        ),
        ["summary_30s", "summary", "title_en", "summary_en"],
    ),
    Section(
        _("Bilder"),
        _("Bara bilder som vi får visa. Fotografens namn och licensen ska alltid stå."),
        [],
        [parts.ImageInline],
    ),
    Section(
        _("Vem kan man fråga?"),
        _("En funktion, aldrig en privat person. Saknas kontakt visas kommunens webbplats."),
        ["contact_function", "contact_email", "contact_url"],
    ),
    Section(
        _("Redaktion"),
        _("Vem som skriver och granskar, och när. Anteckningen syns aldrig för läsare."),
        [
            "author",
            "reviewer",
            ("checked_on", "fact_checked_on"),
            ("reviewed_on", "review_due"),
            "checked_changes",
            "licence",
            "editorial_note",
        ],
    ),
    Section(
        _("Bankens uppgifter"),
        _("Räknas fram eller sätts av banken. Status ändras med knapparna högst upp."),
        [
            "status_shown",
            "public_id_shown",
            "completeness",
            "fingerprint",
            "published_shown",
            "updated_shown",
        ],
    ),
]

FIELDSETS = [
    (section.title, {"fields": section.fields, "description": section.help}) for section in SECTIONS
]
INLINES = [inline for section in SECTIONS for inline in section.rows]


class ProjectForm(RecordForm):
    """The case itself; its parts are rows beside it."""

    class Meta:
        widgets = {
            "summary_30s": forms.Textarea(attrs={"rows": 3}),
            "evidence_note": forms.Textarea(attrs={"rows": 3}),
            "selection_basis": forms.Textarea(attrs={"rows": 3}),
            "driver_note": forms.Textarea(attrs={"rows": 3}),
        }

    def clean_slug(self):
        """An address that a published case once had leads there for good."""
        slug = self.cleaned_data["slug"]
        if (
            ProjectSlug.objects.filter(slug=slug)
            .exclude(project_id__in=[self.instance.pk, self.instance.revision_of_id])
            .exists()
        ):
            raise ValidationError(
                _("Adressen har tillhört ett annat fall och leder dit. Välj en annan.")
            )
        return slug


def voice_breadth(project):
    """How many of the perspectives are heard, in words."""
    heard = len({voice.perspective for voice in project.voices.all()})
    return _("%(heard)s av %(all)s perspektiv") % {"heard": heard, "all": len(Voice.Perspective)}


def has_critical_voice(project):
    critical = (Voice.Stance.CRITICISM, Voice.Stance.MIXED)
    return any(voice.stance in critical for voice in project.voices.all())
