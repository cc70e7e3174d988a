"""The form of the document control of a standard that was enacted on paper: as printed there (pure)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError
from commons.typed import read_date, shown_date
from standards.writing.asking import Ask, Errors, Part, Values

Data = dict[str, Any]
_WORDS, _DAYS = ("number", "revision", "decree"), ("revised_on", "issued_on")
_PEOPLE = ("prepared", "checked", "approved")
_AS_PRINTED = _("Seperti tercetak di dokumen; kosongkan yang tidak tercantum.")

CONTROL: tuple[Part, ...] = (
    Ask(name="number", label=_("Nomor dokumen"), hint=_AS_PRINTED),
    Ask(name="revision", label=_("Status revisi")),
    Ask(name="revised_on", label=_("Tanggal revisi"), kind="date"),
    Ask(name="issued_on", label=_("Tanggal terbit"), kind="date"),
    Ask(name="decree", label=_("Keputusan yang menetapkan")),
    Ask(name="prepared_name", label=_("Dibuat oleh")),
    Ask(name="prepared_title", label=_("Jabatan pembuat")),
    Ask(name="checked_name", label=_("Diperiksa oleh")),
    Ask(name="checked_title", label=_("Jabatan pemeriksa")),
    Ask(name="approved_name", label=_("Disetujui oleh")),
    Ask(name="approved_title", label=_("Jabatan yang menyetujui")),
)


def start_control(data: Data) -> Values:
    """What the form holds at first."""
    values: Values = {name: data.get(name) or "" for name in _WORDS}
    values |= {name: shown_date(date.fromisoformat(data[name])) if data.get(name) else "" for name in _DAYS}
    for who in _PEOPLE:
        person = data.get(who) or {}
        values |= {f"{who}_name": person.get("name", ""), f"{who}_title": person.get("title", "")}
    return values


def read_control(values: Values, _before: Data, errors: Errors) -> Data:
    """The control as it is stored; what is empty is left out and prints as "tidak tercantum"."""
    found: Data = {name: values[name] for name in _WORDS if values[name]}
    for name in _DAYS:
        try:
            found |= {name: read_date(values[name]).isoformat()} if values[name] else {}
        except DomainError as refusal:
            errors.add(name, refusal)
    for who in _PEOPLE:
        name, title = values[f"{who}_name"], values[f"{who}_title"]
        if title and not name:
            errors.add(f"{who}_name", _("Tulis namanya, atau kosongkan jabatannya."))
        if name:
            found[who] = {"name": name, "title": title}
    return found
