"""The parts of a curator's start page, for its template."""

from django import template

from cases import desk

register = template.Library()


@register.simple_tag
def waiting_for(user):
    """Return the piles that hold something, and the sentences of those that are empty."""
    piles = list(desk.piles(user))
    return {
        "piles": [pile for pile in piles if pile.total],
        "empty": [pile.empty for pile in piles if not pile.total and pile.empty],
    }


@register.simple_tag
def bank_as_it_stands():
    """Return how many cases there are in each state, how rich they are, where there are none."""
    total, rich = desk.richness()
    coverage = [(heading, rows, desk.without(rows)) for heading, rows in desk.coverage()]
    return {"states": desk.states(), "total": total, "rich": rich, "coverage": coverage}


@register.simple_tag
def done_lately(user):
    return desk.lately(user)
