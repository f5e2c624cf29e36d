"""What is kept from one start to the next is used, and never believed of another text."""

import numpy as np
import pytest
from django.core.management import call_command

from cases.finding import kept_analyses, knowledge, readiness, snapshot
from cases.finding.documents import analyze_document
from cases.finding.search_rows import analyzer, read_synonyms
from cases.models import KeptAnalysis, SuccessFactor, Synonym
from tests import factories

pytestmark = pytest.mark.django_db


def start():
    """Read as a process does that has just started."""
    snapshot.forget()
    knowledge.forget()
    return knowledge.knowledge_of(snapshot.current_snapshot())


def test_a_process_that_starts_reads_each_record_as_it_was_kept():
    factories.published_project()
    readiness.prepare()
    started = start()
    assert KeptAnalysis.objects.count() == len(started.documents) + 1
    for record in started.records:
        kept = started.documents[kept_analyses.digest_of(record.fields)]
        fresh = analyze_document(dict(record.fields), analyzer())
        for mine, other in zip(kept, fresh, strict=True):
            assert np.array_equal(mine, other)


def test_a_record_that_is_kept_is_not_analysed_again():
    factories.published_project()
    readiness.prepare()
    record = start().records[0]
    other = analyze_document({"title": "Nyckelpigor"}, analyzer())
    digest = kept_analyses.digest_of(record.fields)
    KeptAnalysis.objects.filter(pk=digest).update(data=other.to_bytes())
    assert start().search("nyckelpiga").records == [record]


def test_a_record_that_was_changed_since_is_found_by_its_new_words():
    factories.published_project()
    readiness.prepare()
    SuccessFactor.objects.filter(pk=SuccessFactor.objects.first().pk).update(title="Nyckelpigor")
    assert [record.name for record in start().search("nyckelpiga").records] == ["Nyckelpigor"]


def test_kept_synonyms_find_what_analysed_ones_do():
    Synonym.objects.create(term="spårvagn", other="kollektivtrafik", weight=0.3)
    Synonym.objects.create(term="omsorg om äldre", other="äldreomsorg")
    readiness.prepare()
    read = read_synonyms()
    assert read.find(["spårvagn"])
    assert read.longest == 3
    KeptAnalysis.objects.all().delete()
    assert read_synonyms().to_bytes() == read.to_bytes()


def test_a_synonym_that_was_changed_since_is_effective():
    made = Synonym.objects.create(term="spårvagn", other="kollektivtrafik")
    readiness.prepare()
    Synonym.objects.filter(pk=made.pk).update(other="buss")
    assert [found.tokens for found in read_synonyms().find(["spårvagn"])] == [("buss",)]


def test_nothing_is_kept_that_nothing_has_and_nothing_is_written_twice():
    factories.published_project()
    readiness.prepare()
    first = set(KeptAnalysis.objects.values_list("pk", flat=True))
    assert kept_analyses.keep(kept_analyses.kept_analyses()) == 0
    gone = SuccessFactor.objects.first()
    before = kept_analyses.digest_of(("borta",))
    KeptAnalysis.objects.create(pk=before, data=b"")
    SuccessFactor.objects.filter(pk=gone.pk).update(title="Nyckelpigor")
    readiness.prepare()
    after = set(KeptAnalysis.objects.values_list("pk", flat=True))
    assert before not in after
    assert (len(first - after), len(after - first)) == (1, 1)


def test_another_version_of_the_analysis_finds_nothing_of_this(monkeypatch):
    old = kept_analyses.digest_of(("text",))
    monkeypatch.setattr(kept_analyses, "index_version", lambda: "en annan")
    assert kept_analyses.digest_of(("text",)) != old


def test_a_forgotten_name_is_not_kept_here_either():
    readiness.prepare()
    assert KeptAnalysis.objects.exists()
    call_command("forget", "Anna Ek", verbosity=0)
    assert not KeptAnalysis.objects.exists()
