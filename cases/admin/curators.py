"""Curators' accounts. A role is a group; what it may do stands in `cases.roles`."""

from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from allauth.socialaccount.admin import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.admin import UserSession
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cases import page_texts
from cases.accounts import notices, second_factor, sessions

from .confirming import confirmed_first
from .curator_form import CuratorForm, NewCuratorForm
from .history import RecordedAdmin

# What django-allauth keeps is its own: sessions and secrets are not edited by hand. They are
# imported from the modules that register them, so that this comes after
admin.site.unregister([User, Group, EmailAddress, Authenticator, UserSession])
admin.site.unregister([SocialAccount, SocialApp, SocialToken])


@admin.register(User)
class CuratorAdmin(RecordedAdmin, UserAdmin):
    """No superuser flag, no loose permissions: nobody takes more than a role holds."""

    form = CuratorForm
    add_form = NewCuratorForm
    list_display = ["username", "first_name", "last_name", "email", "role", "is_active"]
    list_filter = ["groups", "is_active"]
    show_facets = admin.ShowFacets.ALWAYS
    filter_horizontal = []
    readonly_fields = ["own_password", "second_factor", "last_login", "date_joined"]
    fieldsets = [
        (
            None,
            {
                "description": _("Namnet som redaktören loggar in med. Lösenordet visas aldrig."),
                "fields": ["username", "own_password", "second_factor"],
            },
        ),
        (
            _("Person"),
            {
                "description": _("Syns bara i redaktionen, aldrig för läsare."),
                "fields": [("first_name", "last_name"), "email"],
            },
        ),
        (
            _("Roll"),
            {
                "description": _(
                    "Författare skriver egna utkast, granskare ändrar alla utkast, publicerare "
                    "publicerar och administratörer sköter kontona. Stäng av ett konto hellre än "
                    "att ta bort det."
                ),
                "fields": ["is_active", "is_staff", "groups"],
            },
        ),
        (
            _("Datum"),
            {"description": _("Sätts av banken."), "fields": ["last_login", "date_joined"]},
        ),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        return type(form)(form.__name__, (form,), {"by": request.user}) if obj else form

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_change_permission(self, request, obj=None):
        """Who may change a superuser's password is one."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (request.user.is_superuser or not (obj and obj.is_superuser))

    def has_delete_permission(self, request, obj=None):
        """An account is closed, not deleted: the log and the cases keep its name."""
        return False

    def get_urls(self):
        own = path(
            "<int:pk>/tva-steg/",
            self.admin_site.admin_view(self.reset_second_factor),
            name="auth_user_second_factor",
        )
        return [own, *super().get_urls()]

    # A role, a password or a second factor: what whoever finds a computer unlocked would change

    @method_decorator(confirmed_first)
    def changeform_view(self, request, *args, **kwargs):
        return super().changeform_view(request, *args, **kwargs)

    def response_add(self, request, obj, post_url_continue=None):
        page_texts.arrived(request)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        page_texts.arrived(request)
        return super().response_change(request, obj)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """With what was written here and never saved: names and addresses, not role or password."""
        place = page_texts.CURATOR if change else page_texts.NEW_CURATOR
        text = page_texts.on_page(request, place, obj.pk if change else "")
        initial = context["adminform"].form.initial
        if any(initial.get(name) != value for name, value in text.values.items()):
            initial.update(text.values)
            context["waiting"] = text.row
        context["token"] = text.token
        return super().render_change_form(request, context, add, change, form_url, obj)

    @method_decorator(confirmed_first)
    def user_change_password(self, request, id, form_url=""):
        if id == str(request.user.pk):
            return redirect("account_change_password")  # which cannot leave the account without one
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == 302:
            notices.tell(get_object_or_404(User, pk=id), "password_given")
        return response

    @method_decorator(confirmed_first)
    def reset_second_factor(self, request, pk):
        """Help a curator who has lost phone and keys; asks first, and is recorded."""
        curator = get_object_or_404(User, pk=pk)
        if not self.has_change_permission(request, curator):
            raise PermissionDenied
        if curator == request.user:
            return redirect("mfa_index")  # to reset it would end the session that asks
        if request.method == "POST":
            second_factor.reset(curator)
            self.log_change(request, curator, str(_("Nollställde tvåstegsinloggningen.")))
            messages.success(
                request,
                _("%(name)s är utloggad och väljer ny tvåstegsinloggning nästa gång.")
                % {"name": curator},
            )
            return redirect("admin:auth_user_change", pk)
        context = self.admin_site.each_context(request) | {
            "title": _("Nollställ tvåstegsinloggning"),
            "curator": curator,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/auth/user/second_factor.html", context)

    @admin.display(description=_("lösenord"))
    def own_password(self, user):
        """Not Django's field, which shows what the password is kept as."""
        if not user.pk:
            return ""
        found = _("Finns") if user.has_usable_password() else _("Loggar in med kommunens konto")
        address = reverse("admin:auth_user_password_change", args=[user.pk])
        return format_html('{} – <a href="{}">{}</a>', found, address, _("ge ett nytt"))

    @admin.display(description=_("tvåstegsinloggning"))
    def second_factor(self, user):
        found = user.pk and second_factor.described(user)
        if not found:
            return _("Saknas")
        address = reverse("admin:auth_user_second_factor", args=[user.pk])
        return format_html('{} – <a href="{}">{}</a>', found, address, _("nollställ"))

    def save_model(self, request, obj, form, change):
        """Whoever may no longer come in is out at once, everywhere."""
        super().save_model(request, obj, form, change)
        if change and form.initial.get("email") and "email" in form.changed_data:
            before = form.initial["email"]
            transaction.on_commit(lambda: notices.tell(obj, "address_changed", address=before))
        if change and not (obj.is_active and obj.is_staff):
            sessions.end_all(obj)

    @admin.display(description=_("roll"))
    def role(self, user):
        return ", ".join(group.name for group in user.groups.all())
