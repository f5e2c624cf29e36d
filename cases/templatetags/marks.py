"""The bank's signs: outcome is a shape, evidence is steps, the eleven factors are drawers.

Every sign is drawn from data, in classes and presentation attributes only (the CSP refuses styles),
and the word always stands beside it: nobody needs the colour, or the picture, to read it.
"""

from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cases.models import EvidenceLevel

register = template.Library()

OUTCOME_SHAPES = {
    "positivt": '<circle cx="8" cy="8" r="7"/>',
    "blandat": '<circle class="line" cx="8" cy="8" r="6.2"/><path d="M8 1a7 7 0 0 0 0 14z"/>',
    "uteblivet": '<circle class="line" cx="8" cy="8" r="6.2"/>',
    "negativt": '<path class="line" d="M2 2h12v12H2zM2 2l12 12M14 2 2 14"/>',
    "for-tidigt": '<circle class="dash" cx="8" cy="8" r="6.2"/>',
}

# Three strands (varför, vad, hur) of 3 + 3 + 5 drawers: x, y and height of each; all are 10 wide.
DRAWER_WIDTH = 10
DRAWERS = {
    "n1": (0, 0, 9), "n2": (0, 10, 9), "n3": (0, 20, 9),
    "v1": (11, 0, 9), "v2": (11, 10, 9), "v3": (11, 20, 9),
    "h1": (22, 0, 5), "h2": (22, 6, 5), "h3": (22, 12, 5), "h4": (22, 18, 5), "h5": (22, 24, 5),
}  # fmt: skip

HIDDEN = 'aria-hidden="true"'
ROLE_LABELS = {
    "avgorande": gettext_lazy("avgörande"),
    "bidrog": gettext_lazy("bidrog"),
    "saknades": gettext_lazy("saknades"),
    "brast": gettext_lazy("fanns men brast"),
    "hinder": gettext_lazy("hinder"),
}

LEGEND = [
    ("avgorande", gettext_lazy("hel låda: avgörande")),
    ("bidrog", gettext_lazy("halv låda: bidrog")),
    ("saknades", gettext_lazy("tom ram: saknades")),
    ("brast", gettext_lazy("halv, överkorsad: fanns men brast")),
    ("hinder", gettext_lazy("hel, överkorsad: hinder")),
]


@register.simple_tag
def outcome(code, label):
    """The outcome's shape and word: {% outcome project.outcome_direction label %}."""
    shape = OUTCOME_SHAPES.get(str(code).replace("_", "-"), "")
    return mark_safe(
        '<span class="outcome"><svg viewBox="0 0 16 16" aria-hidden="true">'
        f"{shape}</svg>{conditional_escape(label)}</span>"
    )


@register.simple_tag
def evidence(level, label="", short=False):
    """Five steps, climbed to `level` (0–5), in words too: {% evidence 4 "extern utvärdering" %}.

    `short` leaves out the word "Bevisgrad", where a heading has just asked how sure we are.
    """
    if level is None or level == "":
        return format_html('<span class="evidence">{}</span>', _("Bevisgrad saknas"))
    return _evidence(int(level), str(label), short, get_language())


@lru_cache(maxsize=128)
def _evidence(level, label, short, _language):
    words = _("%(level)s av 5") if short else _("Bevisgrad %(level)s av 5")
    return format_html(
        '<span class="evidence">{}<span>{}{}</span></span>',
        evidence_steps(level),
        words % {"level": level},
        f" · {label}" if label else "",
    )


@register.simple_tag
def ladder(level):
    """The whole ladder, what is met of it, and what the step of `level` (0–5, None) means."""
    return _ladder(level, get_language())


@lru_cache(maxsize=32)
def _ladder(level, _language):
    steps = [
        (step, level is not None and step <= level, step == level)
        for step in reversed(EvidenceLevel)
    ]
    return mark_safe(get_template("projects/_ladder.html").render({"steps": steps}))


@lru_cache(maxsize=8)
def evidence_steps(level):
    """The staircase: a filled step for each level reached, a line on the ground for the rest."""
    level = max(0, min(5, level))
    heights = [2.6, 5.2, 7.8, 10.4, 13]
    filled = "".join(f"M{1 + 6 * step} {14 - heights[step]:g}h4V14h-4z" for step in range(level))
    empty = "".join(f"M{1.5 + 6 * step:g} 13.5h3" for step in range(level, 5))
    paths = (f'<path d="{filled}"/>' if filled else "") + (
        f'<path class="line" d="{empty}"/>' if empty else ""
    )
    return mark_safe(f'<svg viewBox="0 0 31 15" aria-hidden="true">{paths}</svg>')


@register.simple_tag
def fingerprint(roles, label="", large=False):
    """A case's cabinet. `roles` are pairs of factor code and role code.

    Without `label` it is decoration beside text that lists the same factors, and hidden from
    screen readers; with one it is a picture of its own.
    """
    css_class = "fp fp--large" if large else "fp"
    access = f'role="img" aria-label="{conditional_escape(label)}"'
    paths = fingerprint_paths(tuple(sorted(set(map(tuple, roles or ())))))
    return mark_safe(
        f'<svg class="{css_class}" viewBox="-.5 -.5 33 30" '
        f"{access if label else HIDDEN}>{paths}</svg>"
    )


@lru_cache(maxsize=4096)
def fingerprint_paths(roles):
    """The drawers as path data; unknown codes are left out rather than drawn wrong."""
    layers = {"o": EMPTY_CABINET, "": "", "h": "", "x": "", "m": ""}
    for factor, role in roles:
        drawer = DRAWERS.get(factor)
        for layer, path in draw_role(drawer, role) if drawer else ():
            layers[layer] += path
    return mark_safe(
        "".join(
            f'<path class="{layer}" d="{path}"/>' if layer else f'<path d="{path}"/>'
            for layer, path in layers.items()
            if path
        )
    )


def draw_role(drawer, role):
    """(layer, path) pairs for one drawer."""
    x, y, height = drawer
    half = DRAWER_WIDTH / 2
    cross = f"M{x + 1} {y + height - 0.7:g} {{end:g}} {y + 0.7:g}"
    return {
        "avgorande": [("", box(x, y, DRAWER_WIDTH, height))],
        "bidrog": [("", box(x, y, half, height))],
        "saknades": [("m", box(x + 0.8, y + 0.8, DRAWER_WIDTH - 1.6, height - 1.6))],
        "brast": [("h", box(x, y, half, height)), ("x", cross.format(end=x + half - 1))],
        "hinder": [("h", box(x, y, DRAWER_WIDTH, height)), ("x", cross.format(end=x + 9))],
    }.get(role, [])


def box(x, y, width, height):
    """A rectangle as path data."""
    return f"M{x:g} {y:g}h{width:g}v{height:g}h-{width:g}z"


EMPTY_CABINET = "".join(box(x, y, DRAWER_WIDTH, height) for x, y, height in DRAWERS.values())


@register.inclusion_tag("_partials/_legend.html")
def fingerprint_legend():
    """How to read a cabinet: one drawer drawn in each role."""
    return {"entries": [([("v2", role)], label) for role, label in LEGEND]}
