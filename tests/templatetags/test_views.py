"""`{% url %}` gives what Django's own would, in every form that it may be written."""

import pytest
from django.template import Context, engines
from django.urls import NoReverseMatch


def drawn(source, **known):
    return engines["django"].from_string(source).template.render(Context(known))


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("{% url 'project-list' %}", "/fall/"),
        ("{% url 'project-detail' slug %}", "/fall/vatten/"),
        ("{% url 'project-reference' slug 2 'bib' %}", "/fall/vatten/v2/citera.bib"),
        ("{% url 'project-detail' slug=slug %}", "/fall/vatten/"),
        ("{% url name slug %}", "/fall/vatten/"),
        ("{% url 'project-list' as there %}({{ there }})", "(/fall/)"),
        ("{% url 'admin:index' %}", "/admin/"),
    ],
)
def test_an_address_however_it_is_asked_for(source, address):
    assert drawn(source, slug="vatten", name="project-detail") == address


def test_an_address_of_nothing_is_an_error_that_is_seen():
    with pytest.raises(NoReverseMatch):
        drawn("{% url 'project-detail' slug %}", slug="")
    with pytest.raises(NoReverseMatch):
        drawn("{% url 'no-such-view' %}")
