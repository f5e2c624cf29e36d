"""Django's i18n tags, where a constant text is looked up once in each language.

Stands in for Django's own under the name `i18n`: a page has a hundred constant texts.
"""

from django import template
from django.templatetags import i18n
from django.utils.translation import get_language

register = template.Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


class ConstantText(template.Node):
    """A `{% translate "…" %}` that depends on nothing but the language."""

    def __init__(self, node):
        self.node = node
        self.texts = {}

    def render(self, context):
        language = get_language()
        if language not in self.texts:
            self.texts[language] = self.node.render(context)
        return self.texts[language]


@register.tag("translate")
def translate(parser, token):
    """Return Django's node, or one that keeps its text where that is always the same."""
    node = i18n.do_translate(parser, token)
    words = node.filter_expression
    is_constant = words.var.lookups is None and not words.filters
    return ConstantText(node) if is_constant and not (node.asvar or node.message_context) else node
