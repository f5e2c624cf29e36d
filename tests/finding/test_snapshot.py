"""The process's index follows what is committed, project by project."""

import random

import pytest
from django.db import transaction

from cases import workflow
from cases.finding import snapshot as snapshots
from cases.finding.orders import NAMES
from cases.finding.query import search
from cases.finding.suggest import suggested_words
from cases.models import ContentChange, ContentRevision, Project, Synonym, Theme
from tests import factories

pytestmark = pytest.mark.django_db


def as_data(snapshot):
    """The snapshot as plain data, so that two can be compared."""
    values = {
        facet: {value: sorted(ids) for value, ids in known.items()}
        for facet, known in snapshot.facets.values.items()
        if known
    }
    ids = sorted(snapshot.facets.everything)
    orders = {name: sorted(ids, key=snapshot.orders.ranks(name).__getitem__) for name in NAMES}
    return ids, values, orders, snapshot.words


def assert_equals_a_rebuild(snapshot):
    assert as_data(snapshot) == as_data(snapshots.read_snapshot(ContentRevision.current()))


def test_nothing_changed_means_one_query(django_assert_num_queries):
    factories.published_project()
    first = snapshots.current_snapshot()
    with django_assert_num_queries(1):
        assert snapshots.current_snapshot() is first


def test_a_published_a_changed_and_an_unpublished_case_are_taken_in_without_a_whole_reading():
    kept = factories.published_project(stage="pilot")
    gone = factories.published_project(stage="nedlagt")
    before = snapshots.current_snapshot()
    workflow.unpublish(project=gone, by=None, why="Fel.")
    kept.stage = "spritt"
    kept.save()
    workflow.content_changed(project=kept)
    factories.published_project("Ny", stage="ide")
    after = snapshots.current_snapshot()
    assert after.edition == before.edition
    assert set(after.facets.values["skede"]) == {"spritt", "ide"}
    assert_equals_a_rebuild(after)


def test_the_old_snapshot_is_not_touched_by_the_new():
    case = factories.published_project(stage="pilot")
    before = snapshots.current_snapshot()
    workflow.unpublish(project=case, by=None, why="Fel.")
    snapshots.current_snapshot()
    assert sorted(before.facets.values["skede"]["pilot"]) == [case.pk]


def test_a_renamed_theme_is_read_anew():
    factories.published_project()
    before = snapshots.current_snapshot()
    Theme.objects.filter(code="skola").update(name="Skolor")
    workflow.content_changed()
    after = snapshots.current_snapshot()
    assert after.words["omrade"]["skola"].label == "Skolor"
    assert after.edition == before.edition + 1


def whole_segment(snapshot):
    """What only a whole reading makes anew."""
    return snapshot.dictionary.index.parts[0].segment


@transaction.atomic
def rename(record, **values):
    for name, value in values.items():
        setattr(record, name, value)
    record.save()
    workflow.content_changed(record=record)


def test_a_renamed_record_is_taken_in_without_reading_every_text():
    place = factories.municipality("Ale")
    case = factories.published_project("En lek på skolgården", municipalities=[place])
    for number in range(8):
        factories.published_project(f"Damm nummer {number}")
    before = snapshots.current_snapshot()
    rename(place, name="Nyköpinge", population=1_200_000)
    after = snapshots.current_snapshot()
    assert whole_segment(after) is whole_segment(before)
    assert after.edition > before.edition
    assert search(after.dictionary, "nyköpinge").ids.tolist() == search_anew("nyköpinge")
    assert case.pk in search_anew("nyköpinge")
    assert_equals_a_rebuild(after)


def search_anew(query):
    anew = snapshots.read_snapshot(ContentRevision.current())
    return search(anew.dictionary, query).ids.tolist()


def test_a_synonym_works_at_once_and_nothing_else_is_read():
    case = factories.published_project("Rening av vatten")
    before = snapshots.current_snapshot()
    assert search(before.dictionary, "kvittblom").ids.tolist() == []
    pair = Synonym(term="kvittblom", other="vatten")
    rename(pair, weight=0.6)
    after = snapshots.current_snapshot()
    assert search(after.dictionary, "kvittblom").ids.tolist() == [case.pk]
    assert whole_segment(after) is whole_segment(before)
    assert after.facets is before.facets
    assert after.words is before.words
    rename(pair, other="cykel")
    assert search(snapshots.current_snapshot().dictionary, "kvittblom").ids.tolist() == []


def test_a_change_that_names_nothing_is_read_from_the_start():
    factories.published_project()
    before = snapshots.current_snapshot()
    workflow.content_changed()
    assert whole_segment(snapshots.current_snapshot()) is not whole_segment(before)


def test_a_pruned_log_leads_to_a_whole_reading():
    factories.published_project()
    before = snapshots.current_snapshot()
    factories.published_project()
    factories.published_project()
    ContentChange.objects.order_by("-revision").first().delete()
    after = snapshots.current_snapshot()
    assert after.edition == before.edition + 1
    assert_equals_a_rebuild(after)


def test_a_number_that_went_back_after_a_restore_leads_to_a_whole_reading():
    case = factories.published_project()
    snapshots.current_snapshot()
    ContentRevision.objects.update(number=0)
    Project.objects.filter(pk=case.pk).update(status=Project.Status.DRAFT)
    assert snapshots.current_snapshot().total == 0


def answers(snapshot):
    """What readers get of it: searches, words suggested, and which words there are."""
    dictionary = snapshot.dictionary
    found = [search(dictionary, q) for q in ("skola ny", "hemtjenst", "vatten i vara", "bibl")]
    return (
        [(result.ids.tolist(), result.corrections) for result in found],
        [suggested_words(dictionary.index, dictionary.analyzer, typed) for typed in ("sk", "va")],
        dictionary.index.words_with_prefix("", may_lack_dots=False),
    )


def test_many_changes_in_any_order_lead_where_a_whole_reading_does():
    pick = random.Random(7)
    words = [
        "skola",
        "hemtjänst",
        "vatten",
        "bibliotek",
        "äldre",
        "nya",
        "cykling",
        "parken",
        "rening",
        "stöd",
    ]
    public = [factories.published_project(stage="pilot") for _number in range(8)]
    themes = list(Theme.objects.all()[:6])
    first = snapshots.current_snapshot()
    for change in range(40):
        case = pick.choice(public)
        if pick.random() < 0.2 and len(public) > 4:
            workflow.unpublish(project=case, by=None, why="Fel.")
            public.remove(case)
        elif pick.random() < 0.1:
            rename(pick.choice(themes), name=f"{pick.choice(words)} {change}".title())
        elif pick.random() < 0.1:
            rename(Synonym(term=f"ord{change}", other=pick.choice(words)), weight=0.6)
        elif pick.random() < 0.2:
            public.append(factories.published_project(f"{pick.choice(words)} {change}".title()))
        else:
            case.title = " ".join(pick.sample(words, 3)).capitalize()
            case.stage, case.start_year = pick.choice(("ide", "spritt")), 2000 + change % 9
            case.save()
            workflow.content_changed(project=case)
        if pick.random() < 0.5:
            snapshots.current_snapshot()
    last = snapshots.current_snapshot()
    assert last.edition > first.edition
    assert_equals_a_rebuild(last)
    assert answers(last) == answers(snapshots.read_snapshot(last.revision))
