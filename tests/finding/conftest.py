import pytest

from cases.finding.alternatives import Dictionary
from cases.finding.analyzer import Analyzer
from cases.finding.documents import analyze_document
from cases.finding.places import Places
from cases.finding.postings import Index
from cases.finding.synonyms import Synonyms, equal_rows, narrower_rows

TEXTS = {
    1: ("Kameratillsyn på natten", "Västerås", "Nattkamera i hemtjänsten inom äldreomsorgen."),
    2: ("Ett konserthus på slätten", "Vara", "Det kan vara svårt att räddningstjänsten övar."),
    3: (
        "Rening av vatten i Ale",
        "Ale",
        "Ett reningsverk. Vattenrening med sociala investeringar.",
    ),
    4: (
        "Cykling på vintern",
        "Malmö",
        "Skolor och förskolor cyklar. Social hållbarhet, investering.",
    ),
    5: ("Innovation i skolan", "Göteborg", "Skolan prövade sex timmars arbetsdag. Innovationer."),
}


@pytest.fixture(scope="session")
def analyzer():
    return Analyzer()


@pytest.fixture(scope="session")
def documents(analyzer):
    return {
        number: analyze_document({"title": title, "municipality": place, "body": body}, analyzer)
        for number, (title, place, body) in TEXTS.items()
    }


@pytest.fixture(scope="session")
def index(documents):
    return Index.build(documents.items())


@pytest.fixture(scope="session")
def dictionary(index, analyzer):
    rows = equal_rows(["äldreomsorg", "omsorg om äldre"])
    rows += narrower_rows("energi", ["nattkamera"])
    names = [place for _, place, _ in TEXTS.values()] + ["Skåne län", "Åmål"]
    return Dictionary(index, analyzer, Synonyms.of(rows, analyzer), Places(names))
