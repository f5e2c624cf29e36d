"""What search keeps in the database: what it analysed, synonyms, and queries without hits."""

import logging
import re

from django.db import DatabaseError, models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .fields import EditVersionField

logger = logging.getLogger(__name__)


class SearchDocument(models.Model):
    """A published project as search reads it, written in the project's own transaction."""

    project = models.OneToOneField(
        "Project", on_delete=models.CASCADE, related_name="search_document", primary_key=True
    )
    data = models.BinaryField()
    version = models.CharField(max_length=64)

    class Meta:
        verbose_name = "search document"

    def __str__(self):
        return f"{self.project_id} ({self.version})"


class KeptAnalysis(models.Model):
    """What search has made of a text that is no case's: see `cases.finding.kept_analyses`."""

    digest = models.CharField(max_length=32, primary_key=True)
    data = models.BinaryField()

    class Meta:
        verbose_name = "kept analysis"
        verbose_name_plural = "kept analyses"

    def __str__(self):
        return self.digest


class Synonym(models.Model):
    """A word that also finds another; edited by curators, effective at once."""

    EQUAL, NARROWER = 0.6, 0.3

    term = models.CharField(_("ord"), max_length=80, help_text=_("Det som läsaren skriver."))
    other = models.CharField(_("hittar också"), max_length=80)
    one_way = models.BooleanField(
        _("bara åt ena hållet"),
        default=False,
        help_text=_("Kryssa i när det andra ordet är snävare: energi hittar solceller."),
    )
    weight = models.FloatField(
        _("vikt"),
        default=EQUAL,
        help_text=_("0,6 för ett likvärdigt ord, 0,3 för ett snävare. Ordet självt väger 1."),
    )
    edit_version = EditVersionField()

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonymer")
        ordering = ["term", "other"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "other"],
                name="synonym_pair_once",
                violation_error_message=_("Paret finns redan."),
            ),
            models.CheckConstraint(
                name="synonym_weight_between_0_and_1",
                condition=Q(weight__gt=0, weight__lte=1),
                violation_error_message=_("Vikten är större än 0 och högst 1."),
            ),
        ]

    def __str__(self):
        arrow = "→" if self.one_way else "↔"
        return f"{self.term} {arrow} {self.other}"


class SearchMissManager(models.Manager):
    def note(self, query):
        """Count a query without hits, unless it may say something of a person.

        An address or a long number could be somebody's, so such a query is not kept. Reading must
        never fail because this could not be written.
        """
        words = " ".join(query.casefold().split())[:200]
        if not words or "@" in words or re.search(r"\d[\d\s-]{5,}", words):
            return
        try:
            with transaction.atomic():
                miss, created = self.get_or_create(query=words)
                if not created:
                    self.filter(pk=miss.pk).update(
                        count=F("count") + 1, last_on=timezone.localdate()
                    )
        except DatabaseError:
            logger.warning("a query without hits could not be counted")


class SearchMiss(models.Model):
    """A query that found no case, and how often. Nothing about who asked."""

    query = models.CharField(_("sökning"), max_length=200, unique=True)
    count = models.PositiveIntegerField(_("antal gånger"), default=1)
    last_on = models.DateField(_("senast"), auto_now=True)
    handled = models.BooleanField(
        _("åtgärdad"),
        default=False,
        help_text=_("Till exempel med en synonym eller ett nytt fall."),
    )

    objects = SearchMissManager()

    class Meta:
        verbose_name = _("sökning utan träff")
        verbose_name_plural = _("sökningar utan träff")
        ordering = ["handled", "-count", "query"]

    def __str__(self):
        return self.query
