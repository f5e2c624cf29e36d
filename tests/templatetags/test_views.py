"""`{% url %}` and `{% include %}` give what Django's own would, however they are written."""

import pytest
from django.template import Context, Engine, TemplateDoesNotExist, engines
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


@pytest.mark.parametrize(
    "source",
    [
        "{% include '_partials/_legend.html' %}",
        "{% include '_partials/_legend.html' with entries=other %}",
        "{% include '_partials/_legend.html' with entries=other only %}",
        "{% include name %}",
        "{% include name|lower %}",
    ],
)
def test_an_included_template_however_it_is_asked_for(source):
    known = {
        "name": "_partials/_legend.html",
        "entries": [([("v2", "bidrog")], "halv låda")],
        "other": [([("v2", "hinder")], "hel låda")],
    }
    template = engines["django"].from_string(source).template
    first, again = template.render(Context(known)), template.render(Context(known))
    own = Engine(
        dirs=[*engines["django"].engine.dirs], libraries=engines["django"].engine.libraries
    )
    assert first == again == own.from_string(source).render(Context(known))
    assert ("hel låda" if "other" in source else "halv låda") in first


def test_a_template_that_is_not_there_is_an_error_that_is_seen():
    with pytest.raises(TemplateDoesNotExist):
        drawn("{% include 'no-such-template.html' %}")
