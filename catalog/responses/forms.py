"""The form of a sentence for answers, the same for the kabupaten and for an office."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.typed import Question
from commons.typedform import TypedForm
from responses.models import Category, ResponseTemplate
from responses.operations import Sentence
from responses.words import PLACEHOLDERS

KEY = r"abcdefghijklmnopqrstuvwxyz0123456789-"


def start(row: ResponseTemplate | None) -> dict[str, Any]:
    """What stands in the form at first."""
    if row is None:
        return {"active": "ya"}
    return {
        "key": row.key,
        "category": row.category,
        "title": row.title,
        "text": row.text,
        "active": "ya" if row.is_active else "tidak",
    }


def read(form: TypedForm, row: ResponseTemplate | None) -> Sentence | None:
    """What was typed; None when `form.errors` has something to say."""
    key = row.key if row else form.line("key", longest=40, missing=_("Tulis kuncinya."))
    if not set(key) <= set(KEY):
        form.refuse(_("Kunci hanya huruf kecil, angka, dan tanda hubung."), "key")
    sentence = Sentence(
        key=key,
        category=form.choice("category", Category.values, missing=_("Pilih kegunaannya.")),
        title=form.line("title", longest=80, missing=_("Tulis judulnya.")),
        text=form.text("text", longest=1000, missing=_("Tulis kalimatnya.")),
        is_active=form.choice("active", ["ya", "tidak"], missing=_("Jawab ya atau tidak.")) == "ya",
    )
    return None if form.errors else sentence


def questions(form: TypedForm, row: ResponseTemplate | None) -> list[Question]:
    """The form."""
    places = ", ".join(f"{{{name}}} ({words})" for name, words in PLACEHOLDERS.items())
    first = [form.ask("key", _("Kunci"), hint=_("Nama tetap, misalnya ktp-buram."), max_length=40)]
    return [
        *([] if row else first),
        form.ask("category", _("Kegunaan"), "choice", choices=Category.choices),
        form.ask("title", _("Judul"), hint=_("Dibaca petugas saat memilih."), max_length=80),
        form.ask(
            "text",
            _("Kalimat"),
            "long_text",
            max_length=1000,
            hint=format_lazy(_("Dapat memuat: {places}."), places=places),
        ),
        form.ask("active", _("Ditawarkan"), "yes_no"),
    ]
