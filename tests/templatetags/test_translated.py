"""A constant text is kept in each language; what is not constant is worked out every time."""

from django.template import Context, engines
from django.utils.translation import override


def drawn(source, **known):
    return (
        engines["django"].from_string(f"{{% load i18n %}}{source}").template.render(Context(known))
    )


def test_the_text_follows_the_language_though_the_template_is_the_same():
    template = engines["django"].from_string('{% load i18n %}{% translate "Yes" %}').template
    texts = []
    for language in ("sv", "en", "sv"):
        with override(language):
            texts.append(template.render(Context()))
    assert texts == ["Ja", "Yes", "Ja"]


def test_a_text_from_the_context_is_never_kept():
    template = engines["django"].from_string("{% load i18n %}{% translate words %}").template
    assert [template.render(Context({"words": word})) for word in ("ett", "två")] == ["ett", "två"]


def test_a_text_can_still_be_given_a_name_and_a_filter():
    assert drawn('{% translate "hundra" as said %}{{ said }}, {{ said }}') == "hundra, hundra"
    assert drawn('{% translate "hundra"|upper %}') == "HUNDRA"


def test_a_plural_and_a_placeholder_still_work():
    plural = "{% plural %}{{ n }} fallen{% endblocktranslate %}"
    source = f"{{% blocktranslate count n=n %}}{{{{ n }}}} fall{plural}"
    assert [drawn(source, n=number) for number in (1, 2)] == ["1 fall", "2 fallen"]
