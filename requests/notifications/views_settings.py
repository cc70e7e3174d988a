"""Settings of messages: rules, channels with a test to oneself, words with a preview."""

from typing import Any

from django.contrib import messages as flash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import SUPPORT
from accounts.permissions import role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.text import clean_text
from commons.typed import Question, read_time, shown_time
from commons.typedform import TypedForm
from notifications import operations_settings, queries, setup
from notifications.channels import ADAPTERS
from notifications.channels.base import Option
from notifications.composing import sample_values
from notifications.defaults import proposed_name, words_of
from notifications.kinds import CHANNELS, KINDS, WORDED, Channel, Kind
from notifications.lengths import length_of
from notifications.wording import MEANINGS, Words, fill, parameters
from offices.hosts import url_of
from offices.http import office_of

ADMIN = "OFFICE_ADMIN"
ANSWERED = 422
_HOOKS = {Channel.WHATSAPP: "/hook/wa/", Channel.SMS: "/hook/sms/"}
_WORDED_ON = (Channel.WHATSAPP, Channel.SMS, Channel.EMAIL, Channel.HAND)


def _base(title: str) -> dict[str, Any]:
    return {
        "page": "settings",
        "title": title,
        "back_url": reverse("settings_messages"),
        "back_label": _("Pesan"),
    }


@role_required(ADMIN, SUPPORT)
@never_cache
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Channels, rules and words at a glance."""
    known, now = setup.setup_of(office_of(request)), clock.now()
    resting = known.resting(now)
    context = {
        "page": "settings",
        "back_url": reverse("settings"),
        "channels": [
            {
                "code": each.channel.value.lower(),
                "name": CHANNELS[each.channel],
                "on": each.is_on,
                "trouble": each.row.last_words if each.row and each.row.failures else "",
                "rests": each.channel in resting,
            }
            for each in queries.channels()
        ],
        "policy": known.policy,
        "quiet": (shown_time(known.policy.quiet.start), shown_time(known.policy.quiet.end)),
        "kinds": [
            {
                "kind": kind.value.lower(),
                "title": KINDS[kind].title,
                "text": KINDS[kind].text,
                "off": kind.value in known.policy.off,
                "words": [
                    {"code": channel.value.lower(), "name": CHANNELS[channel], "own": words.version}
                    for channel, words in lines
                ],
            }
            for kind, lines in queries.template_lines(known)
        ],
    }
    return render(request, "notifications/settings.html", context)


@role_required(ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def policy(request: HttpRequest) -> HttpResponse:
    """Quiet hours, days, and which kinds are told."""
    kept = setup.policy()
    start = {
        "quiet_from": shown_time(kept.quiet.start),
        "quiet_to": shown_time(kept.quiet.end),
        "not_collected_days": kept.not_collected_days,
        "returned_days": kept.returned_days,
        "unsigned_hours": kept.unsigned_hours,
        "told": [kind.value for kind in WORDED if kind.value not in kept.off],
    }
    form = TypedForm(request.POST if request.method == "POST" else None, start)
    if request.method == "POST" and _save_policy(request, form):
        flash.success(request, _("Aturan pesan disimpan."))
        return redirect("settings_messages")
    context = {**_base(_("Aturan pesan")), "fields": _policy_questions(form), "errors": form.errors}
    return render(request, "form_page.html", context, status=ANSWERED if form.errors else 200)


def _policy_questions(form: TypedForm) -> list[Question]:
    kinds = [(kind.value, KINDS[kind].title) for kind in WORDED]
    return [
        form.ask("quiet_from", _("Jam tenang mulai"), "time", hint=_("Pesan ditunda, tidak dibuang.")),
        form.ask("quiet_to", _("Jam tenang sampai"), "time"),
        form.ask("not_collected_days", _("Disebut belum diambil sesudah (hari)"), "integer"),
        form.ask("returned_days", _("Diingatkan melengkapi sesudah (hari)"), "integer"),
        form.ask("unsigned_hours", _("Pimpinan diingatkan sesudah menunggu (jam)"), "integer"),
        form.ask("told", _("Yang diberitahukan"), "choices", choices=kinds, required=False),
    ]


def _save_policy(request: HttpRequest, form: TypedForm) -> bool:
    times = {}
    for name in ("quiet_from", "quiet_to"):
        try:
            times[name] = read_time(form.raw(name))
        except DomainError as refusal:
            form.refuse(refusal, name)
    if form.errors:
        return False
    try:
        operations_settings.save_policy(
            quiet_from=times["quiet_from"],
            quiet_to=times["quiet_to"],
            not_collected_days=_number(form.raw("not_collected_days")),
            returned_days=_number(form.raw("returned_days")),
            unsigned_hours=_number(form.raw("unsigned_hours")),
            told=form.many("told"),
            actor=the_actor(request),
            now=clock.now(),
        )
    except DomainError as refusal:
        form.refuse(refusal, str(refusal.context.get("field", "")))
    return not form.errors


def _number(text: str) -> int:
    """0, which no rule takes, for what is no number."""
    typed = text.strip()
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0


def _channel(code: str) -> Channel:
    channel = next((each for each in ADAPTERS if each.value.lower() == code), None)
    if channel is None:
        raise Http404
    return channel


@role_required(ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def channel(request: HttpRequest, code: str) -> HttpResponse:
    """One channel: on or off, and what its provider needs. Secrets are typed, never shown."""
    chosen = _channel(code)
    kept = queries.channel_line(chosen)
    form = TypedForm(request.POST if request.method == "POST" else None, _kept_options(kept))
    if request.method == "POST":
        typed = {option.name: request.POST.get(option.name, "")[:600] for option in ADAPTERS[chosen].options}
        try:
            operations_settings.save_channel(
                channel=chosen,
                is_on=form.raw("on") == "ya",
                typed=typed,
                actor=the_actor(request),
                now=clock.now(),
            )
        except DomainError as refusal:
            form.refuse(refusal, str(refusal.context.get("field", "")))
        else:
            flash.success(request, _("Saluran disimpan."))
            return redirect("settings_message_channel", code)
    return _channel_page(request, chosen, kept, form)


def _kept_options(kept: queries.ChannelLine) -> dict[str, str]:
    options = {option.name: option.default for option in ADAPTERS[kept.channel].options}
    return {**options, **(kept.row.options if kept.row else {}), "on": "ya" if kept.is_on else "tidak"}


def _channel_page(
    request: HttpRequest, chosen: Channel, kept: queries.ChannelLine, form: TypedForm
) -> HttpResponse:
    hook = _HOOKS.get(chosen)
    context = {
        **_base(str(CHANNELS[chosen])),
        "code": chosen.value.lower(),
        "fields": [
            form.ask("on", _("Dipakai untuk mengirim"), "yes_no"),
            *(_ask(form, option, option.name in kept.holds) for option in ADAPTERS[chosen].options),
        ],
        "errors": form.errors,
        "hook": url_of(office_of(request).slug, hook) if hook else "",
        "row": kept.row,
        "to_kind": {"EMAIL": _("Alamat surel Anda"), "CONSOLE": ""}.get(chosen.value, _("Nomor HP Anda")),
    }
    return render(request, "notifications/channel.html", context, status=ANSWERED if form.errors else 200)


def _ask(form: TypedForm, option: Option, held: bool) -> Question:
    hint = option.hint
    if option.secret and held:
        hint = _("Sudah tersimpan. Kosongkan bila tidak diganti.")
    kind = "secret" if option.secret else "choice" if option.choices else "text"
    asked = form.ask(
        option.name,
        option.label,
        kind,
        hint=hint,
        required=option.required and not (option.secret and held),
        max_length=500,
        choices=list(option.choices),
    )
    if option.secret:
        asked.value = ""
    return asked


@role_required(ADMIN)
@never_cache
@require_POST
def test(request: HttpRequest, code: str) -> HttpResponse:
    """A message to oneself by this channel."""
    chosen = _channel(code)
    try:
        key = operations_settings.send_test(
            channel=chosen, to=request.POST.get("to", "")[:200], actor=the_actor(request), now=clock.now()
        )
    except DomainError as refusal:
        kept = queries.channel_line(chosen)
        form = TypedForm(None, _kept_options(kept))
        form.refuse(refusal, "to")
        return _channel_page(request, chosen, kept, form)
    flash.success(request, _("Pesan uji dikirim dalam beberapa detik; hasilnya di bawah."))
    return redirect("message", key)


def _kind_and_channel(kind: str, code: str) -> tuple[Kind, Channel]:
    found = next((each for each in WORDED if each.value.lower() == kind), None)
    on = next((each for each in _WORDED_ON if each.value.lower() == code), None)
    if found is None or on is None:
        raise Http404
    return found, on


@role_required(ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def template(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """The words of a kind on a channel; "do=preview" shows them filled with an invented file."""
    chosen, on = _kind_and_channel(kind, code)
    kept = setup.own_words(kind=chosen, channel=on).get((chosen, on)) or words_of(chosen, on)
    start = {
        "text": kept.text,
        "subject": kept.subject,
        "wa_name": kept.wa_name,
        "wa_language": kept.wa_language,
        "wa_params": ", ".join(kept.wa_params),
    }
    form = TypedForm(request.POST if request.method == "POST" else None, start)
    words = _typed_words(form)
    if request.method == "POST" and request.POST.get("do") != "preview" and not form.errors:
        try:
            operations_settings.save_words(
                kind=chosen, channel=on, words=words, actor=the_actor(request), now=clock.now()
            )
        except DomainError as refusal:
            form.refuse(refusal, str(refusal.context.get("field", "text")))
        else:
            flash.success(request, _("Kata-kata disimpan; dipakai mulai pesan berikutnya."))
            return redirect("settings_message_template", kind, code)
    return _template_page(request, chosen, on, form, words)


def _typed_words(form: TypedForm) -> Words:
    try:
        text = clean_text(form.raw("text"))
    except DomainError as refusal:
        form.refuse(refusal, "text")
        text = ""
    params = tuple(name.strip(" {}") for name in form.raw("wa_params").split(",") if name.strip(" {}"))
    return Words(
        text=text,
        subject=form.raw("subject"),
        wa_name=form.raw("wa_name").strip(),
        wa_language=form.raw("wa_language").strip() or "id",
        wa_params=params,
    )


def _template_page(
    request: HttpRequest, kind: Kind, channel: Channel, form: TypedForm, words: Words
) -> HttpResponse:
    values = sample_values(office_of(request), clock.now())
    preview = fill(words.text, values)
    name, language = proposed_name(kind)
    context = {
        **_base(f"{KINDS[kind].title} – {CHANNELS[channel]}"),
        "about": KINDS[kind].text,
        "fields": _template_questions(form, channel, name, language),
        "names": [(each, MEANINGS[each]) for each in sorted(KINDS[kind].names)],
        "preview": preview,
        "preview_subject": fill(words.subject, values),
        "parameters": parameters(words, values) if channel is Channel.WHATSAPP else [],
        "length": length_of(preview) if channel is Channel.SMS else None,
        "versions": queries.versions(kind, channel),
        "errors": form.errors,
    }
    return render(request, "notifications/template.html", context, status=ANSWERED if form.errors else 200)


def _template_questions(form: TypedForm, channel: Channel, name: str, language: str) -> list[Question]:
    asked = [form.ask("text", _("Isi pesan"), "long_text", max_length=1_000)]
    if channel is Channel.EMAIL:
        asked.insert(0, form.ask("subject", _("Perihal"), max_length=150))
    if channel is Channel.WHATSAPP:
        hint = _("Di luar 24 jam WhatsApp hanya menerima templat yang disetujui. Usul: {name} ({language}).")
        asked += [
            form.ask(
                "wa_name",
                _("Nama templat yang disetujui Meta"),
                required=False,
                hint=hint.format(name=name, language=language),
            ),
            form.ask("wa_language", _("Bahasa templat"), required=False),
            form.ask(
                "wa_params",
                _("Isi parameternya, berurutan"),
                required=False,
                hint=_("Nama dari daftar di bawah, dipisah koma: yang pertama untuk {{1}}, dan seterusnya."),
            ),
        ]
    return asked
