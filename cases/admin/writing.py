"""Text on its way: kept while it is written, offered again, shown when it has lost its place."""

from dataclasses import dataclass

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.forms.utils import ErrorDict
from django.http import HttpResponseNotAllowed, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from cases import history, open_forms
from cases.models import OpenForm

from .conflicts import kept_form
from .kept_texts import KeptTextAdmin

RESUME = "utkast"


@dataclass(frozen=True)
class Offer:
    """A text of one's own that waits: when it was kept, how much of it is not saved, where."""

    row: OpenForm
    differences: int
    elsewhere: bool


class Resumed(Exception):
    """The form is shown with a kept text; nothing is saved."""

    errors = (gettext_lazy("Det här är ditt utkast. Inget av det är sparat än."),)


class WritingAdmin(KeptTextAdmin):
    """Every form tells the bank what is being written in it, and offers it again."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_keep"
        return [path("skriver/", self.keep_view, name=name), *super().get_urls()]

    # While one writes

    @method_decorator(csrf_exempt)
    def keep_view(self, request):
        """Keep a form's text, and tell who else has the record open.

        Answers without a session too: the signed token is the proof, and opens nothing else.
        """
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        writing = open_forms.read_token(request.POST.get("token", ""))
        if writing is None or writing.model != self.opts.label_lower:
            return JsonResponse({"state": "refused"}, status=403)
        obj = self._record_of(writing)
        answer = {"state": "kept", "at": clock(timezone.now())}
        try:
            text, gone = request.POST.get("data"), "gone" in request.POST
            label = str(obj) if obj else named_in(text)
            if not open_forms.keep(writing, text, label=label, gone=gone):
                writing = writing.in_a_new_tab()
                open_forms.keep(writing, text, label=label, gone=gone)
                answer["token"] = writing.token
        except open_forms.TooLong:
            return JsonResponse({"state": "too long"}, status=413)
        return JsonResponse(answer | self._told_while_writing(request, writing, obj))

    def _told_while_writing(self, request, writing, obj):
        """What only a curator who is signed in learns. A colleague's name is told to colleagues."""
        if request.user.pk != writing.user_id or not self.admin_site.has_permission(request):
            return {"signed_in": False}
        return {
            "signed_in": True,
            "csrf": get_token(request),
            "others": self.others(writing),
            "newer": self._newer(request, writing, obj) if writing.record_key else "",
        }

    def others(self, writing):
        """Who else has the record open, as sentences."""
        if not writing.record_key:
            return []
        return [
            _("%(who)s har också sidan öppen, sedan %(when)s.")
            % {"who": user.get_full_name() or user.get_username(), "when": clock(since)}
            for user, since in open_forms.others(writing)
        ]

    def _newer(self, request, writing, obj):
        """A sentence when the record has gone or was saved after the page was opened."""
        if obj is None or not self.has_change_permission(request, obj):
            happened = self.way_on(request, writing.rows.get()).sentence
            return f"{happened} {_('Det du skriver finns kvar bland dina utkast.')}"
        began_from = request.POST.get("began_from", "")
        if not began_from or began_from == str(getattr(obj, "edit_version", began_from)):
            return ""
        line = history.of(obj).first()
        if line is None or line.by is None:
            return _("Någon har sparat sedan du öppnade sidan. Du får välja när du sparar.")
        return _("%(who)s sparade %(when)s. Du får välja när du sparar.") % {
            "who": line.by.get_full_name() or line.by.get_username(),
            "when": clock(line.at),
        }

    # When the form is opened again, and when it is sent

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        key = unquote(object_id) if object_id is not None else ""
        if request.method == "POST":
            return self._send(request, key, object_id, form_url, extra_context)
        if request.GET.get(RESUME, "").isdecimal():
            self._resume(request, key)
            if not hasattr(request, "resumed"):
                return redirect(request.path)
        response = super().changeform_view(request, object_id, form_url, extra_context)
        if response.status_code == 302 and (row := self._kept(request, key).first()):
            return redirect(self._named("kept", row.pk))
        return response

    def _send(self, request, key, object_id, form_url, extra_context):
        try:
            response = super().changeform_view(request, object_id, form_url, extra_context)
        except PermissionDenied:
            return self._lost_its_place(request, key)
        if response.status_code == 302 and hasattr(request, "saved_record"):
            self._text_is_saved(request)
        elif response.status_code == 302 and key and not self._exists(key):
            return self._lost_its_place(request, key)
        return response

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        request.saved_record = form.instance

    def _text_is_saved(self, request):
        request.saved_form = True
        writing = open_forms.read_token(request.POST.get(open_forms.TOKEN_FIELD, ""))
        if writing is not None:
            open_forms.close(writing)

    def _lost_its_place(self, request, key):
        """The record is gone, or no longer the writer's to change: show what was sent."""
        writing = open_forms.read_token(request.POST.get(open_forms.TOKEN_FIELD, ""))
        if writing is None or writing.user_id != request.user.pk:
            raise PermissionDenied
        open_forms.keep(writing, open_forms.text_of(request.POST), again=True)
        return self._show_kept(
            request, writing.rows.get(), status=403 if self._exists(key) else 410
        )

    def _resume(self, request, key):
        """Give the form a kept text to show as if it had been sent; `refused_save` stops a save."""
        row = self._kept(request, key).filter(pk=request.GET[RESUME]).first()
        obj = self.get_object(request, key) if key else None
        may = self.has_change_permission(request, obj) if key else self.has_add_permission(request)
        if row is None or not may or (key and obj is None):
            return
        request.resumed = row
        request.refused_save = Resumed()
        _files = request.FILES  # read before the method is changed, or Django would look for a body
        request.POST, request.method = kept_form(row), "POST"

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        record = obj if change else None
        allowed = (
            self.has_change_permission(request, record)
            if change
            else self.has_add_permission(request)
        )
        if not allowed:
            context["stranded"] = list(self._kept(request, str(obj.pk))[:5])
        elif not context.get("is_popup"):
            context["writing"] = writing = self._writing(request, record)
            context["others"] = self.others(writing)
            context["keep_url"] = self._named("keep")
            context["resumed"] = getattr(request, "resumed", None)
            context["sent"] = request.method == "POST"
            if not context["sent"]:
                context["offers"] = self._offers(request, record)
        if getattr(request, "resumed", None) is not None:
            without_errors(context)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _writing(self, request, obj):
        sent = open_forms.read_token(request.POST.get(open_forms.TOKEN_FIELD, ""))
        resumed = getattr(request, "resumed", None)
        if sent is not None and sent.user_id == request.user.pk:
            return sent
        own_tab = resumed.tab if resumed and not open_forms.is_present(resumed) else ""
        return open_forms.begin(request.user, self.model, obj, own_tab)

    def _offers(self, request, obj):
        key = str(obj.pk) if obj else ""
        rows = list(self._kept(request, key)[:5])
        found = [
            Offer(row, self.how_much_differs(request, obj, row), open_forms.is_present(row))
            for row in rows
        ]
        return [offer for offer in found if offer.differences]

    def how_much_differs(self, request, obj, row):
        """How many fields and rows of a kept text say something else than what is saved."""
        raise NotImplementedError


def named_in(text):
    """What a record that is not saved yet is called in its form, or nothing."""
    data = QueryDict(text or "")
    return next((data[name] for name in ("title", "name", "term") if data.get(name)), "")


def without_errors(context):
    """A text half written is shown as it stands: it is not wrong, it is not finished."""
    formsets = [inline.formset for inline in context["inline_admin_formsets"]]
    for form in [context["adminform"].form, *(form for kind in formsets for form in kind.forms)]:
        form._errors = ErrorDict()
    for formset in formsets:
        formset._errors = [ErrorDict() for _form in formset.forms]
        formset._non_form_errors = formset.error_class()
    context["errors"] = []


def clock(moment):
    """14.32 today, and with the date otherwise."""
    local = timezone.localtime(moment)
    return (
        f"{local:%H.%M}" if local.date() == timezone.localdate() else f"{local:%Y-%m-%d kl. %H.%M}"
    )
