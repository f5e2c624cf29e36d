"""Compare the stored search documents and the index with a rebuild; `--repair` writes anew."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from cases.finding.documents import analyze_document, index_version
from cases.finding.search_rows import analyzer, fields_of, stale_ids, with_parts, write_documents
from cases.models import ContentRevision, Project, SearchDocument

SHOWN = 20


class Command(BaseCommand):
    help = "Jämför det som sökningen har lagrat med en ny analys av fallen."

    def add_arguments(self, parser):
        parser.add_argument("--repair", action="store_true", help="Skriver om det som skiljer sig.")

    def handle(self, *args, **options):
        stale = set(stale_ids())
        hidden = set(hidden_documents())
        changed = set(different_documents())
        faults = sorted(stale | hidden | changed)
        for label, ids in (
            ("saknas eller är av en äldre analys", stale),
            ("lagrat fast fallet inte är publicerat", hidden),
            ("skiljer sig från fallets text", changed - stale),
        ):
            if ids:
                self.stdout.write(f"{len(ids)} {label}: {', '.join(map(str, sorted(ids)[:SHOWN]))}")
        self.stdout.write(
            f"{Project.objects.published().count()} publicerade fall, {len(faults)} fel."
        )
        if not faults:
            return
        if not options["repair"]:
            raise CommandError("Kör med --repair för att skriva om dem.")
        with transaction.atomic():
            write_documents(faults)
            ContentRevision.advance(*faults)
        self.stdout.write(f"{len(faults)} skrevs om.")


def hidden_documents():
    """Return the ids of documents whose project is not public."""
    published = Project.objects.published().values("pk")
    return SearchDocument.objects.exclude(project__in=published).values_list("pk", flat=True)


def different_documents():
    """Yield the ids of published projects whose stored document is not what their text gives."""
    stored = SearchDocument.objects.filter(version=index_version())
    for project in with_parts(Project.objects.published()).iterator(chunk_size=200):
        row = stored.filter(pk=project.pk).first()
        fresh = analyze_document(fields_of(project), analyzer()).to_bytes()
        if row is not None and bytes(row.data) != fresh:
            yield project.pk
