"""The measurements measure what they say; how fast is not asserted, machines differ."""

import time

import pytest
from django.db import connection

from cases.content.synthetic import fill
from cases.finding.snapshot import current_snapshot
from cases.middleware import page_cache
from tests.bench.clocks import queued, since, spent
from tests.bench.orm_facets import wrong_answers
from tests.bench.questions import filter_sets
from tests.bench.report import FIGURES, measured_part, rows_of, table, write_page
from tests.bench.revisions import _wrong
from tests.bench.searches import searches
from tests.bench.serving import Server
from tests.done_with import connection_kept

COUNT_TO_A_MILLION = """
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 1000000)
SELECT COUNT(*) FROM numbers
"""


@pytest.fixture
def server(settings, monkeypatch):
    settings.ROOT_URLCONF = "tests.bench.urls"
    monkeypatch.setattr(page_cache, "pages", page_cache.pages)
    with connection_kept():
        yield Server()


@pytest.mark.django_db
def test_pages_are_asked_for_through_the_whole_middleware(server):
    fill(60)
    asked = filter_sets(current_snapshot(), number=4)
    for question in asked:
        _seconds, status, etag = server.get(question.address("/fall/"), remembered=True)
        assert (status, bool(etag)) == (200, True)
        again = server.get(question.address("/fall/"), remembered=True, etag=etag)
        assert again[1] == 304
    assert server.get("/bench/hello/")[1] == 200
    assert server.get(asked[0].address("/bench/fall/"))[1] == 200
    assert wrong_answers(current_snapshot(), asked) == 0


@pytest.mark.django_db
def test_what_the_database_works_is_counted_too():
    connection.ensure_connection()
    begun, own = spent(), time.process_time()
    with connection.cursor() as cursor:
        cursor.execute(COUNT_TO_A_MILLION)
    own = time.process_time() - own
    if connection.vendor == "postgresql":
        assert since(begun) > 2 * own
    else:
        assert since(begun) >= own


def test_waiting_for_a_processor_is_told_in_seconds():
    begun, before = time.monotonic(), queued()
    assert 0 <= queued() - before <= time.monotonic() - begun


def test_the_same_searches_are_asked_every_time():
    assert searches(number=20) == searches(number=20)


def test_a_reader_that_saw_an_old_year_or_stopped_early_counts_as_wrong():
    written = [(1, 7, 1950), (2, 7, 1951)]
    assert _wrong([(1, {"7": 1950}), (2, {"7": 1951})], written, 2) == 0
    assert _wrong([(1, {"7": 1950}), (2, {"7": 1950})], written, 2) == 1
    assert _wrong([(1, {"7": 1950})], written, 2) == 1


@pytest.fixture
def rows():
    """What was measured at two sizes: everything is 1, but the list grows."""
    measured = {size: dict.fromkeys((*FIGURES, "list_ms"), 1.0) for size in (1_000, 10_000)}
    measured[10_000]["list_ms"] = 1.5
    return rows_of("sqlite", measured)


def test_every_figure_becomes_a_row_for_each_size(rows):
    assert [row["figure"] for row in rows] == [*FIGURES, *FIGURES]
    assert [row["value"] for row in rows if row["figure"] == "list_growth"] == [1.0, 1.5]
    assert len(table(rows).splitlines()) == len(FIGURES) + 1


def test_the_page_says_which_promises_hold(rows, tmp_path):
    page = tmp_path / "performance.md"
    page.write_text("# Snabb\n\nSå mäts det.\n\n## Mätt förr\nGammalt.\n", encoding="utf-8")
    write_page(page, rows, 3.2)
    told = page.read_text(encoding="utf-8")
    assert told.startswith("# Snabb\n\nSå mäts det.\n\n## Mätt 20")
    assert "Gammalt" not in told
    assert "| lista utan sidminne, varma kort ÷ hej | 5 / 3,5 · 6 / 4 | *1* | *1* |" in told
    assert "| 304 ÷ hej | 0,9 / 0,6 | **1** | **1** |" in told
    assert "| gånger snabbare än ORM | 12 / 20 · 40 / 50 | **1** | **1** |" in told
    assert "| redo efter start, s | – · 2 / 1 | 1 | *1* |" in told
    assert told.endswith(measured_part(rows, 3.2)[-50:])
