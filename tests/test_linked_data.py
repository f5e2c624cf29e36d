"""schema.org for machines: what is said of a case, and that it cannot end its element."""

import json
import re

import pytest

from cases import linked_data
from cases.models import Municipality, Source

from .factories import citation, municipality, published_project, source

SITE = {"site_url": "https://idebanken.example", "site_name": "Idébanken"}


def data_in(script):
    return json.loads(re.fullmatch(r"<script[^>]*>(.*)</script>", script, re.DOTALL)[1])


@pytest.mark.django_db
def test_a_case_is_an_article_with_place_licence_and_works_cited():
    place = municipality("Vara")
    project = published_project("Konserthuset", municipalities=[place], keywords="musik\nhus")
    citation(project, source=source("Rapporten", url="https://a.example/", publisher="Förlaget"))
    article = linked_data.article(project, **SITE)
    assert article["@type"] == "Article"
    assert article["headline"] == "Konserthuset"
    assert article["@id"] == f"https://idebanken.example{project.get_absolute_url()}"
    assert article["license"].startswith("https://creativecommons.org/licenses/by/4.0/")
    assert article["keywords"] == ["musik", "hus"]
    assert article["spatialCoverage"][0]["name"] == "Vara kommun"
    assert article["citation"][-1]["publisher"]["name"] == "Förlaget"


def test_a_place_abroad_lies_in_its_country():
    place = linked_data.place(Municipality(name="Holstebro Kommune", country="DK"))
    assert place["containedInPlace"]["name"] == "Danmark"
    assert "url" not in place


def test_what_is_not_known_of_a_work_is_left_out():
    assert linked_data.work(Source(title="Bara titel")) == {
        "@type": "CreativeWork",
        "name": "Bara titel",
    }


def test_breadcrumbs_are_numbered_and_absolute():
    trail = [("Start", "/"), ("Fall", "/fall/")]
    items = linked_data.breadcrumbs(trail, site_url="https://a.example")["itemListElement"]
    assert [item["position"] for item in items] == [1, 2]
    assert items[1]["item"] == "https://a.example/fall/"


def test_text_cannot_end_the_script():
    hostile = "</script><script>alert(1)</script><!-- & å"
    script = linked_data.as_script({"headline": hostile})
    assert script.lower().count("<script") == script.lower().count("</script") == 1
    assert "<!--" not in script
    assert data_in(script) == {"headline": hostile}
