"""Django's i18n tags, where a constant text is looked up once in each language.

Stands in for Django's own under the name `i18n`: a page has a hundred constant texts.
"""

from django import template
from django.template.base import render_value_in_context
from django.templatetags import i18n
from django.utils.translation import get_language, gettext

register = template.Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


def language_of(context):
    """Return the language that is drawn in: the same all through a drawing, and dear to ask."""
    try:
        return context.language
    except AttributeError:
        context.language = get_language()
        return context.language


class ConstantText(template.Node):
    """A `{% translate "…" %}` that depends on nothing but the language."""

    def __init__(self, node):
        self.node = node
        self.texts = {}

    def render(self, context):
        language = language_of(context)
        if language not in self.texts:
            self.texts[language] = self.node.render(context)
        return self.texts[language]


class ConstantSentence(template.Node):
    """A `{% blocktranslate %}` whose words depend on the language alone, with values set in."""

    def __init__(self, node):
        self.given = node.extra_context
        self.source, self.names = node.render_token_list(node.singular)
        self.sentences = {}

    def render(self, context):
        language = language_of(context)
        if language not in self.sentences:
            self.sentences[language] = gettext(self.source)
        given = {name: value.resolve(context) for name, value in self.given.items()}
        values = {
            name: render_value_in_context(
                given[name] if name in given else context.get(name, ""), context
            )
            for name in self.names
        }
        return self.sentences[language] % values


@register.tag("translate")
def translate(parser, token):
    """Return Django's node, or one that keeps its text where that is always the same."""
    node = i18n.do_translate(parser, token)
    words = node.filter_expression
    is_constant = words.var.lookups is None and not words.filters
    return ConstantText(node) if is_constant and not (node.asvar or node.message_context) else node


@register.tag("blocktranslate")
def blocktranslate(parser, token):
    """Return Django's node, or one that keeps its words where they are always the same."""
    node = i18n.do_block_translate(parser, token)
    varies = node.plural or node.asvar or node.message_context
    return node if varies else ConstantSentence(node)
