"""Names of municipalities, counties, provinces and lands, in a name space of their own.

*Vara* is a municipality and also the most common verb; *Ale* and *Mora* are words too. A place is
therefore indexed as a token with a mark that no word can have, and a query is searched for names
before it is read as words.
"""

from collections.abc import Iterable, Mapping, Sequence

from .language import fold, lists, normalise, words

MARK = "="
LONGEST_NAME = 4  # words: "västra götalands län"
# Norrland, Svealand and Götaland by county code (SCB). The three lands follow the provinces; the
# counties are sorted by where most of their people live.
PARTS_OF_COUNTRY: Mapping[str, tuple[str, ...]] = {
    "Norrland": ("21", "22", "23", "24", "25"),
    "Svealand": ("01", "03", "04", "17", "18", "19", "20"),
    "Götaland": ("05", "06", "07", "08", "09", "10", "12", "13", "14"),
}


def part_of_country(county_code: str) -> str:
    """Norrland, Svealand or Götaland for a two-digit county code; empty for an unknown code."""
    for name, codes in PARTS_OF_COUNTRY.items():
        if county_code in codes:
            return name
    return ""


def parts_of_country(county_code: str, municipality: str) -> list[str]:
    """The land and the provinces that a municipality lies in: Götaland, Bohuslän for Tanum."""
    land = part_of_country(county_code)
    provinces = [
        name
        for name, parts in lists().provinces.items()
        if municipality in parts or (county_code in parts and f"-{municipality}" not in parts)
    ]
    return [land, *provinces] if land else provinces


def names_of_parts() -> list[str]:
    """The names of all lands and provinces."""
    return [*PARTS_OF_COUNTRY, *lists().provinces]


def place_names(lines: str) -> list[str]:
    """The keys of the names on the lines, each once."""
    keys = (place_key(line) for line in lines.split("\n"))
    return list(dict.fromkeys(key for key in keys if key))


def place_key(name: str) -> str:
    """One spelling for a name: lower case, without län, region or kommun.

    "Skåne län" and "Region Skåne" are ``skåne``; "Västra Götalands län" is ``västra götaland``: no
    county ends in s, so the s before län is a genitive. Borås kommun keeps its s.
    """
    parts = [word.text for word in words(normalise(name))]
    if len(parts) > 1 and parts[0] == "region":
        parts = parts[1:]
    if parts and parts[-1] == "län":
        return " ".join(parts[:-1]).removesuffix("s")
    return " ".join(parts[:-1] if parts and parts[-1] in ("kommun", "kommune", "stad") else parts)


def name_token(key: str) -> str:
    """The token of a place; no word gives a token with ``MARK``."""
    return MARK + key


class Places:
    """The place names that a query may use."""

    def __init__(self, names: Iterable[str]) -> None:
        """``names``: as written, e.g. "Vara", "Skåne län", "Norrland"."""
        self._keys = {key for key in map(place_key, names) if key}
        self._folded: dict[str, str] = {}
        for key in sorted(self._keys):
            self._folded.setdefault(fold(key), key)

    def find(self, sought: Sequence[str], start: int) -> tuple[str, int] | None:
        """The longest name that begins at word ``start``: (key, number of words) or None.

        Names are found without their dots too, and in the genitive (göteborgs).
        """
        for length in range(min(LONGEST_NAME, len(sought) - start), 0, -1):
            phrase = " ".join(sought[start : start + length])
            key = self._key(phrase)
            if key:
                return key, length
        return None

    def _key(self, phrase: str) -> str | None:
        key = place_key(phrase)
        spellings = (phrase, key, phrase.removesuffix("s"), key.removesuffix("s"))
        for spelling in spellings:
            if spelling in self._keys:
                return spelling
        for spelling in spellings:
            if spelling in self._folded:
                return self._folded[spelling]
        return None
