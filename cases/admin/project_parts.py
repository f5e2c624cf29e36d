"""The parts of a case as rows in its form. What refers to a source chooses among the case's own."""

from functools import cached_property

from django.contrib import admin
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from cases.forms.images import ProjectImageForm
from cases.models import (
    Citation,
    Cost,
    Funder,
    Hindrance,
    Lesson,
    Milestone,
    Partner,
    ProjectFactor,
    ProjectImage,
    ProjectTheory,
    Result,
    TransferCondition,
    Voice,
)

from .lookups import Lookup, lookup_options, without_side_doors
from .records import AS_WE_WRITE


class PartFormSet(BaseInlineFormSet):
    """Reads the case's citations once, not once for each row."""

    citations = Citation.objects.none()

    @cached_property
    def citation_choices(self):
        return [("", _("– välj källa –")), *((row.pk, str(row)) for row in self.citations)]

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "citation" in form.fields:
            form.fields["citation"].widget.choices = self.citation_choices
        for name, field in form.fields.items():
            widget = getattr(field.widget, "widget", None)
            chosen = form.instance._state.fields_cache.get(name)
            if isinstance(widget, Lookup) and chosen:
                widget.known = [(chosen.pk, str(chosen))]


class PartInline(admin.StackedInline):
    """Rows under a heading, with a sentence of help and the words of the button for one more."""

    template = "admin/cases/project/part.html"
    formset = PartFormSet
    formfield_overrides = AS_WE_WRITE
    extra = 0
    joined = ()
    description = ""
    add_text = _("Lägg till en rad")

    def get_queryset(self, request):
        """With what a row's label shows and its searching fields have chosen."""
        joined = [*self.autocomplete_fields, *self.joined]
        queryset = super().get_queryset(request)
        return queryset.select_related(*joined) if joined else queryset

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return without_side_doors(super().formfield_for_dbfield(db_field, request, **kwargs))

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs = lookup_options(self, Lookup, db_field, request) | kwargs
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        field = formset.form.base_fields.get("citation")
        if field is not None:
            own = obj.citations.select_related("source") if obj else Citation.objects.none()
            field.queryset = formset.citations = own
        return formset


class CitationInline(PartInline):
    model = Citation
    add_text = _("Lägg till en källa")
    description = _(
        "Minst två, och minst en från någon annan än kommunen. Spara fallet när du har lagt till "
        "en källa: först då går den att välja i resultat, hinder, röster och kostnader."
    )
    autocomplete_fields = ["source"]
    fields = [("number", "source"), ("accessed", "from_municipality"), "note"]


class MilestoneInline(PartInline):
    model = Milestone
    add_text = _("Lägg till en hållpunkt")
    description = _("Det viktigaste som hände, i tidsordning.")
    fields = [("period", "year", "position"), "text"]


class ResultInline(PartInline):
    model = Result
    add_text = _("Lägg till ett resultat")
    description = _(
        "Ett resultat i taget. En siffra skrivs med källans ord och behöver en källa; talet "
        "bredvid är samma siffra när den går att räkna med."
    )
    fields = ["what", ("figure", "value", "unit", "year"), ("direction", "citation", "position")]


class HindranceInline(PartInline):
    model = Hindrance
    add_text = _("Lägg till ett hinder")
    description = _("Vad som stod i vägen, enligt källorna. Syns lika tydligt som framgångarna.")
    fields = ["text", ("citation", "position")]


class LessonInline(PartInline):
    model = Lesson
    add_text = _("Lägg till en lärdom")
    description = _("Vad en annan kommun kan lära, en sak i taget.")
    fields = ["text", "position"]


class TransferConditionInline(PartInline):
    model = TransferCondition
    add_text = _("Lägg till något som krävs")
    description = _("Vad som måste finnas på plats hos den som vill göra likadant.")
    fields = ["text", ("basis", "citation", "position")]


class FactorInline(PartInline):
    model = ProjectFactor
    add_text = _("Lägg till en faktor")
    description = _("Minst en faktor: vilken roll den fick, varför, och på vilken grund.")
    autocomplete_fields = ["factor"]
    fields = [("factor", "role", "position"), "why", "basis"]


class TheoryInline(PartInline):
    model = ProjectTheory
    add_text = _("Lägg till en teori")
    description = _("Bara teorier som fallet verkligen stöder, motsäger eller belyser.")
    autocomplete_fields = ["theory"]
    fields = [("theory", "relation", "position"), "why"]


class VoiceInline(PartInline):
    model = Voice
    add_text = _("Lägg till en röst")
    description = _(
        "Ett perspektiv i taget, omskrivet i en mening. Skriv rollen, aldrig någons namn."
    )
    fields = [("perspective", "stance"), "text", ("citation", "position")]


class CostInline(PartInline):
    model = Cost
    add_text = _("Lägg till en kostnad")
    description = _("Belopp med källans ord. Talet och valutan fylls i när beloppet är exakt.")
    fields = ["what", ("amount", "value", "currency", "price_year"), ("citation", "position")]


class FunderInline(PartInline):
    model = Funder
    add_text = _("Lägg till en finansiär")
    description = _(
        "Den som betalade, med källans ord. Koppla till program eller aktör när det är säkert."
    )
    autocomplete_fields = ["programme", "organisation"]
    fields = [("name", "position"), ("programme", "organisation")]


class PartnerInline(PartInline):
    model = Partner
    add_text = _("Lägg till en samverkanspart")
    description = _("De som kommunen arbetade tillsammans med.")
    autocomplete_fields = ["organisation"]
    fields = [("name", "kind", "position"), "organisation"]


class ImageInline(PartInline):
    model = ProjectImage
    add_text = _("Lägg till en bild")
    form = ProjectImageForm
    description = _(
        "JPEG, PNG eller WebP, högst 40 megapixlar. Beskriv vad bilden visar. En bild som läsare "
        "redan ser och som inte får visas stoppar en publicerare på en gång, under Bilder."
    )
    fields = [
        ("file", "position"), ("alt_text", "decorative"), "caption", ("photographer", "licence"),
        ("shows_people", "people_ground"),
    ]  # fmt: skip
