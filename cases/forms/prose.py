"""Text of several lines, as the bank keeps it."""

from django import forms

from cases.text import line_feeds


class ProseField(forms.CharField):
    """A text whose lines end as the bank's do, whatever the browser sent.

    HTML forms send every line break as CR LF. Kept like that, a text nobody touched would differ
    from what was loaded, and a limit of characters would count each break twice.
    """

    def to_python(self, value):
        return super().to_python(line_feeds(value) if isinstance(value, str) else value)
