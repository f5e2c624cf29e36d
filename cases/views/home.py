"""The home page: what the bank is, and every way into it."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.filters.answers import Answer
from cases.filters.asked import Asked
from cases.models import EvidenceLevel, OutcomeDirection, SuccessFactor
from cases.statistics import figures_of_the_bank
from cases.views.cards import cards
from cases.views.fresh import snapshot_for
from cases.views.methods import read_only

NEWEST_SHOWN = 3
# Voices that most often say what did not work; a way in for whoever wants the doubts first.
DOUBTS = {
    "opposition:ris": gettext_lazy("Oppositionen är kritisk"),
    "fack:ris": gettext_lazy("Facket är kritiskt"),
    "medarbetare:ris": gettext_lazy("Medarbetare är kritiska"),
    "forskare:ris": gettext_lazy("Forskare är kritiska"),
    "brukare:ris": gettext_lazy("Brukare är kritiska"),
}
HEAT_LIMITS = (1, 3, 5, 8)


@read_only
def home(request):
    """`/`: the bank in one sentence, then the ways in."""
    snapshot = snapshot_for(request)
    answer = Answer(snapshot, Asked())
    counts = {param: snapshot.facets.counts(param, answer.selection) for param in snapshot.words}
    context = {
        "total": snapshot.total,
        "strands": strands(counts["faktor"]),
        "outcomes": [
            (outcome, counts["utfall"].get(outcome.value, 0), address(utfall=outcome.value))
            for outcome in OutcomeDirection
        ],
        "closed": (counts["skede"].get("nedlagt", 0), address(skede="nedlagt")),
        "hindrances": ways_in(snapshot, counts, "hinder"),
        "drivers": ways_in(snapshot, counts, "drivkraft"),
        "fields": ways_in(snapshot, counts, "omrade"),
        "groups": ways_in(snapshot, counts, "grupp", by_count=False),
        "doubts": [
            (label, counts["rost"][voice], address(rost=voice))
            for voice, label in DOUBTS.items()
            if voice in counts["rost"]
        ],
        "newest": cards(answer.page_ids()[:NEWEST_SHOWN], snapshot),
        "figures": figures_of_the_bank(),
        "heat": heat(snapshot),
        "heat_outcomes": list(OutcomeDirection),
    }
    return render(request, "pages/home.html", context)


def address(**query):
    """Return the list's address with one choice made."""
    return f"{reverse('project-list')}?{urlencode(query)}".replace("%3A", ":")


def ways_in(snapshot, counts, param, *, by_count=True):
    """Return (label, count, address, value) for the wholes among a facet's choices."""
    words = snapshot.words[param].values()
    ways = [
        (
            word.label,
            counts[param][word.value],
            address(**{param: word.value}),
            word.value,
        )
        for word in words
        if word.value in counts[param] and not word.under
    ]
    return sorted(ways, key=lambda way: -way[1]) if by_count else ways


def strands(counts):
    """Return the cabinet: (question, what it asks, its factors with counts) for each strand."""
    asks = {
        "varfor": _("det började"),
        "vad": _("som gjordes"),
        "hur": _("det gick till"),
    }
    factors = list(SuccessFactor.objects.all())
    return [
        (
            question.label,
            asks[question.value],
            [(f, counts.get(f.code, 0)) for f in factors if f.question == question],
        )
        for question in SuccessFactor.Question
    ]


def heat(snapshot):
    """Return (level, cells) for the table of outcome by evidence, strongest evidence first.

    A cell is (count, class h0–h4, address, words for screen readers).
    """
    values = snapshot.facets.values
    rows = []
    for level in reversed(EvidenceLevel):
        known = values.get("bevis", {}).get(str(level.value))
        cells = []
        for outcome in OutcomeDirection:
            both = values.get("utfall", {}).get(outcome.value)
            count = known.intersection_cardinality(both) if known and both else 0
            words = _("fall: %(outcome)s, bevisgrad %(level)s") % {
                "outcome": outcome.label.lower(),
                "level": level.value,
            }
            link = address(utfall=outcome.value, bevis=level.value)
            shade = sum(count >= limit for limit in HEAT_LIMITS)
            cells.append((count, f"h{shade}", link, words))
        rows.append((level, cells))
    return rows
