"""Views that are imported late are there all the same."""

from importlib import import_module

from cases.account_urls import import_late_views, urlpatterns


def late_names():
    return [
        pattern.callback.late_name
        for pattern in urlpatterns
        if hasattr(pattern.callback, "late_name")
    ]


def test_every_view_that_is_named_can_be_imported():
    import_late_views()
    assert len(late_names()) > 20


def test_no_late_view_is_let_out_of_the_protection_of_forms():
    """A mark on the view itself would be lost, as Django reads it on what stands in the table."""
    for name in late_names():
        module, _dot, view = name.rpartition(".")
        found = getattr(import_module(module), view)
        assert not hasattr(found, "csrf_exempt")
        assert not hasattr(found, "xframe_options_exempt")
