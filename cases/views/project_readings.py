"""What a case's page says that no single field says: groups, counts, silences and theories."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import F, TextField, Value
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.models import (
    InnovationType,
    OutcomeDirection,
    ProjectFactor,
    ProjectTheory,
    Stage,
    TargetGroup,
    Theme,
    TheoryFactor,
    ValueType,
    Voice,
)
from cases.models.addresses import address
from cases.models.fields import in_words
from cases.models.prepared import Prepared
from cases.text import sort_key

MOST_THEORIES = 6
Role = ProjectFactor.Role
# What decided or stopped a case is what its reader most needs explained
_ROLE_RANKS = {
    role: rank
    for rank, role in enumerate(
        (Role.DECISIVE, Role.HINDRANCE, Role.FAILED, Role.MISSING, Role.CONTRIBUTED)
    )
}


def read(project):
    """Return the readings for the template. The parts of `project` are already fetched."""
    factors = sorted(project.factors.all(), key=lambda link: _ROLE_RANKS[link.role])
    bases = {link.basis for link in factors}
    theories, theory_total = _theories(project, factors)
    return {
        "labels": _labels(project),
        "bearing": [link for link in factors if not link.hindered],
        "hindering": [link for link in factors if link.hindered],
        "common_basis": bases.pop() if len(bases) == 1 else "",
        "theories": theories,
        "theory_total": theory_total,
        "partners": _by_kind(project.partners.all()),
        "results_have_direction": any(result.direction for result in project.results.all()),
        **_scales(project),
        **_perspectives(project),
        **_sources(project),
    }


@Prepared
def _label_rows(key):
    """The rows of four vocabularies as (kind, position, code, name), in one query."""
    vocabularies = {
        "themes": Theme,
        "innovation_types": InnovationType,
        "value_types": ValueType,
        "target_groups": TargetGroup,
    }
    first, *others = (
        model.objects.filter(projects=key)
        .order_by()
        .annotate(kind=Value(kind))
        .values_list("kind", "position", "code", "name")
        for kind, model in vocabularies.items()
    )
    return first.union(*others, all=True)


_sort_key = lru_cache(maxsize=1024)(sort_key)  # some hundred names, on every page


def _labels(project):
    """Return the four vocabularies of the case, {kind: [(code, name), …]}."""
    labels = defaultdict(list)
    rows = sorted(_label_rows(project.pk), key=lambda row: (row[1], _sort_key(row[3])))
    for kind, _position, code, name in rows:
        labels[kind].append((code, name))
    return dict(labels)


def _by_kind(partners):
    """Return [(kind in words, [partner, …]), …] in the order in which the kinds first stand."""
    groups = defaultdict(list)
    for partner in partners:
        groups[partner.get_kind_display()].append(partner)
    return list(groups.items())


def _scales(project):
    """Return the definitions of the case's places on the scales."""
    direction, stage = project.outcome_direction, project.stage
    return {
        "outcome_definition": OutcomeDirection(direction).definition if direction else "",
        "stage_definition": Stage(stage).definition if stage else "",
    }


def _perspectives(project):
    """Return which of the perspectives are heard in the sources, and which are silent."""
    heard = {voice.perspective for voice in project.voices.all()}
    return {
        "heard": len(heard),
        "perspectives": len(Voice.Perspective),
        "silent": [
            words for value, words in in_words(Voice.Perspective).items() if value not in heard
        ],
    }


def _sources(project):
    """Return the first and the last day on which the sources were read."""
    days = [citation.accessed for citation in project.citations.all() if citation.accessed]
    return {
        "read_first": min(days, default=None),
        "read_last": max(days, default=None),
        "own_sources": sum(citation.from_municipality for citation in project.citations.all()),
    }


@dataclass
class TheoryReading:
    """A theory beside the case: how it meets the case itself and each of the case's factors."""

    code: str
    title: str
    use: str
    meets_case: str = ""  # in words, as the next
    meets: list = field(default_factory=list)
    why: str = ""

    def get_absolute_url(self):
        return address("theory-detail", self.code)

    @property
    def how(self):
        """Return how it meets the case and the factors, in one sentence each."""
        return ". ".join(map(capfirst, filter(None, (self.meets_case, "; ".join(self.meets)))))


def _theories(project, factors):
    """Return at most `MOST_THEORIES` readings, and how many theories meet the case in all.

    First those linked to the case itself, then in turns one for each factor, the factors that
    decided or hindered first: six theories about one factor would explain less.
    """
    rank = {link.factor_id: number for number, link in reversed(list(enumerate(factors)))}
    rows, queues = defaultdict(list), defaultdict(list)
    every = sorted(_theory_rows(project.pk), key=lambda row: (row["order"], row["sort_key"]))
    for row in every:
        rows[row["code"]].append(row)
        queues[rank[row["met"]] if row["met"] else -1].append(row["code"])
    codes = [*queues.pop(-1, []), *_in_turns([queues[number] for number in sorted(queues)])]
    chosen = list(dict.fromkeys(codes))[:MOST_THEORIES]
    return [_reading(rows[code]) for code in chosen], len(rows)


def _reading(rows):
    """Return the reading of one theory from its rows, one for the case and each factor it meets."""
    reading = TheoryReading(rows[0]["code"], rows[0]["title"], rows[0]["use"])
    to_case, to_factor = in_words(ProjectTheory.Relation), in_words(TheoryFactor.Relation)
    for row in rows:
        if row["met"]:
            words = _("%(relation)s faktorn %(factor)s")
            met = {"relation": to_factor[row["how"]], "factor": row["met_title"]}
            reading.meets.append(words % met)
        else:
            reading.meets_case = _("%(relation)s fallet") % {"relation": to_case[row["how"]]}
            reading.why = row["reason"]
    return reading


@Prepared
def _theory_rows(key):
    """The links of the case and of its factors to theories, in one query."""
    text = TextField()
    columns = {
        "code": F("theory__code"),
        "title": F("theory__title"),
        "use": F("theory__use_in_municipality"),
        "how": F("relation"),
        "order": F("position"),
        "sort_key": F("theory__sort_key"),
    }
    own = (
        ProjectTheory.objects.filter(project=key)
        .order_by()
        .values(**columns, met=Value(0), met_title=Value("", text), reason=F("why"))
    )
    factors = ProjectFactor.objects.filter(project=key).values("factor")
    through_factors = (
        TheoryFactor.objects.filter(factor__in=factors)
        .order_by()
        .values(**columns, met=F("factor_id"), met_title=F("factor__title"), reason=Value("", text))
    )
    return own.union(through_factors, all=True)


def _in_turns(queues):
    """["a", "b"], ["c"] → a, c, b."""
    longest = max(map(len, queues), default=0)
    return [queue[turn] for turn in range(longest) for queue in queues if turn < len(queue)]
