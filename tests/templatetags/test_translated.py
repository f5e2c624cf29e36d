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


def test_the_words_of_a_sentence_are_kept_but_not_what_is_set_in_them():
    source = "{% load i18n %}{% blocktranslate with who=name %}100 % {{ who }} {{ more }}"
    template = engines["django"].from_string(f"{source}{{% endblocktranslate %}}").template
    texts = [template.render(Context({"name": name, "more": 1})) for name in ("Åsa", "<b>")]
    assert texts == ["100 % Åsa 1", "100 % &lt;b&gt; 1"]
    assert template.render(Context({"who": "syns inte"})) == "100 %  "


def test_a_sentence_follows_the_language_though_the_template_is_the_same():
    sentence = "{% load i18n %}{% blocktranslate %}Yes{% endblocktranslate %}"
    template = engines["django"].from_string(sentence).template
    texts = []
    for language in ("sv", "en", "sv"):
        with override(language):
            texts.append(template.render(Context()))
    assert texts == ["Ja", "Yes", "Ja"]
