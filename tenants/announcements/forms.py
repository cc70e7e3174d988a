"""The form of an announcement."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import OFFICE_ROLES, Role
from announcements.models import Announcement, Importance, Scope
from announcements.operations import Words
from commons.typed import Question, shown_date
from commons.typedform import TypedForm, read_id
from offices.models import Level
from offices.queries import OfficeCard

ROLES = [(role.value, role.label) for role in Role if role in OFFICE_ROLES]


def start(row: Announcement | None, today: date) -> dict[str, Any]:
    """What stands in the form at first."""
    if row is None:
        return {"from_date": shown_date(today), "scope": Scope.ALL, "importance": Importance.NORMAL}
    return {
        "title": row.title,
        "text": row.text,
        "importance": row.importance,
        "scope": row.scope,
        "level": row.level,
        "offices": row.office_ids,
        "kecamatan": row.office_ids,
        "roles": row.roles,
        "from_date": shown_date(row.from_date),
        "to_date": shown_date(row.to_date),
    }


def read(form: TypedForm, offices: list[OfficeCard]) -> Words | None:
    """What was typed; None when `form.errors` has something to say."""
    scope = form.choice("scope", Scope.values, missing=_("Pilih untuk siapa pengumuman ini."))
    place = "kecamatan" if scope == Scope.KECAMATAN else "offices"
    picked = form.chosen(place, [str(card.id) for card in offices])
    first = form.day("from_date", missing=_("Isi tanggal mulai ditampilkan."))
    words: dict[str, Any] = {
        "title": form.line("title", longest=120, missing=_("Tulis judulnya.")),
        "text": form.text("text", longest=4000, missing=_("Tulis isinya.")),
        "importance": form.choice("importance", Importance.values, missing=_("Pilih kepentingannya.")),
        "level": form.choice("level", Level.values) if scope == Scope.LEVEL else "",
        "roles": form.chosen("roles", [value for value, _label in ROLES]),
        "to_date": form.day("to_date"),
    }
    if scope == Scope.LEVEL and not words["level"]:
        form.refuse(_("Pilih tingkat kantornya."), "level")
    if scope in {Scope.KECAMATAN, Scope.CHOSEN} and not picked:
        form.refuse(_("Pilih paling sedikit satu kantor."), place)
    if form.errors or first is None:
        return None
    ids = [found for each in picked if (found := read_id(each))]
    return Words(scope=scope, office_ids=ids, from_date=first, **words)


def questions(form: TypedForm, offices: list[OfficeCard]) -> list[Question]:
    """The form, in the order in which it is thought."""
    kecamatan = [(str(card.id), card.full_name) for card in offices if card.level == Level.KECAMATAN]
    everyone = [(str(card.id), card.full_name) for card in offices]
    hint = _("Hanya dipakai bila di atas dipilih “{choice}”.")
    return [
        form.ask("title", _("Judul"), max_length=120),
        form.ask(
            "text",
            _("Isi"),
            "long_text",
            max_length=4000,
            hint=_("Teks biasa. Baris kosong memulai alinea baru. Jangan menulis data pemohon."),
        ),
        form.ask("importance", _("Kepentingan"), "choice", choices=Importance.choices),
        form.ask("scope", _("Untuk siapa"), "choice", choices=Scope.choices),
        form.ask(
            "level",
            _("Tingkat"),
            "choice",
            required=False,
            choices=Level.choices[:2],
            hint=str(hint).format(choice=Scope.LEVEL.label),
        ),
        form.ask(
            "kecamatan",
            _("Kecamatan"),
            "choices",
            required=False,
            choices=kecamatan,
            hint=str(hint).format(choice=Scope.KECAMATAN.label),
        ),
        form.ask(
            "offices",
            _("Kantor"),
            "choices",
            required=False,
            choices=everyone,
            hint=str(hint).format(choice=Scope.CHOSEN.label),
        ),
        form.ask(
            "roles",
            _("Hanya untuk peran"),
            "choices",
            required=False,
            choices=ROLES,
            hint=_("Kosongkan bila untuk semua petugas."),
        ),
        form.ask("from_date", _("Ditampilkan mulai"), "date"),
        form.ask("to_date", _("Sampai"), "date", required=False),
    ]
