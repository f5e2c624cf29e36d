"""What every form in the admin keeps as it is."""

import pytest
from django.contrib import admin
from django.urls import reverse

from cases.models import Programme, Project, ResearchProject, Theme
from tests import factories
from tests.admin.sending import change_url, filled, opened
from tests.admin.test_history import RECORDS

pytestmark = pytest.mark.django_db

LASTS = "ändras inte när posten är sparad: länkar hit ska gälla för gott."
# Not in any address
NATIONAL_CODES = {("municipality", "code"), ("county", "code")}
IN_ADDRESSES = [
    (model, field.name)
    for model in RECORDS
    for field in model._meta.fields
    if field.name in ("slug", "code")
    and model is not Project
    and (model._meta.model_name, field.name) not in NATIONAL_CODES
]


@pytest.fixture
def administrator(client):
    client.force_login(factories.curator("administrator"))
    return client


@pytest.mark.parametrize(
    ("model", "field"), IN_ADDRESSES, ids=lambda value: getattr(value, "__name__", value)
)
def test_what_stands_in_addresses_is_written_once(administrator, model, field):
    record = RECORDS[model][0]()
    before = getattr(record, field)
    page = administrator.get(change_url(record))
    assert LASTS in page.content.decode()
    data = filled(page) | {field: "ny"}
    assert administrator.post(change_url(record), data).status_code == 302
    record.refresh_from_db()
    assert getattr(record, field) == before


def test_a_link_to_a_page_goes_on_answering(administrator):
    theme = factories.theme()
    data = opened(administrator, theme) | {"code": "ny-kod", "name": "Skolan"}
    assert administrator.post(change_url(theme), data).status_code == 302
    assert "Skolan" in administrator.get(theme.get_absolute_url()).content.decode()


@pytest.mark.parametrize("model", [Theme, Programme, ResearchProject])
def test_a_new_records_address_is_proposed_and_said_to_last(administrator, model):
    name = f"admin:cases_{model._meta.model_name}_add"
    page = administrator.get(reverse(name))
    assert page.context["adminform"].prepopulated_fields
    assert LASTS in page.content.decode()


def test_a_case_that_no_reader_has_met_gets_another_address(administrator):
    case = factories.complete_project()
    data = opened(administrator, case) | {"slug": "en-annan"}
    assert administrator.post(change_url(case), data).status_code == 302
    case.refresh_from_db()
    assert case.slug == "en-annan"


def test_what_is_tried_above_is_every_kind_of_record_with_an_address():
    with_address = {
        model
        for model in admin.site._registry
        if {field.name for field in model._meta.fields} & {"slug", "code"}
    }
    assert with_address == {model for model, _field in IN_ADDRESSES} | {Project}
