"""The form of a curator's account: the bank always keeps an administrator who can come in."""

from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.roles import GROUP_NAMES, Role

NAME = GROUP_NAMES[Role.ADMINISTRATOR]


class NewCuratorForm(AdminUserCreationForm):
    """Does not take the focus: a reader of screens begins at the top of the page."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs.pop("autofocus", None)


class CuratorForm(UserChangeForm):
    """Knows who fills it in: nobody closes their own account or gives the role away by mistake."""

    by = None

    def clean(self):
        cleaned = super().clean()
        if self.errors or self._can_administer_then(cleaned):
            return cleaned
        # One at a time: two administrators might close each other's accounts at once
        list(Group.objects.select_for_update().filter(name=NAME))
        able = administrators()
        if not able.filter(pk=self.instance.pk).exists():
            return cleaned
        if not able.exclude(pk=self.instance.pk).exists():
            raise ValidationError(
                _(
                    "Ingenting sparades: banken skulle bli utan administratör. Ge först någon "
                    "annan rollen Administratör."
                )
            )
        if self.instance.pk == self.by.pk:
            raise ValidationError(
                _(
                    "Ingenting sparades: du kan inte stänga ditt eget konto eller ta ifrån det "
                    "rollen Administratör. Be en annan administratör."
                )
            )
        return cleaned

    def _can_administer_then(self, cleaned):
        """Whether the account may still do what an administrator does when this is saved."""
        if not (cleaned["is_active"] and cleaned["is_staff"]):
            return False
        return self.instance.is_superuser or any(group.name == NAME for group in cleaned["groups"])


def administrators():
    """Return the accounts that come in and take care of the others."""
    able = Q(groups__name=NAME) | Q(is_superuser=True)
    return User.objects.filter(able, is_active=True, is_staff=True).distinct()
