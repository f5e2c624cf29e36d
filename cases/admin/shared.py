"""What many cases share, and an author may need to add: sources and organisations."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from cases.workflow import rights

from .records import RecordAdmin


class SharedAdmin(RecordAdmin):
    """A record that says the same in every case that names it, as soon as it is saved."""

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or rights.may_change_shared(request.user, obj))

    def why_read_only(self, request, obj):
        return _(
            "Läsare ser det som står här, eller så står det i ett fall som granskas. En granskare "
            "kan ändra det."
        )

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        # The row is locked now: a case that names it may have been sent in since the form was read
        if change and not rights.may_change_shared(request.user, obj):
            raise PermissionDenied
