"""Settings: the survey's choices, the counter tablets, and the office's own questions."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.permissions import role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.ids import show_code
from commons.typed import Question
from commons.typedform import TypedForm
from documents.office_settings.shared import ADMIN, show
from offices.hosts import url_of
from offices.http import office_of
from offices.settings_pages import SettingsPage, register
from surveys import operations, operations_tablets, queries
from surveys.elements import ELEMENTS, FORM_ORDER, KEYS
from surveys.models import SurveyTablet
from surveys.operations_settings import MOST_EXTRA
from surveys.views_common import refused_lines

YES, NO = "ya", "tidak"
FORM, REGULATION = "form", "regulation"


def register_page() -> None:
    """Put the page on the list of settings."""
    register(
        SettingsPage(
            "settings_survey",
            gettext_lazy("Survei kepuasan"),
            gettext_lazy("Jaringan kantor, entri ganda, koin, tablet di loket, pertanyaan tambahan."),
            78,
        )
    )


@role_required(ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def settings_survey(request: HttpRequest) -> HttpResponse:
    """`do` = options | add | code:<id> | revoke:<id> | questions."""
    if request.method != "POST":
        return _page(request)
    do, _colon, ref = request.POST.get("do", "").partition(":")
    acts = {"options": _options, "questions": _questions, "add": _add}
    try:
        if do in acts:
            return acts[do](request)
        return _tablet(request, do, ref)
    except DomainError as refused:
        return _page(request, refused_lines(refused))


def _options(request: HttpRequest) -> HttpResponse:
    post = request.POST
    share = post.get("answering", "").strip()
    operations.set_options(
        actor=the_actor(request),
        networks=post.get("networks", "")[:2_000].split(),
        double_entry=post.get("double_entry") == YES,
        coins=post.get("coins") == YES,
        answering=int(share) if share.isascii() and share.isdigit() and len(share) < 4 else 0,
        now=clock.now(),
    )
    messages.success(request, _("Pilihan survei disimpan."))
    return redirect("settings_survey")


def _add(request: HttpRequest) -> HttpResponse:
    tablet, code = operations_tablets.add(
        actor=the_actor(request), name=request.POST.get("name", ""), now=clock.now()
    )
    return _code_page(request, tablet, code)


def _tablet(request: HttpRequest, do: str, ref: str) -> HttpResponse:
    try:
        tablet_id = UUID(ref)
    except ValueError as error:
        raise Http404 from error
    actor, now = the_actor(request), clock.now()
    if do == "code":
        return _code_page(
            request, *operations_tablets.pairing_code(actor=actor, tablet_id=tablet_id, now=now)
        )
    if do != "revoke":
        raise Http404
    operations_tablets.revoke(actor=actor, tablet_id=tablet_id, now=now)
    messages.success(request, _("Tablet dicabut; formulirnya tidak dapat dibuka lagi dari sana."))
    return redirect("settings_survey")


def _code_page(request: HttpRequest, tablet: SurveyTablet, code: str) -> HttpResponse:
    """The pairing code, shown in this one answer."""
    address = url_of(office_of(request).slug, reverse("survey_tablet_pair"))
    context = {
        "page": "settings",
        "device": {"name": tablet.name},
        "code": show_code(code),
        "address": address.partition("://")[2],
        "until": tablet.code_until,
    }
    return render(request, "surveys/tablet_code.html", context)


def _questions(request: HttpRequest) -> HttpResponse:
    post = request.POST
    extra = []
    for number in range(1, MOST_EXTRA + 1):
        question = post.get(f"question_{number}", "").strip()
        answers = [each.strip() for each in post.get(f"answers_{number}", "").split(";")]
        if question:
            extra.append((question, answers))
    order = KEYS if post.get("label_order") == REGULATION else [one.key for one in FORM_ORDER]
    made = operations.new_questionnaire(
        actor=the_actor(request), label_order=order, extra=extra, now=clock.now()
    )
    said = _("Kuesioner versi {n} dipakai mulai periode berikutnya yang direncanakan.")
    messages.success(request, said.format(n=made.version))
    return redirect("settings_survey")


def _page(request: HttpRequest, errors: list[dict[str, str]] | None = None) -> HttpResponse:
    stored = queries.options()
    form = TypedForm(
        request.POST if errors else None,
        {
            "networks": "\n".join(stored.networks),
            "double_entry": YES if stored.double_entry else NO,
            "coins": YES if stored.coins else NO,
            "answering": str(stored.answering),
            **_question_values(),
        },
    )
    form.errors = errors or []
    context = {
        "title": _("Survei kepuasan"),
        "option_fields": _option_fields(form),
        "name_field": form.ask("name", _("Nama tablet"), max_length=60),
        "question_fields": _question_fields(form),
        "elements": ELEMENTS,
        "tablets": [
            {
                "ref": str(each.id),
                "name": each.name,
                "paired": each.paired_at is not None,
                "seen_on": each.seen_on,
            }
            for each in queries.tablets()
        ],
    }
    return show(request, "surveys/settings.html", context, form.errors or None)


def _option_fields(form: TypedForm) -> list[Question]:
    return [
        form.ask(
            "networks",
            _("Alamat internet kantor ini"),
            "long_text",
            required=False,
            hint=_("Satu per baris. Jawaban dari sini ditandai, tidak dihapus. Contoh: 103.10.20.30"),
        ),
        form.ask("double_entry", _("Formulir kertas dientri dua orang"), "yes_no"),
        form.ask("coins", _("Koin kepuasan dipakai"), "yes_no"),
        form.ask(
            "answering",
            _("Dari 100 orang yang diundang, berapa yang menjawab"),
            "integer",
            hint=_("Menentukan berapa banyak yang diundi pada periode berikutnya."),
        ),
    ]


def _question_values() -> dict[str, str]:
    newest = queries.newest_questionnaire()
    if newest is None:
        return {"label_order": REGULATION}
    regular = list(newest.label_order) == list(KEYS)
    values = {"label_order": REGULATION if regular else FORM}
    for number, each in enumerate(newest.extra, start=1):
        values[f"question_{number}"] = each["question"]
        values[f"answers_{number}"] = "; ".join(each["answers"])
    return values


def _question_fields(form: TypedForm) -> list[Question]:
    orders = [
        (REGULATION, _("U8 pengaduan, U9 sarana (urutan peraturan)")),
        (FORM, _("U8 sarana, U9 pengaduan (urutan formulir)")),
    ]
    fields = [form.ask("label_order", _("Nomor unsur pada publikasi"), choices=orders)]
    for number in range(1, MOST_EXTRA + 1):
        fields += [
            form.ask(
                f"question_{number}",
                _("Pertanyaan tambahan {n}").format(n=number),
                required=False,
                max_length=200,
            ),
            form.ask(
                f"answers_{number}",
                _("Empat jawaban untuk pertanyaan tambahan {n}").format(n=number),
                required=False,
                hint=_("Dari yang terburuk ke yang terbaik, dipisah titik koma."),
                max_length=170,
            ),
        ]
    return fields
