"""What stands in the places of a template, for a real message and for a preview."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from applications.models import Event, File
from commons.clock import wib
from commons.indonesian import DAYS, date_words, in_indonesian
from notifications.channels.base import Outgoing
from notifications.kinds import NEWS, NOTICES, Channel, Kind
from notifications.models import OutMessage
from notifications.wording import Words, fill, parameters, short_name
from offices.hosts import url_of
from offices.models import Office

SAMPLE_NAME = "SITI AMINAH"


def values_of(message: OutMessage, office: Office, event: Event | None) -> dict[str, str]:
    """The places of one message. Its file is read, never its NIK; `event` is the one that brought it."""
    with in_indonesian():
        found = {"kantor": office.full_name}
        if message.file is not None:
            found |= _of_file(message.file, office, staff=message.kind == Kind.STAFF)
        facts = message.facts
        if facts.get("due"):
            found["janji"] = moment_words(datetime.fromisoformat(facts["due"]))
        if facts.get("since"):
            found["sejak"] = moment_words(datetime.fromisoformat(facts["since"]))
        if facts.get("days"):
            found["lama"] = _("{n} hari").format(n=facts["days"])
        if facts.get("news"):
            found |= {
                "nomor": str(facts["number"]),
                "kabar": str(NEWS[facts["news"]]),
                "tautan": url_of(office.slug, "/pengaduan/"),
            }
        if facts.get("notice"):
            found["kejadian"] = str(NOTICES[facts["notice"]])
        data: Mapping[str, Any] = event.data if event is not None else {}
        found["kurang"] = "; ".join(map(str, data.get("missing", ())))
        found["alasan"] = str(data.get("ground") or data.get("reason") or "").rstrip(".")
        return found


def _of_file(file: File, office: Office, *, staff: bool) -> dict[str, str]:
    path = f"/berkas/{file.id}/" if staff else f"/s/{file.track_code}/"
    return {
        "nama": short_name(file.name),
        "nomor": file.receipt_number,
        "layanan": file.service_name,
        "tautan": url_of(office.slug, path),
    }


def moment_words(moment: datetime) -> str:
    """ "Senin, 23 November 2026 pukul 15.00"."""
    here = wib(moment)
    return f"{DAYS[here.weekday()]}, {date_words(here.date())} pukul {here:%H.%M}"


def sample_values(office: Office, now: datetime) -> dict[str, str]:
    """Invented, for previews: never a real applicant's."""
    with in_indonesian():
        return {
            "kantor": office.full_name,
            "nama": short_name(SAMPLE_NAME),
            "nomor": f"0123/{wib(now).year}",
            "layanan": _("Surat Keterangan Tidak Mampu (SKTM)"),
            "janji": moment_words(now + timedelta(days=1)),
            "kurang": _("Fotokopi KTP; Surat pengantar RT/RW"),
            "alasan": _("alamat pada KK di luar wilayah kantor ini"),
            "lama": _("{n} hari").format(n=7),
            "tautan": url_of(office.slug, "/s/CONTOH1234/"),
            "kejadian": str(NOTICES["TO_SIGN"]),
            "sejak": moment_words(now - timedelta(days=1)),
            "kabar": str(NEWS["ANSWER"]),
        }


def outgoing(
    key: UUID, channel: Channel, words: Words, values: Mapping[str, str], *, to: str, free: bool
) -> Outgoing:
    """The message as its channel takes it; `free`: WhatsApp takes free words just now."""
    templated = channel is Channel.WHATSAPP and bool(words.wa_name) and not free
    return Outgoing(
        key=key,
        to=to,
        text=fill(words.text, values),
        subject=fill(words.subject, values),
        template=words.wa_name if templated else "",
        language=words.wa_language or "id",
        parameters=tuple(parameters(words, values)) if templated else (),
    )
