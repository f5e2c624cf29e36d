"""What a reader asked: a query string made safe, with a sentence for all that was left out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.finding.orders import LATEST_START, NEWEST, STRONGEST, TITLE
from cases.finding.reading import LONGEST_QUERY
from cases.finding.snapshot import Snapshot
from cases.models.projects import YEARS
from cases.text import brief

from .projects import ProjectFilter

MOST_VALUES = 50
RELEVANCE = "traff"
SORTS = {
    RELEVANCE: gettext_lazy("Bäst träff"),
    NEWEST: gettext_lazy("Senast i banken"),
    STRONGEST: gettext_lazy("Starkast bevis"),
    LATEST_START: gettext_lazy("Senast startade"),
    TITLE: gettext_lazy("Rubrik, A–Ö"),
}
YEAR_LIMITS = ("fran", "till")
FACET_PARAMS = tuple(name for name, _label in ProjectFilter.facets())


@dataclass(frozen=True)
class Asked:
    """A question to the list: words, chosen facet values, years, sort order and page.

    `as_typed`: the words stand as written, neither spelling nor dots mended.

    `rejected` holds a sentence for each value that was not understood and left out; `show_all`
    the facets whose every choice is to be shown.
    """

    q: str = ""
    as_typed: bool = False
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    years: dict[str, int] = field(default_factory=dict)
    chosen_sort: str = ""
    page: int = 1
    show_all: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()

    @property
    def narrowed(self) -> bool:
        """Return whether anything narrows the list."""
        return bool(self.chosen or self.years)

    @property
    def usual_sort(self) -> str:
        """Return the order when none is chosen: the best hits of a search, else the newest."""
        return RELEVANCE if self.q else NEWEST

    @property
    def sort(self) -> str:
        """Return the order of the list."""
        return self.chosen_sort or self.usual_sort

    def toggled(self, param: str, value: str) -> Asked:
        """Return the question with one facet value added or taken away, from its first page."""
        values = self.chosen.get(param, ())
        kept = tuple(v for v in values if v != value) if value in values else (*values, value)
        chosen = {**self.chosen, param: kept}
        return replace(self, chosen={k: v for k, v in chosen.items() if v}, page=1)

    def without_year(self, param: str) -> Asked:
        """Return the question without a year limit."""
        years = {name: year for name, year in self.years.items() if name != param}
        return replace(self, years=years, page=1)

    def lifted(self, param: str) -> Asked:
        """Return the question without any choice in a facet."""
        chosen = {name: values for name, values in self.chosen.items() if name != param}
        return replace(self, chosen=chosen, page=1)

    def query_string(self) -> str:
        """Return the question as a query string in the one fixed order, defaults left out."""
        return self.address_of_page("", self.page).removeprefix("?")

    def address(self, path: str) -> str:
        """Return `path` with the question; what only unfolds a facet is part of it."""
        return self.address_of_page(path, self.page)

    def address_of_page(self, path: str, page: int) -> str:
        """Return the address of another page of the same list."""
        parts = [self._all_but_page] if self._all_but_page else []
        parts += [f"sida={page}"] if page > 1 else []
        return f"{path}?{'&'.join(parts)}" if parts else path

    @cached_property
    def _all_but_page(self) -> str:
        pairs = [("q", self.q)] if self.q else []
        pairs += [("exakt", "1")] if self.q and self.as_typed else []
        pairs += [
            (param, value) for param in FACET_PARAMS for value in sorted(self.chosen.get(param, ()))
        ]
        pairs += [(name, str(self.years[name])) for name in YEAR_LIMITS if name in self.years]
        if self.sort != self.usual_sort:
            pairs.append(("sort", self.sort))
        pairs += [("visa", param) for param in FACET_PARAMS if param in self.show_all]
        return urlencode(pairs, safe=":")

    def canonical(self, path: str) -> str:
        """Return the one address of this list, whatever is unfolded beside it."""
        return (replace(self, show_all=()) if self.show_all else self).address(path)

    def as_query_dict(self) -> QueryDict:
        """Return the facets and years as `ProjectFilter` takes them."""
        data = QueryDict(mutable=True)
        for param, values in self.chosen.items():
            data.setlist(param, list(values))
        for param, year in self.years.items():
            data[param] = str(year)
        return data


def read_question(query: QueryDict, snapshot: Snapshot) -> Asked:
    """Return what `query` asks; unknown parameters are ignored, bad values named and left out."""
    rejected: list[str] = []
    chosen = _chosen(query, snapshot, rejected)
    years = _years(query, rejected)
    q = " ".join(query.get("q", "").replace("\x00", " ").split())
    if len(q) > LONGEST_QUERY:
        rejected.append(_("Sökningen kortades till %(most)s tecken.") % {"most": LONGEST_QUERY})
        q = q[:LONGEST_QUERY].rstrip()
    sort = query.get("sort", "")
    if sort and (sort not in SORTS or (sort == RELEVANCE and not q)):
        if sort != RELEVANCE:
            rejected.append(_("Ordningen ”%(value)s” finns inte.") % {"value": brief(sort)})
        sort = ""
    return Asked(
        q=q,
        as_typed=query.get("exakt") == "1",
        chosen=chosen,
        years=years,
        chosen_sort=sort,
        page=_page(query.get("sida"), rejected),
        show_all=tuple(p for p in FACET_PARAMS if p in query.getlist("visa")),
        rejected=tuple(rejected),
    )


def _chosen(query, snapshot, rejected):
    chosen: dict[str, tuple[str, ...]] = {}
    room = MOST_VALUES
    for param, label in ProjectFilter.facets():
        values = [value for value in dict.fromkeys(query.getlist(param)) if value]
        known = [value for value in values if value in snapshot.words[param]]
        for value in [value for value in values if value not in snapshot.words[param]][:5]:
            rejected.append(
                _("”%(value)s” finns inte under ”%(facet)s”.")
                % {"value": brief(value), "facet": label}
            )
        if len(known) > room:
            rejected.append(_("Högst %(most)s val åt gången används.") % {"most": MOST_VALUES})
        if known[:room]:
            chosen[param] = tuple(known[:room])
            room -= len(chosen[param])
    return chosen


def _years(query, rejected):
    years = {}
    for param in YEAR_LIMITS:
        value = query.get(param, "").strip()
        if not value:
            continue
        if value.isascii() and value.isdigit() and YEARS[0] <= int(value[:9]) <= YEARS[1]:
            years[param] = int(value)
            continue
        rejected.append(
            _("”%(value)s” är inget årtal. Skriv fyra siffror, till exempel 2015.")
            % {"value": brief(value)}
        )
    if len(years) == len(YEAR_LIMITS) and years["fran"] > years["till"]:
        rejected.append(_("Från-året kommer efter till-året; åren byttes."))
        years = {"fran": years["till"], "till": years["fran"]}
    return years


def _page(value, rejected):
    if value is None or value == "":
        return 1
    if value.isascii() and value.isdigit() and int(value[:9]) >= 1:
        return int(value[:9])
    rejected.append(_("”%(value)s” är ingen sida; första sidan visas.") % {"value": brief(value)})
    return 1
