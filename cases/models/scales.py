"""The scales by which the bank describes and judges a project, each value with its definition.

The stored values are the words in public addresses (`utfall=blandat`), so they never change.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """How far the project has come."""

    IDEA = "ide", _("Idé")
    PILOT = "pilot", _("Pilot")
    IMPLEMENTED = "genomfort", _("Genomfört")
    SPREAD = "spritt", _("Spritt")
    ENDED = "avslutat", _("Avslutat")
    CLOSED = "nedlagt", _("Nedlagt")

    @property
    def definition(self):
        return _STAGE_DEFINITIONS[self.value]


_STAGE_DEFINITIONS = {
    "ide": _("Beslutat att undersöka, men inget prövas i verksamheten än."),
    "pilot": _("Prövas i liten skala under begränsad tid."),
    "genomfort": _("I bruk i den egna kommunen."),
    "spritt": _("I bruk även på andra platser eller i andra kommuner."),
    "avslutat": _("Projektet är slut, men något kan finnas kvar."),
    "nedlagt": _("Lösningen används inte längre; skälet bör stå."),
}


class OutcomeDirection(models.TextChoices):
    """Fungerade det? Which way the outcome points, never how sure we are."""

    POSITIVE = "positivt", _("Positivt")
    MIXED = "blandat", _("Blandat")
    ABSENT = "uteblivet", _("Uteblivet")
    NEGATIVE = "negativt", _("Negativt")
    TOO_EARLY = "for-tidigt", _("För tidigt")

    @property
    def definition(self):
        return _OUTCOME_DEFINITIONS[self.value]


_OUTCOME_DEFINITIONS = {
    "positivt": _("Uppgifterna pekar på bättre resultat än före eller än hos andra."),
    "blandat": _("Vissa resultat blev bättre, andra sämre eller oförändrade."),
    "uteblivet": _("Ingen tydlig förändring har kunnat visas."),
    "negativt": _("Resultatet blev sämre eller skadan större än nyttan."),
    "for-tidigt": _("För kort tid har gått för att säga något."),
}


class EvidenceLevel(models.IntegerChoices):
    """How sure we are, 0–5; never mixed with the outcome into one score."""

    CLAIM = 0, _("Påstående")
    DESCRIBED = 1, _("Beskrivet av kommunen")
    INDEPENDENT = 2, _("Oberoende press eller granskning")
    MEASURED = 3, _("Uppföljning med siffror")
    EVALUATED = 4, _("Extern utvärdering")
    COMPARED = 5, _("Forskning med jämförelse")

    @property
    def definition(self):
        return _EVIDENCE_DEFINITIONS[self.value]


_EVIDENCE_DEFINITIONS = {
    0: _("Någon säger att det fungerar, utan uppgifter."),
    1: _("Kommunens egen beskrivning, utan siffror eller granskning."),
    2: _("Någon utanför kommunen har beskrivit eller granskat."),
    3: _("Egna eller andras mätningar över tid."),
    4: _("Någon utan eget intresse har utvärderat."),
    5: _("Forskare har jämfört med grupp eller tid utan åtgärd."),
}


class CostBand(models.TextChoices):
    """The largest amount that a source states, in Swedish kronor of its own year."""

    UNDER_100K = "under-100-tusen", _("Under 100 000 kr")
    UNDER_1M = "100-tusen-1-miljon", _("100 000–1 miljon kr")
    UNDER_10M = "1-10-miljoner", _("1–10 miljoner kr")
    UNDER_100M = "10-100-miljoner", _("10–100 miljoner kr")
    OVER_100M = "over-100-miljoner", _("Över 100 miljoner kr")
    UNKNOWN = "okand", _("Okänd")


class LifeStatus(models.TextChoices):
    """Lever det än? What is left of the project today."""

    ALIVE = "lever", _("Lever")
    CHANGED = "andrat", _("Lever i ändrad form")
    DEAD = "borta", _("Finns inte kvar")
    UNKNOWN = "okant", _("Inte känt")


class PopulationBand(models.TextChoices):
    """Size of a municipality by inhabitants on 31 December of the year of the figure."""

    UNDER_10K = "under-10000", _("Under 10 000 invånare")
    UNDER_20K = "10000-19999", _("10 000–19 999 invånare")
    UNDER_50K = "20000-49999", _("20 000–49 999 invånare")
    UNDER_100K = "50000-99999", _("50 000–99 999 invånare")
    OVER_100K = "fran-100000", _("100 000 invånare eller fler")

    @property
    def limits(self):
        """Return (first, first beyond) inhabitants; the last is None where there is no limit."""
        return _POPULATION_LIMITS[self.value]

    @classmethod
    def of(cls, population):
        """Return the band that holds `population` (inhabitants), or None when it is unknown."""
        if population is None:
            return None
        return next(band for band in cls if band.limits[1] is None or population < band.limits[1])


_POPULATION_LIMITS = {
    "under-10000": (0, 10_000),
    "10000-19999": (10_000, 20_000),
    "20000-49999": (20_000, 50_000),
    "50000-99999": (50_000, 100_000),
    "fran-100000": (100_000, None),
}


class ActorType(models.TextChoices):
    """What kind of organisation a partner or funder is."""

    MUNICIPALITY = "kommun", _("Kommun")
    REGION = "region", _("Region")
    STATE = "stat", _("Stat")
    BUSINESS = "naringsliv", _("Näringsliv")
    ACADEMIA = "akademi", _("Akademi")
    CIVIL_SOCIETY = "civilsamhalle", _("Civilsamhälle")
    RESIDENTS = "invanare", _("Invånare")
    MUNICIPAL_FEDERATION = "kommunalforbund", _("Kommunalförbund")
    MUNICIPAL_COMPANY = "kommunbolag", _("Kommunala bolag")
    INTERNATIONAL = "internationell", _("Norden och EU")


class Confidence(models.TextChoices):
    """How well the editors think the sources carry the whole story."""

    HIGH = "hog", _("Hög")
    MEDIUM = "medel", _("Medel")
    LOW = "lag", _("Låg")
