"""The signs: shape for outcome, steps for evidence, drawers for the factors."""

import pytest
from django.template import Context, Template

from cases.models import OutcomeDirection, ProjectFactor
from cases.templatetags import marks


def render(source, **context):
    return Template("{% load marks %}" + source).render(Context(context))


def test_every_outcome_has_a_shape_of_its_own():
    shapes = {marks.OUTCOME_SHAPES[choice.value] for choice in OutcomeDirection}
    assert len(shapes) == len(OutcomeDirection)


def test_the_word_stands_beside_the_shape():
    html = render("{% outcome code label %}", code="blandat", label="Blandat")
    assert html.endswith("</svg>Blandat</span>")
    assert 'aria-hidden="true"' in html


def test_an_unknown_outcome_shows_its_word_without_a_shape():
    html = render("{% outcome 'nytt' label %}", label="Nytt & okänt")
    assert '<svg viewBox="0 0 16 16" aria-hidden="true"></svg>Nytt &amp; okänt' in html


@pytest.mark.parametrize(("level", "filled", "empty"), [(0, 0, 5), (3, 3, 2), (5, 5, 0)])
def test_evidence_climbs_one_step_for_each_level(level, filled, empty):
    html = render("{% evidence level %}", level=level)
    assert f"Bevisgrad {level} av 5" in html
    assert html.count("h4V14h-4z") == filled
    assert html.count("13.5h3") == empty


def test_evidence_can_say_the_word_of_the_scale():
    html = render("{% evidence 4 'extern utvärdering' %}")
    assert "Bevisgrad 4 av 5 · extern utvärdering" in html


def test_missing_evidence_is_said():
    assert "Bevisgrad saknas" in render("{% evidence level %}", level=None)


@pytest.mark.parametrize("role", ProjectFactor.Role.values)
def test_every_role_is_drawn_and_drawn_its_own_way(role):
    drawn = marks.fingerprint_paths((("v2", role),))
    others = [other for other in ProjectFactor.Role.values if other != role]
    assert drawn != marks.fingerprint_paths(())
    assert drawn not in {marks.fingerprint_paths((("v2", other),)) for other in others}


def test_a_fingerprint_beside_text_is_hidden_from_screen_readers():
    html = render("{% fingerprint roles %}", roles=[("n1", "avgorande")])
    assert 'aria-hidden="true"' in html
    assert 'class="fp"' in html


def test_a_fingerprint_alone_is_a_picture_with_a_name():
    html = render("{% fingerprint roles label large=True %}", roles=[], label="Bar: <nöd>")
    assert 'role="img" aria-label="Bar: &lt;nöd&gt;"' in html
    assert 'class="fp fp--large"' in html


def test_the_order_of_the_roles_does_not_matter():
    roles = [("n1", "avgorande"), ("h3", "hinder")]
    assert render("{% fingerprint r %}", r=roles) == render("{% fingerprint r %}", r=roles[::-1])


def test_an_unknown_factor_or_role_draws_nothing():
    empty = marks.fingerprint_paths(())
    assert marks.fingerprint_paths((("z9", "avgorande"), ("n1", "okänd"))) == empty


def test_the_legend_explains_every_role():
    html = render("{% fingerprint_legend %}")
    assert html.count("<li>") == len(ProjectFactor.Role)


def test_the_level_stands_without_its_noun_where_a_heading_has_said_it():
    html = render('{% evidence 4 "" True %}')
    assert "4 av 5" in html
    assert "Bevisgrad" not in html
