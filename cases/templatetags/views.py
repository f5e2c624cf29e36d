"""Django's `{% url %}`, without asking the resolver where the view's name is always the same.

A builtin of every template: none has to load it.
"""

from django import template
from django.template import defaulttags
from django.utils.html import conditional_escape

from cases.models.addresses import address

register = template.Library()


class Address(template.Node):
    """A `{% url "name" … %}` of the bank's own views."""

    def __init__(self, name, words):
        self.name, self.words = name, words

    def render(self, context):
        found = address(self.name, *(word.resolve(context) for word in self.words))
        return conditional_escape(found) if context.autoescape else found


@register.tag("url")
def url(parser, token):
    """Return Django's node, or a faster one for a constant name outside every namespace."""
    node = defaulttags.url(parser, token)
    name = node.view_name.var
    is_constant = isinstance(name, str) and not node.view_name.filters and ":" not in name
    return Address(name, node.args) if is_constant and not (node.kwargs or node.asvar) else node
