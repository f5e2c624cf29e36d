"""Commands that hold the index against the database and the search against graded queries."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from cases import workflow
from cases.content.loader import load_content
from cases.finding import snapshot
from cases.models import Project, SearchDocument, Voice
from tests import factories

pytestmark = pytest.mark.django_db


def output_of(*command, **options):
    out = StringIO()
    call_command(*command, stdout=out, **options)
    return out.getvalue()


def test_300_random_filter_sets_give_not_one_wrong_count():
    load_content()
    assert "300 filter, 17 facetter, 54 fall: 0 fel." in output_of("check_facets", sets=300, seed=9)


def test_a_wrong_count_is_found_and_named():
    case = factories.complete_project()
    factories.voice(case, "fack", "ris")
    workflow.publish(project=case, by=None)
    snapshot.current_snapshot()
    Voice.objects.all().delete()
    with pytest.raises(CommandError, match="rost=fack"):
        call_command("check_facets", sets=20, seed=1, stdout=StringIO())


def test_a_sound_index_has_no_faults():
    factories.published_project()
    assert "1 publicerade fall, 0 fel." in output_of("check_index")


def test_what_is_stored_wrong_is_found_and_repaired():
    missing, old, edited, hidden = (factories.published_project() for _number in range(4))
    SearchDocument.objects.filter(project=missing).delete()
    SearchDocument.objects.filter(project=old).update(version="gammal")
    Project.objects.filter(pk=edited.pk).update(title="En annan rubrik")
    Project.objects.filter(pk=hidden.pk).update(status=Project.Status.UNPUBLISHED)
    with pytest.raises(CommandError, match="--repair"):
        call_command("check_index", stdout=StringIO())
    assert "4 skrevs om." in output_of("check_index", repair=True)
    assert "3 publicerade fall, 0 fel." in output_of("check_index")


def test_what_differs_is_said_with_the_numbers_of_the_cases():
    tampered, changed, sound = (factories.published_project() for _number in range(3))
    other = SearchDocument.objects.get(project=sound)
    SearchDocument.objects.filter(project=tampered).update(data=bytes(other.data)[:-1] + b"!")
    Project.objects.filter(pk=changed.pk).update(summary="Ändrat förbi banken.")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("check_index", stdout=out)
    ids = ", ".join(map(str, sorted([tampered.pk, changed.pk])))
    assert f"2 skiljer sig från fallets text: {ids}" in out.getvalue()
    assert "3 publicerade fall, 2 fel." in out.getvalue()


@pytest.fixture
def files(tmp_path):
    texts = [
        {"id": "vatten", "title": "Rening av vatten", "kommun": "Ale", "body": "Ett reningsverk."},
        {"id": 7, "title": "Skolan i byn", "kommun": "Vara", "body": "Eleverna fick välja."},
    ]
    queries = {
        "queries": [{"qid": "a", "kind": "compound", "q": "vattenrening", "rel": {"vatten": 3}}]
    }
    queries["queries"].append({"qid": "b", "kind": "name", "q": "Vara", "rel": {"7": 3}})
    for name, data in (("texts", texts), ("queries", queries), ("negative", ["xylofonqvist"])):
        (tmp_path / f"{name}.json").write_text(json.dumps(data), encoding="utf-8")
    return tmp_path


def test_a_file_of_texts_is_scored_as_one_json_object(files):
    figures = json.loads(
        output_of(
            "evaluate_search",
            texts=files / "texts.json",
            queries=files / "queries.json",
            negative=files / "negative.json",
            json=True,
        )
    )
    assert figures["ids"] == {"a": ["vatten"], "b": [7]}
    assert figures["ndcg10"] == figures["recall20"] == figures["negative_empty"] == 1.0
    assert figures["zero"] == 0.0
    assert set(figures["by_kind"]) == {"compound", "name"}


@pytest.mark.django_db(databases=[])
def test_a_file_is_scored_without_a_database(files):
    output = output_of(
        "evaluate_search", texts=files / "texts.json", queries=files / "queries.json"
    )
    assert "2 frågor mot 2 texter" in output


def test_the_published_cases_are_scored_by_their_addresses(files):
    case = factories.published_project("Rening av vatten")
    queries = {"queries": [{"qid": "a", "kind": "k", "q": "vattenrening", "rel": {case.slug: 3}}]}
    (files / "bank.json").write_text(json.dumps(queries), encoding="utf-8")
    figures = json.loads(
        output_of("evaluate_search", bank=True, queries=files / "bank.json", json=True)
    )
    assert figures["ids"] == {"a": [case.slug]}


def test_a_file_that_is_not_json_is_named(files):
    (files / "fel.json").write_text("inte json", encoding="utf-8")
    with pytest.raises(CommandError, match=r"fel\.json går inte att läsa"):
        call_command("evaluate_search", texts=files / "fel.json", queries=files / "queries.json")


@pytest.mark.parametrize(
    ("option", "content", "told"),
    [
        ("negative", None, "går inte att läsa"),
        ("negative", b"r\xe4ksm\xf6rg\xe5s", "är inte text i UTF-8"),
        ("negative", b"3", "har fel form"),
        ("queries", b"[]", "har fel form"),
        ("queries", b'{"queries": [{"qid": "a", "q": "vatten", "rel": {}}]}', "har fel form"),
        ("texts", b'{"a": 1}', "har fel form"),
        ("texts", b'[{"title": "Utan id"}]', "har fel form"),
        ("texts", b"{", "går inte att läsa som JSON"),
    ],
)
def test_a_file_of_another_shape_is_refused_with_a_sentence(files, option, content, told):
    wrong = files / "wrong"
    if content is not None:
        wrong.write_bytes(content)
    paths = {name: files / f"{name}.json" for name in ("texts", "queries", "negative")}
    with pytest.raises(CommandError, match=told):
        call_command("evaluate_search", **paths | {option: wrong}, json=True, stdout=StringIO())


def test_a_file_with_a_byte_order_mark_is_read(files):
    for name in ("texts", "queries"):
        path = files / f"{name}.json"
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    queries, texts = files / "queries.json", files / "texts.json"
    assert "2 frågor mot 2 texter" in output_of("evaluate_search", texts=texts, queries=queries)


def test_no_filters_to_compare_is_no_check():
    with pytest.raises(CommandError, match="minst ett filter"):
        call_command("check_facets", sets=0)
