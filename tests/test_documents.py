"""What the documents promise is there: links, paths, commands, decisions and the version."""

import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("cases/**/*.md")])
NAMES = [str(path.relative_to(ROOT)) for path in DOCUMENTS]
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#]*)#?([^)]*)\)")
NAMED_PATH = re.compile(r"`((?:cases|idebank|tests|templates|static|docs|\.ci)/[\w./-]*)`")
LANDMARKS = re.compile(r"^#+ (.*)$", re.MULTILINE)


def read(name):
    return (ROOT / name).read_text()


@pytest.mark.parametrize("name", NAMES)
def test_every_link_in_a_document_leads_somewhere(name):
    for target, anchor in LINK.findall(read(name)):
        path = (ROOT / name).parent / target if target else ROOT / name
        assert path.exists(), target
        if anchor:
            headings = [
                title.lower().replace(" ", "-") for title in LANDMARKS.findall(path.read_text())
            ]
            assert anchor in headings


@pytest.mark.parametrize("name", NAMES)
def test_every_path_that_a_document_names_is_there(name):
    assert [path for path in NAMED_PATH.findall(read(name)) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_command_that_a_document_names_can_be_given(name):
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    assert set(re.findall(r"`?make ([a-z]+)", read(name))) <= targets
    assert set(re.findall(r"manage\.py ([a-z_]+)", read(name))) <= set(get_commands())


def test_every_decision_stands_in_the_list_of_decisions():
    files = {path.name for path in ROOT.glob("docs/adr/0*.md")}
    assert set(re.findall(r"\((0\d{3}-[\w-]+\.md)\)", read("docs/adr/README.md"))) == files


def test_a_decision_says_context_decision_and_consequences():
    for path in ROOT.glob("docs/adr/0*.md"):
        titles = re.findall(r"^## (.*)$", path.read_text(), re.MULTILINE)
        assert titles == ["Sammanhang", "Beslut", "Följder"], path.name
        assert 15 <= len(path.read_text().splitlines()) <= 30, path.name


def test_the_version_is_the_same_in_the_change_log_and_the_catalogue_entry():
    entry = yaml.load(read("publiccode.yml"), yaml.BaseLoader)
    version, date = re.findall(r"^## \[(\d[\d.]*)\] – (\S+)$", read("CHANGELOG.md"), re.MULTILINE)[
        0
    ]
    assert (entry["softwareVersion"], entry["releaseDate"]) == (version, date)
    assert version == settings.VERSION


def test_the_catalogue_entry_has_what_its_standard_demands():
    entry = yaml.safe_load(read("publiccode.yml"))
    assert entry["publiccodeYmlVersion"] == "0.7"
    needed = {"name", "url", "platforms", "developmentStatus", "softwareType", "description"}
    assert needed | {"legal", "maintenance", "localisation"} <= set(entry)
    description = entry["description"]["sv"]
    assert len(description["shortDescription"]) <= 150 <= len(description["longDescription"])
    for picture in [entry["logo"], *description["screenshots"]]:
        assert (ROOT / picture).is_file()


def test_what_others_made_lies_beside_its_licence():
    for folder in [ROOT / "static/fonts", *(ROOT / "static/vendor").iterdir()]:
        assert any(folder.glob("LICEN*")) or any(folder.glob("OFL*")), folder


def test_the_licence_is_the_european_union_public_licence():
    text = read("LICENSE")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert [f"\n{n}." in text for n in range(1, 16)] == [True] * 15
