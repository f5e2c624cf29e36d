"""Score the product's own search against graded queries, in memory and without a database.

`python manage.py evaluate_search --texts FILE --queries FILE [--negative FILE] [--json]`, or
`--bank --queries FILE` for the published cases with their addresses as ids.
"""

import csv
import json
import logging
from contextlib import contextmanager
from pathlib import Path

import yaml
from django.core.management.base import BaseCommand, CommandError

from cases.content.reading import DATA as CONTENT
from cases.finding.alternatives import Dictionary
from cases.finding.analyzer import Analyzer
from cases.finding.documents import analyze_document
from cases.finding.evaluate import evaluate, read_negative, read_queries, read_texts
from cases.finding.language import DATA as SEARCH
from cases.finding.places import Places, names_of_parts, parts_of_country
from cases.finding.postings import Index
from cases.finding.query import search
from cases.finding.snapshot import current_snapshot
from cases.finding.synonyms import Synonyms, rows_of
from cases.models import Project


class Command(BaseCommand):
    help = "Mäter sökningen mot graderade frågor."
    requires_system_checks = ()

    def add_arguments(self, parser):
        source = parser.add_mutually_exclusive_group(required=True)
        source.add_argument("--texts", type=Path, help="Texter som JSON: id, title, body …")
        source.add_argument("--bank", action="store_true", help="De publicerade fallen.")
        parser.add_argument("--queries", type=Path, required=True, help="Graderade frågor, JSON.")
        parser.add_argument("--negative", type=Path, help="Ord som inget ska hitta.")
        parser.add_argument("--json", action="store_true", help="Skriver bara ett JSON-objekt.")

    def handle(self, *args, **options):
        logging.disable(logging.WARNING)
        ids, dictionary = bank() if options["bank"] else texts(options["texts"])
        known = {str(identity): identity for identity in ids.values()}
        with shape_of(options["queries"], 'frågor: {"queries": [{"qid", "kind", "q", "rel"}]}'):
            queries = read_queries(read_json(options["queries"]), known)
        negative = read_words(options["negative"]) if options["negative"] else []

        def ordered(query):
            return [ids[int(number)] for number in search(dictionary, query).ids]

        try:
            figures = evaluate(ordered, queries, negative)
        except ValueError as error:
            raise CommandError("Filen med frågor innehåller inga frågor.") from error
        if options["json"]:
            self.stdout.write(json.dumps(figures, ensure_ascii=False))
        else:
            self.write(figures, len(ids), len(queries))

    def write(self, figures, texts, queries):
        self.stdout.write(f"{queries} frågor mot {texts} texter")
        for name in ("ndcg10", "recall20", "zero", "negative_empty", "p95_ms"):
            if figures[name] is not None:
                self.stdout.write(f"{name:16} {figures[name]:.3f}")
        for kind, value in figures["by_kind"].items():
            self.stdout.write(f"  {kind:14} {value:.3f}")


def bank():
    """Return ({number: address}, dictionary) of the published cases."""
    slugs = dict(Project.objects.published().values_list("pk", "slug"))
    return slugs, current_snapshot().dictionary


def texts(path):
    """Return ({number: id in the file}, dictionary) of a file of texts."""
    analyzer = Analyzer()
    counties = counties_by_municipality()
    with shape_of(path, 'texter: [{"id", "title", "body"}]'):
        read = read_texts(read_json(path), counties)
    documents = ((n, analyze_document(fields, analyzer)) for n, (_id, fields) in enumerate(read, 1))
    index = Index.build(documents)
    rows = rows_of(yaml.safe_load((SEARCH / "synonyms.yaml").read_text(encoding="utf-8")))
    names = {county for county, _parts in counties.values()}
    places = Places([*counties, *names, *names_of_parts()])
    ids = {number: identity for number, (identity, _fields) in enumerate(read, 1)}
    return ids, Dictionary(index, analyzer, Synonyms.of(rows, analyzer), places)


def counties_by_municipality():
    """Return {municipality: (county, lands and provinces, a line each)} for the 290."""
    with (CONTENT / "municipalities.csv").open(encoding="utf-8-sig", newline="") as file:
        return {
            row["name"]: (
                row["county_name"],
                "\n".join(parts_of_country(row["county_code"], row["name"])),
            )
            for row in csv.DictReader(file)
        }


@contextmanager
def shape_of(path, expected):
    """Say what a file should have held when its JSON is of another shape."""
    try:
        yield
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise CommandError(f"{path} har fel form. Filen ska innehålla {expected}.") from error


def read_text(path):
    """Return the text of a file, with or without a byte order mark. Raises `CommandError`."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CommandError(
            f"{path} går inte att läsa. Finns filen, och får du läsa den?"
        ) from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{path} är inte text i UTF-8.") from error


def read_json(path):
    """Return the JSON in a file. Raises `CommandError` when there is none."""
    try:
        return json.loads(read_text(path))
    except ValueError as error:
        raise CommandError(f"{path} går inte att läsa som JSON.") from error


def read_words(path):
    """Return negative words from JSON, or from a file with one word a line."""
    text = read_text(path)
    try:
        data = json.loads(text)
    except ValueError:
        return [line.strip() for line in text.splitlines() if line.strip() and line[0] != "#"]
    with shape_of(path, "ord: en lista, eller en lista under ett namn"):
        return read_negative(data)
