"""The real cases as the search reads them, for tests and measurements without a database."""

from pathlib import Path
from typing import Any

import yaml

from cases.finding.alternatives import Dictionary
from cases.finding.analyzer import Analyzer
from cases.finding.documents import analyze_document
from cases.finding.language import DATA
from cases.finding.places import Places, parts_of_country
from cases.finding.postings import Index
from cases.finding.synonyms import Synonyms, rows_of

CASES = Path(__file__).parents[2] / "cases" / "content" / "data" / "cases"
STORY = ("summary", "problem", "solution", "process", "hindrances", "lessons", "partners")
STORY += ("results", "transfer_conditions", "voices", "success_factors", "funders_programmes")


def load_cases(folder: Path = CASES) -> list[dict[str, Any]]:
    """Every case of the folder, in order of file name."""
    return [yaml.safe_load(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.yaml"))]


def case_fields(case: dict[str, Any]) -> dict[str, str]:
    """The fields that ``analyze_document`` reads."""
    places = case["municipality"]
    swedish = [place for place in places if place.get("kommunkod")]
    abroad = [place["country"] for place in places if place.get("country")]
    return {
        "title": case["title"],
        "municipality": "\n".join(place["name"] for place in places),
        "county": "\n".join([place["county"] for place in swedish] + abroad),
        "part_of_country": "\n".join(
            name for p in swedish for name in parts_of_country(p["kommunkod"][:2], p["name"])
        ),
        "ingress": case["summary_30s"],
        "tags": "\n".join(case["themes"]),
        "body": "\n".join(text for field in STORY for text in _texts(case.get(field, ""))),
    }


def _texts(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text for part in value for text in _texts(part)]
    if isinstance(value, dict):
        return [value[key] for key in ("text", "what", "name", "why") if key in value]
    return [str(value)]


def synonyms(analyzer: Analyzer) -> Synonyms:
    """The synonyms that the bank starts with."""
    text = (DATA / "synonyms.yaml").read_text(encoding="utf-8")
    return Synonyms.of(rows_of(yaml.safe_load(text)), analyzer)


def bank(cases: list[dict[str, Any]]) -> Dictionary:
    """A dictionary over the cases, numbered from 1."""
    analyzer = Analyzer()
    fields = {number: case_fields(case) for number, case in enumerate(cases, start=1)}
    index = Index.build((n, analyze_document(f, analyzer)) for n, f in fields.items())
    names = {
        name
        for f in fields.values()
        for field in ("municipality", "county", "part_of_country")
        for name in f[field].split("\n")
        if name
    }
    return Dictionary(index, analyzer, synonyms(analyzer), Places(names))
