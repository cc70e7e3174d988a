"""Who takes a product away: read from the form, checked, and said in one line."""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from applications.errors import IntakeRefused
from attachments.models import IdShown, Relation
from attachments.refusals import UploadRefused
from commons.nik import Finding
from commons.phones import BadPhone, parse_phone
from commons.text import BadText, clean_line, clean_name, search_key
from documents.glyphs import unprintable

LONGEST_SIGNATURE = 400_000
_PNG = re.compile(r"data:image/png;base64,([A-Za-z0-9+/=]+)")
_LAST = re.compile(r"[A-Z0-9]{3,6}")


@dataclass(frozen=True, kw_only=True)
class Collector:
    """The person at the counter. Of an identity card only its kind and last signs are kept."""

    name: str
    relation: Relation = Relation.SELF
    words: str = ""
    id_kind: str = ""
    id_last: str = ""
    phone: str = ""

    @property
    def relation_words(self) -> str:
        """The relation as people say it, in Indonesian: it goes into the book."""
        return self.words if self.relation is Relation.OTHER and self.words else _SAID[self.relation]

    @property
    def line(self) -> str:
        """For the register: "BUDI SANTOSO (anak)"; the applicant's name alone."""
        if self.relation is Relation.SELF:
            return self.name
        room = 117 - len(self.relation_words)
        return f"{self.name[:room]} ({self.relation_words})"

    def facts(self) -> dict[str, str]:
        """What the event keeps, open and for good: no number of any kind."""
        plain = {"name": self.name, "relation": self.relation.value, "words": self.words}
        return {key: value for key, value in plain.items() if value}


_SAID: Mapping[Relation, str] = {
    Relation.SELF: "pemohon sendiri",
    Relation.SPOUSE: "suami/istri",
    Relation.CHILD: "anak",
    Relation.PARENT: "orang tua",
    Relation.SIBLING: "saudara",
    Relation.NEIGHBOUR: "RT/RW atau perangkat desa",
    Relation.PROXY: "penerima kuasa",
    Relation.OTHER: "lainnya",
}


def read(post: Mapping[str, str]) -> Collector | None:
    """What was sent with a hand-over; None from a caller that knows only a name. Raises `IntakeRefused`."""
    if "relation" not in post:
        return None
    errors: dict[str, Finding] = {}
    relation = post["relation"] or Relation.SELF.value
    if relation not in Relation.values:
        _say(errors, "relation", _("Pilih hubungannya dari daftar."))
        relation = Relation.OTHER.value
    texts = {key: _line(errors, post, key, longest) for key, longest in _LINES.items()}
    if Relation(relation) is Relation.OTHER and not texts["relation_words"] and not errors:
        _say(errors, "relation_words", _("Tulis hubungannya dengan pemohon."))
    _check_card(errors, texts)
    _check_words(errors, post, myself=relation == Relation.SELF)
    if errors:
        raise IntakeRefused(errors=errors)
    return Collector(
        name=texts["receiver"],
        relation=Relation(relation),
        words=texts["relation_words"] if relation == Relation.OTHER else "",
        id_kind=texts["id_kind"],
        id_last=texts["id_last"].upper(),
        phone=texts["collector_phone"],
    )


_LINES = {"receiver": 100, "relation_words": 60, "id_kind": 5, "id_last": 20, "collector_phone": 40}
# What is typed of the collector and printed on the slip.
_PRINTED = {"receiver": _("Diterima oleh"), "relation_words": _("Hubungan"), "note": _("Catatan")}


def _line(errors: dict[str, Finding], post: Mapping[str, str], key: str, longest: int) -> str:
    try:
        return clean_line(post.get(key, ""), max_length=longest)
    except BadText as bad:
        _say(errors, key, bad.message)
        return ""


def _check_words(errors: dict[str, Finding], post: Mapping[str, str], *, myself: bool) -> None:
    """Signs that stand in no name or cannot be printed. The applicant's own name is as it was received."""
    for key, label in _PRINTED.items():
        text = post.get(key, "")
        if key == "receiver":
            if myself or key in errors:
                continue
            try:
                clean_name(text)
            except BadText as bad:
                _say(errors, key, bad.message)
        if words := unprintable(text, label):
            _say(errors, key, words)


def _check_card(errors: dict[str, Finding], texts: Mapping[str, str]) -> None:
    if texts["id_kind"] and texts["id_kind"] not in IdShown.values:
        _say(errors, "id_kind", _("Pilih jenis kartunya dari daftar."))
    if texts["id_last"] and not _LAST.fullmatch(texts["id_last"].upper()):
        _say(errors, "id_last", _("Tulis hanya 3 sampai 6 angka terakhir; nomor lengkap tidak disimpan."))
    if texts["id_last"] and not texts["id_kind"] and "id_last" not in errors:
        _say(errors, "id_kind", _("Pilih kartu yang ditunjukkan."))
    if texts["collector_phone"]:
        try:
            parse_phone(texts["collector_phone"])
        except BadPhone as bad:
            _say(errors, "collector_phone", bad.message)


def check(collector: Collector, applicant: str) -> None:
    """Another name than the applicant's is somebody else, and somebody else has another name. Raises
    `IntakeRefused`."""
    same = search_key(collector.name) == search_key(applicant)
    if not collector.name:
        message: Any = _("Tulis siapa yang menerima.")
        raise IntakeRefused(errors={"receiver": Finding("receiver", message, "receiver")})
    if collector.relation is Relation.SELF and not same:
        message = _("Nama penerima lain dari pemohon: pilih hubungannya, atau samakan namanya.")
        raise IntakeRefused(errors={"relation": Finding("relation", message, "relation")})
    if collector.relation is not Relation.SELF and same:
        message = _("Ini nama pemohon. Tulis nama orang yang mengambil, atau pilih pemohon sendiri.")
        raise IntakeRefused(errors={"receiver": Finding("receiver", message, "receiver")})


def _say(errors: dict[str, Finding], key: str, message: Any) -> None:
    errors.setdefault(key, Finding(key, message, key))


def signature_of(text: str) -> bytes:
    """The picture from the pad; empty when the paper is signed. Raises `UploadRefused`."""
    if not text:
        return b""
    match = _PNG.fullmatch(text) if len(text) <= LONGEST_SIGNATURE else None
    try:
        return base64.b64decode(match[1], validate=True) if match else _damaged()
    except binascii.Error as error:
        raise UploadRefused("damaged") from error


def _damaged() -> bytes:
    raise UploadRefused("damaged")
