"""Django's `{% url %}` and `{% include %}`, which ask once where the name is always the same.

Builtins of every template: none has to load them.
"""

from django import template
from django.template import defaulttags, loader_tags
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


class Found:
    """A template with a constant name, found the first time and then at hand.

    Held by the template that includes it, and so forgotten with it when a file changes.
    """

    def __init__(self, name):
        self.name, self.template = name, None

    def __str__(self):
        return f'"{self.name}"'

    def resolve(self, context):
        if self.template is None:
            self.template = context.template.engine.get_template(self.name)
        return self.template


@register.tag("include")
def include(parser, token):
    """Return Django's node, which is given the template itself where its name is constant."""
    node = loader_tags.do_include(parser, token)
    name = node.template.var
    if isinstance(name, str) and not node.template.filters:
        node.template = Found(name)
    return node
