"""The form of terms in working days, the same for the kabupaten and for an office."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from commons.typedform import TypedForm
from complaints.clocks import MOST_DAYS, USUAL, Terms
from complaints.models import Klass

WIDEST = Terms(dict.fromkeys(USUAL.days, MOST_DAYS), MOST_DAYS, MOST_DAYS, USUAL.silence)


def form_of(typed: QueryDict | None, now_in_force: Terms) -> TypedForm:
    """The form, with what holds now in it."""
    own = {"verify": now_in_force.verify, "reply": now_in_force.reply}
    return TypedForm(typed, {**now_in_force.days, **own})


def limits(above: Terms) -> list[tuple[str, Any, int]]:
    """(name, label, most days) of each question."""
    found: list[tuple[str, Any, int]] = [(k.value, k.label, above.days[k.value]) for k in Klass]
    return [
        *found,
        ("verify", _("Diverifikasi dalam"), above.verify),
        ("reply", _("Tanggapan awal sesudah verifikasi dalam"), above.reply),
    ]


def questions(form: TypedForm, above: Terms | None) -> list[Any]:
    """The form's questions. `above`: what is at most allowed, said beside each; None: nothing to say."""
    hint = str(_("Kabupaten: paling lama {n} hari kerja."))
    return [
        form.ask(key, label, "integer", hint=hint.format(n=limit) if above else "", max_length=3)
        for key, label, limit in limits(above or WIDEST)
    ]


def read(form: TypedForm, above: Terms) -> Terms | None:
    """What was typed; None when `form.errors` has something to say."""
    days = {key: _number(form, key, limit) for key, _label, limit in limits(above)}
    if form.errors:
        return None
    verify, reply = days.pop("verify"), days.pop("reply")
    return Terms(days, verify, reply, above.silence)


def _number(form: TypedForm, key: str, limit: int) -> int:
    word = form.raw(key).strip()
    days = int(word) if word.isascii() and word.isdigit() and len(word) < 4 else 0
    if not 1 <= days <= min(limit, MOST_DAYS):
        form.refuse(str(_("Tulis 1 sampai {n} hari kerja.")).format(n=limit), key)
    return days
