"""Loading counties, municipality groups, the 290 municipalities, and places abroad."""

from __future__ import annotations

from cases.models import Country, County, Municipality, MunicipalityGroup
from cases.text import slugify_swedish

from .reading import mapped, read_municipalities, read_yaml
from .records import Report, upsert

POPULATION_YEAR = 2024
COUNTRIES = {label: value for value, label in Country.choices}


def load_places(report: Report) -> None:
    """Load every Swedish municipality with its county and group."""
    rows = read_municipalities()
    websites = read_yaml("websites.yaml")["websites"]
    counties, groups = _load_counties(rows, report), _load_groups(rows, report)
    taken: set[str] = set()
    for row in sorted(rows, key=lambda row: row["code"], reverse=True):
        slug = slugify_swedish(row["name"])
        # Habo (0643) and Håbo (0305) make the same slug; the later code keeps the plain one.
        slug = f"{slug}-{row['code']}" if slug in taken else slug
        taken.add(slug)
        values = {
            "name": row["name"],
            "full_name": row["full_name"],
            "slug": slug,
            "country": Country.SWEDEN,
            "county": counties[row["county_code"]],
            "group": groups[row["skr_group_code"]],
            "population": int(row["population_2024"]),
            "population_year": POPULATION_YEAR,
            "latitude": float(row["lat"]),
            "longitude": float(row["lon"]),
            "website": websites.get(row["name"], ""),
        }
        upsert(Municipality, report, key={"code": row["code"]}, values=values)


def _load_counties(rows, report):
    names = {row["county_code"]: row["county_name"] for row in rows}
    return {
        code: upsert(
            County,
            report,
            key={"code": code},
            values={"name": name, "slug": slugify_swedish(name)},
        )[0]
        for code, name in sorted(names.items())
    }


def _load_groups(rows, report):
    groups = {row["skr_group_code"]: row for row in rows}
    return {
        code: upsert(
            MunicipalityGroup,
            report,
            key={"code": code},
            values={"name": row["skr_group"], "main_group": row["skr_main_group_code"]},
        )[0]
        for code, row in sorted(groups.items())
    }


def municipality_of(entry: dict, *, file: str, places: dict, report: Report) -> Municipality:
    """Return the municipality that a case names: by code in Sweden, by name abroad."""
    if "kommunkod" in entry:
        code = str(entry["kommunkod"])
        place = mapped(places, code, file=file, field="municipality.kommunkod")
        mapped({place.name: place}, entry["name"], file=file, field="municipality.name")
        return place
    country = mapped(COUNTRIES, entry["country"], file=file, field="municipality.country")
    websites = read_yaml("websites.yaml")["websites"]
    values = {"slug": slugify_swedish(entry["name"]), "website": websites.get(entry["name"], "")}
    key = {"name": entry["name"], "country": country}
    return upsert(Municipality, report, key=key, values=values)[0]
